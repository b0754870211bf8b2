import type { EntityKind } from '../../model/entities.js';
import type { EntityRecord } from '../browse/entity-record.js';
import type { KeptEntity } from '../browse/export.reader.js';

/** Which things are exported. Several values of one filter: any of them; several filters: all of them. */
export interface ExportFilter {
  readonly kinds?: readonly EntityKind[];
  /** The services they belong to, or, of tables, columns and pipelines, that describe them. */
  readonly services?: readonly string[];
  readonly owners?: readonly string[];
  /** `name`, whatever its value, or `name=value`. */
  readonly tags?: readonly string[];
  readonly domains?: readonly string[];
  /** As their sources state them; of an answer, whether anything in service hangs on them. */
  readonly states?: readonly string[];
}

/** Whether a thing passes; its kind has been chosen by what was read. */
export function passes(filter: ExportFilter, { record, claims }: KeptEntity): boolean {
  const { services, owners, tags, domains, states } = filter;
  return (
    (!services || servicesOf(record, claims).some((service) => services.includes(service))) &&
    (!owners || listOf(record['owners']).some((owner) => owners.includes(owner))) &&
    (!tags || listOf(record['tags']).some((tag) => tags.some((wanted) => isTag(tag, wanted)))) &&
    (!domains || domains.includes(String(record['domain'] ?? ''))) &&
    (!states || states.includes(String(record['state'] ?? '').toUpperCase()))
  );
}

function servicesOf({ service }: EntityRecord, claims: KeptEntity['claims']): string[] {
  return typeof service === 'string' ? [service] : claims.map(({ source }) => source);
}

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);
const isTag = (tag: string, wanted: string): boolean => tag === wanted || tag.startsWith(`${wanted}=`);
