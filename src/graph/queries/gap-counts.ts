import { THING_GAPS, type ThingGap } from '../../catalog/gaps/gap-kinds.js';
import { defineQueries } from '../query.js';
import { asked, KNOWN, things, withDomain } from './gap-things.js';
import { SERVICES } from './search-entities.js';

export interface GapCountRow {
  services: string[];
  domain: string | null;
  total: number;
  known: number;
}

/** How many things have each combination of services and domain, and of how many it is known: far fewer rows than things. */
export const gapCounts = defineQueries<ThingGap, object, GapCountRow>(
  'gap-counts',
  'read',
  THING_GAPS,
  (gap) => `
   MATCH ${things(gap)}
   WHERE ${asked(gap)}
   ${withDomain(gap)}
   WITH ${SERVICES} AS services, domain,
        CASE WHEN ${KNOWN[gap]} THEN 1 ELSE 0 END AS known
   RETURN services, domain, count(*) AS total, sum(known) AS known`,
);
