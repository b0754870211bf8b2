import { entityId } from '../../model/entity-id.js';
import type { Gap } from './gap.js';
import type { SourceGap } from './gap-kinds.js';
import type { GapCount, ServiceSyncs } from './gaps.reader.js';

/** The platform of services whose models people keep in the catalog itself: there is nothing to read. */
const OWN_PLATFORM = 'headwater';
const DAY_MS = 24 * 60 * 60 * 1000;
const LONGEST_ERROR = 300;

/** How the sources are judged. */
export interface SourceMeasure {
  /** The services of the configuration, by name: known of even where nothing was ever read of them. */
  readonly configured: readonly string[];
  /** A source is stale that was not read whole for longer than this. */
  readonly staleDays: number;
  readonly now: Date;
}

/** A service that is read from somewhere, with what is wrong with how it was. */
export interface JudgedSource {
  readonly syncs: ServiceSyncs;
  /** False where the catalog holds nothing of it yet. */
  readonly kept: boolean;
  readonly gaps: readonly Gap[];
}

/** The current services and the configured ones, in the order of their ids. */
export function judgeSources(services: readonly ServiceSyncs[], measure: SourceMeasure): JudgedSource[] {
  const known = new Set(services.map(({ service }) => service));
  const unseen = measure.configured
    .filter((service) => !known.has(service))
    .map((service): ServiceSyncs => ({ id: entityId('MLModelService', service), service }));
  const kept = services.filter(
    ({ until, platform }) => until === undefined && platform?.toLowerCase() !== OWN_PLATFORM,
  );
  return [...kept.map((syncs) => ({ syncs, kept: true })), ...unseen.map((syncs) => ({ syncs, kept: false }))]
    .map((source) => ({ ...source, gaps: gapsOf(source.syncs, measure) }))
    .sort((a, b) => (a.syncs.id < b.syncs.id ? -1 : 1));
}

/** Each source as a count of one: known where nothing is wrong with how it was read. */
export const sourceCount = ({ syncs: { service, domain }, gaps }: JudgedSource): GapCount => ({
  ...{ services: [service], total: 1, known: gaps.length === 0 ? 1 : 0 },
  ...(domain === undefined ? {} : { domain }),
});

function gapsOf(syncs: ServiceSyncs, measure: SourceMeasure): Gap[] {
  const { firstSync, lastComplete, last, service, id, domain } = syncs;
  const gap = (kind: SourceGap, missing: string, advice: string): Gap => ({
    ...{ gap: kind, id, services: [service], missing, advice },
    ...(domain === undefined ? {} : { domain }),
  });
  const again = measure.configured.includes(service)
    ? `Sync it: headwater sync ${service}`
    : 'Sync it where it is configured, or list it under `services:` in headwater.yaml.';
  if (last === undefined) {
    const own = measure.configured.includes(service)
      ? ''
      : ' Where there is nothing to read, say so: headwater curate <service> --set platform=Headwater';
    return [gap('SOURCE_NEVER_SYNCED', 'It was never synced: what it holds is not known.', again + own)];
  }
  const ever = lastComplete ? `the last that did ended ${lastComplete}` : 'none ever did';
  const gaps: Gap[] = [];
  if (last.state !== 'COMPLETE') {
    const why = last.error ? ` (${firstLine(last.error)})` : '';
    gaps.push(
      gap(
        'SOURCE_SYNC_NOT_COMPLETE',
        `Its last sync ended ${last.state} at ${last.endedAt}${why}: it did not take all that the source holds; ${ever}.`,
        `Look at what went wrong (headwater show <service>), then ${again.charAt(0).toLowerCase()}${again.slice(1)}`,
      ),
    );
  }
  const limit = new Date(measure.now.getTime() - measure.staleDays * DAY_MS).toISOString();
  // One that never was read whole is stale when that has been tried for so long.
  if ((lastComplete ?? firstSync ?? '') < limit)
    gaps.push(
      gap(
        'SOURCE_STALE',
        `No sync has read all of it for more than ${days(measure.staleDays)}: ${ever}.`,
        again,
      ),
    );
  return gaps;
}

const days = (count: number): string => `${count} day${count === 1 ? '' : 's'}`;

const firstLine = (text: string): string => (text.split('\n', 1)[0] ?? '').slice(0, LONGEST_ERROR);
