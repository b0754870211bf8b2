import { THING_GAPS, type ThingGap } from '../../catalog/gaps/gap-kinds.js';
import { defineQueries } from '../query.js';
import { asked, KNOWN, things, withDomain } from './gap-things.js';
import { SERVICES } from './search-entities.js';

export interface GapPageParams {
  /** Behind this id and before that one: the ids of one kind, or of one service of it, lie side by side. */
  after: string;
  end: string;
  services: string[] | null;
  n: number;
}

export interface GapThingRow {
  id: string;
  services: string[];
  domain: string | null;
}

const without = (gap: ThingGap): string => `
   MATCH ${things(gap)}
   WHERE n.id > $after AND n.id < $end AND ${asked(gap)}
     AND ($services IS NULL OR any(s IN ${SERVICES} WHERE s IN $services))
     AND NOT ${KNOWN[gap]}`;

/** A page of the things at which it is missing, by id: a keyset. What they are part of is looked up for the page alone. */
export const gapPage = defineQueries<ThingGap, GapPageParams, GapThingRow>(
  'gap-page',
  'read',
  THING_GAPS,
  (gap) => `${without(gap)}
   WITH n ORDER BY n.id LIMIT $n
   ${withDomain(gap)}
   RETURN n.id AS id, ${SERVICES} AS services, domain
   ORDER BY id`,
);

/** The same of the things of some domains, in lower case. */
export const gapPageOfDomains = defineQueries<ThingGap, GapPageParams & { domains: string[] }, GapThingRow>(
  'gap-page-of-domains',
  'read',
  THING_GAPS,
  (gap) => `${without(gap)}
   ${withDomain(gap)}
   WHERE toLower(coalesce(domain, "")) IN $domains
   WITH n, domain ORDER BY n.id LIMIT $n
   RETURN n.id AS id, ${SERVICES} AS services, domain`,
);
