/** What the model accepts as an address. */
const MAX_ADDRESS = 4_000;

/** Addresses of MLflow's own pages, for people; nothing where a name makes one too long. */
export class UiLinks {
  constructor(private readonly base: string) {}

  model = (model: string): string | undefined => this.to('models', model);
  version = (model: string, version: string): string | undefined =>
    this.to('models', model, 'versions', version);
  experiment = (experiment: string): string | undefined => this.to('experiments', experiment);
  run = (experiment: string, run: string): string | undefined =>
    this.to('experiments', experiment, 'runs', run);

  private to(...segments: string[]): string | undefined {
    const address = `${this.base}/#/${segments.map((segment) => encodeURIComponent(wellFormed(segment))).join('/')}`;
    return address.length <= MAX_ADDRESS ? address : undefined;
  }
}

/** Names may hold unpaired surrogates, which no address can carry. */
const wellFormed = (segment: string): string => segment.replace(/\p{Surrogate}/gu, '\uFFFD');
