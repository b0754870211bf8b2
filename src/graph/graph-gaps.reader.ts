import { THING_GAP_DEFINITIONS, type ThingGap } from '../catalog/gaps/gap-kinds.js';
import type { GapCount, GapScope, GapsReader, GapThing, ServiceSyncs } from '../catalog/gaps/gaps.reader.js';
import { entityDefinition } from '../model/registry.js';
import { entityId, idBounds, parseId } from '../model/entity-id.js';
import type { GraphExecutor } from './executor.js';
import { gapCounts } from './queries/gap-counts.js';
import { gapPage, gapPageOfDomains, type GapThingRow } from './queries/gap-pages.js';
import { serviceSyncs, type ServiceSyncsRow } from './queries/service-syncs.js';
import { syncRunsOf } from './queries/sync-runs.js';

export class GraphGapsReader implements GapsReader {
  constructor(private readonly executor: GraphExecutor) {}

  async counts(gap: ThingGap): Promise<GapCount[]> {
    const rows = await this.executor.read(gapCounts[gap], {});
    return rows.map(({ domain, ...count }) => ({ ...count, ...(domain === null ? {} : { domain }) }));
  }

  async page(
    gap: ThingGap,
    { services, domains }: GapScope,
    afterId: string | undefined,
    n: number,
  ): Promise<GapThing[]> {
    const { after, end } = rangeOf(gap, services);
    const params = {
      ...{ after: afterId !== undefined && afterId > after ? afterId : after, end, n },
      services: services ? [...services] : null,
    };
    if (!domains) return (await this.executor.read(gapPage[gap], params)).map(toThing);
    const lower = domains.map((domain) => domain.toLowerCase());
    return (await this.executor.read(gapPageOfDomains[gap], { ...params, domains: lower })).map(toThing);
  }

  async services(): Promise<ServiceSyncs[]> {
    const rows = await this.executor.read(serviceSyncs, {});
    const read = rows.filter(({ firstSync }) => firstSync !== null).map(({ id }) => id);
    const runs = await this.executor.read(syncRunsOf, { services: read, at: null, n: 1 });
    const lasts = new Map(runs.map(({ service, n }) => [service, n]));
    return rows.map((row) => toSyncs(row, lasts.get(row.id)));
  }
}

/**
 * Where the things lie among all ids. Of one service, where the service leads their ids, that is a stretch of its own;
 * of several the stretch of the kind.
 */
function rangeOf(gap: ThingGap, services: readonly string[] | undefined): { after: string; end: string } {
  const { kind } = THING_GAP_DEFINITIONS[gap];
  const [service] = services ?? [];
  const leads = entityDefinition(kind).key[0] === 'service';
  if (!leads || services?.length !== 1 || service === undefined) return idBounds(kind);
  const prefix = entityId(kind, service);
  // "/" is followed by "0".
  return { after: `${prefix}/`, end: `${prefix}0` };
}

const toThing = ({ id, services, domain }: GapThingRow): GapThing => ({
  ...{ id, services },
  ...(domain === null ? {} : { domain }),
});

function toSyncs({ id, ...row }: ServiceSyncsRow, last: Record<string, unknown> | undefined): ServiceSyncs {
  const known = Object.entries(row).filter(([, value]) => value !== null);
  return {
    ...{ id, service: parseId(id).key[0] ?? '' },
    ...(Object.fromEntries(known) as Partial<ServiceSyncs>),
    ...(last
      ? {
          last: {
            ...{ state: String(last['state']), endedAt: String(last['endedAt']) },
            ...(typeof last['error'] === 'string' ? { error: last['error'] } : {}),
          },
        }
      : {}),
  };
}
