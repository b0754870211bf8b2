import type { EntityKind } from '../../model/entities.js';
import type { EntityRecord } from '../browse/entity-record.js';
import type { KeptEntity } from '../browse/export.reader.js';
import { isWanted, type WantedWords } from '../browse/thing-words.js';

/** Which things are exported. Several values of one filter: any of them; several filters: all of them. */
export interface ExportFilter extends WantedWords {
  readonly kinds?: readonly EntityKind[];
  /** As their sources state them; of an answer, whether anything in service hangs on them. */
  readonly states?: readonly string[];
}

/** Whether a thing passes; its kind has been chosen by what was read. */
export function passes(filter: ExportFilter, { record, claims }: KeptEntity): boolean {
  const { states } = filter;
  const words = {
    services: servicesOf(record, claims),
    owners: listOf(record['owners']),
    tags: listOf(record['tags']),
    domain: String(record['domain'] ?? ''),
  };
  return isWanted(filter, words) && (!states || states.includes(String(record['state'] ?? '').toUpperCase()));
}

function servicesOf({ service }: EntityRecord, claims: KeptEntity['claims']): string[] {
  return typeof service === 'string' ? [service] : claims.map(({ source }) => source);
}

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);
