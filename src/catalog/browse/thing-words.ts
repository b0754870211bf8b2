/** What things are chosen by. Several values of one: any of them; several of these: all of them. */
export interface WantedWords {
  /** The services they belong to, or, of tables, columns and pipelines, that describe them. */
  readonly services?: readonly string[];
  readonly owners?: readonly string[];
  /** `name`, whatever its value, or `name=value`. */
  readonly tags?: readonly string[];
  readonly domains?: readonly string[];
}

/** What is known of one thing. */
export interface ThingWords {
  readonly services: readonly string[];
  readonly owners: readonly string[];
  readonly tags: readonly string[];
  readonly domain: string;
}

/** Whether a thing is among the wanted. */
export const isWanted = ({ services, owners, tags, domains }: WantedWords, thing: ThingWords): boolean =>
  (!services || thing.services.some((service) => services.includes(service))) &&
  (!owners || thing.owners.some((owner) => owners.includes(owner))) &&
  (!tags || thing.tags.some((tag) => tags.some((wanted) => isTag(tag, wanted)))) &&
  (!domains || domains.includes(thing.domain));

const isTag = (tag: string, wanted: string): boolean => tag === wanted || tag.startsWith(`${wanted}=`);
