import type { Connector, Listing, ReadingWish, Sink } from '../../catalog/sync/connector.js';
import type { EntityKind } from '../../model/entities.js';
import type { HttpClient } from '../http/http-client.js';
import { withHttpClient } from '../http/with-http-client.js';
import { FeastApi, nameOf } from './feast-api.js';
import type { FeastOptions } from './options.js';
import { RegistryReading } from './registry-reading.js';
import { fields, moment } from './values.js';

/** Tables and columns are not among them: what a feature view says of its source is second hand. */
const MASTERED: readonly EntityKind[] = ['MLModelService', 'MLFeatureTable', 'StoredFeature'];

/** Reads Feast's registry over its REST interface. */
export function createFeastConnector(options: FeastOptions): Connector {
  return new FeastConnector(options);
}

class FeastConnector implements Connector {
  readonly type = 'feast';
  readonly service: string;
  readonly masters = MASTERED;
  /** Of feature views, which are by far the most; the rest is read whole each time. */
  readonly deltas = true;

  constructor(private readonly options: FeastOptions) {
    this.service = options.service;
  }

  /** The oldest project and when it was made: a registry has no name of its own, and a new one has new projects. */
  identity(signal: AbortSignal): Promise<string | undefined> {
    return this.asking(async (http) => {
      let oldest: { name: string; at: string } | undefined;
      for await (const page of new FeastApi(http, signal).all('projects')) {
        for (const row of page) {
          const name = nameOf(row);
          const at = moment(fields(row['meta'])['createdTimestamp']);
          if (name === undefined || at === undefined) continue;
          if (this.options.projects && !this.options.projects.includes(name)) continue;
          if (!oldest || Date.parse(at) < Date.parse(oldest.at)) oldest = { name, at };
        }
      }
      return oldest && `${oldest.name} since ${oldest.at}`;
    });
  }

  read(sink: Sink, signal: AbortSignal, wish: ReadingWish): Promise<Listing> {
    return this.asking((http) => this.readBy(http, sink, signal, wish));
  }

  private async readBy(
    http: HttpClient,
    sink: Sink,
    signal: AbortSignal,
    wish: ReadingWish,
  ): Promise<Listing> {
    const reading = new RegistryReading(this.options, new FeastApi(http, signal), http.url, sink, wish);
    await reading.toEnd();
    const { reasons, watermark } = reading;
    return {
      complete: reasons.length === 0,
      ...(reasons.length === 0 ? {} : { reason: reasons.join(' ') }),
      // Of what was not read to its end it is not known what changed.
      ...(watermark === undefined || reasons.length > 0 ? {} : { watermark }),
      requests: http.requests,
      bytes: http.bytes,
    };
  }

  private asking<Result>(work: (http: HttpClient) => Promise<Result>): Promise<Result> {
    return withHttpClient({ ...this.options, product: 'Feast', advice }, work);
  }
}

/** What a person can do about an answer that has a known cause. */
function advice({ status }: { status?: number }): string | undefined {
  if (status === 401 || status === 403)
    return 'Give the service a token whose user may describe the objects of the registry (auth.token).';
  if (status === 404)
    return 'The address has to be that of the REST server of the registry: feast serve_registry --rest-api.';
  return undefined;
}
