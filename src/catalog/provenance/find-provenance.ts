import { groupBy } from '../../group-by.js';
import { notFound } from '../../errors.js';
import { kindOf } from '../../model/entity-id.js';
import type { EntityRecord } from '../browse/entity-record.js';
import { thingsAt } from '../history/past.reader.js';
import { answerFrom } from '../lineage/answer.js';
import { withDetailsOfAll } from '../lineage/edge-details.js';
import { DEFAULT_LIMITS, explore, type Exploring } from '../lineage/explore.js';
import { depthsIn, type Cut } from '../lineage/exploration.js';
import { readerAt, type LineageReader } from '../lineage/lineage.reader.js';
import { sortedBy } from '../lineage/page.js';
import { rankFrom } from './ranking.js';
import { entriesOf } from './entries.js';
import { sourcesIn, sourcesOfFeatures, type ReachedSource } from './feature-sources.js';
import { missingEvidence, missingTotals } from './missing-evidence.js';
import { MOST, type DataSource, type DataUsed, type Provenance } from './provenance.js';
import { readEvidence, runsIn, type ProvenanceReaders } from './read-evidence.js';
import { versionFacts, type TableFacts } from './version-facts.js';

export interface ProvenanceRequest extends Omit<Exploring, 'begin'> {
  /** False: edges say only what the walk knows of them. */
  readonly details?: boolean | undefined;
}

/**
 * Where a thing comes from, with the evidence for it: the versions that had a part in it at the moment asked about, what
 * each was made from and by whom let out, where the data enters, and at which hop what evidence is missing. It tells
 * which version serves at the moment, not which versions ever wrote into a table.
 * @throws NOT_FOUND when the thing is not there, or was not at that moment.
 */
export async function findProvenance(
  readers: ProvenanceReaders,
  of: string,
  request: ProvenanceRequest = {},
): Promise<Provenance> {
  const { asOf, limits, details = true } = request;
  const end = performance.now() + (limits?.milliseconds ?? DEFAULT_LIMITS.milliseconds);
  const then = readerAt(readers.lineage, asOf);
  const exploration = await explore(readers.lineage, of, 'UPSTREAM', request);
  const outgoing = groupBy(exploration.arcs, ({ from }) => from);
  const ranking = await rankFrom(of, outgoing);
  const depths = depthsIn(exploration);
  const entries = entriesOf(exploration, depths);
  const sourceIds = new Set(entries.sources);

  const reached = [...ranking.best.values()].filter(({ id }) => kindOf(id) === 'MLModelVersion');
  const [versions, ...cutVersions] = capped(
    sortedBy(reached, ({ depth, id }) => [depth, id]),
    MOST.versions,
  );
  const [sources, ...cutSources] = capped(sourcesIn(ranking, sourceIds), MOST.sources);

  const ids = versions.map(({ id }) => id);
  const evidence = await readEvidence(readers, ids, asOf);
  const runs = runsIn([...evidence.edges.values()].flat());
  const things = thingsAt(readers, asOf);
  const first = byId(await things.byIds([...ids, ...runs]));
  const facts = ids.flatMap((id) => versionFacts(id, evidence, first));

  const [told, ...cutFeatures] = capped(
    evidence.features.map((id) => ({ id })),
    MOST.features,
  );
  const found = await sourcesOfFeatures(
    exploration.places,
    outgoing,
    told.map(({ id }) => id),
    sourceIds,
    end,
  );
  const late = told.filter(({ id }) => exploration.places.has(id) && !found.has(id));

  const tables = facts.flatMap(({ training, evaluation }) =>
    [...training, ...evaluation].map(({ id }) => id),
  );
  const all = [...sources, ...[...found.values()].flat()];
  const wanted = new Set([of, ...tables, ...told.map(({ id }) => id), ...all.map(({ id }) => id)]);
  const records = new Map([...first, ...byId(await things.byIds([...wanted]))]);
  const root = records.get(of);
  if (!root) throw notFound(of);

  const ways = await waysTo(then, all, details);
  const shown = (list: readonly ReachedSource[]): DataSource[] =>
    list.flatMap((one) => {
      const source = records.get(one.id);
      const { certainty, depth } = one;
      return source ? [{ source, certainty, depth, way: ways.get(one) ?? [] }] : [];
    });
  const used = (list: readonly TableFacts[]): DataUsed[] =>
    list.flatMap(({ id, digests, edges }) => {
      const table = records.get(id);
      return table ? [{ table, digests, edges }] : [];
    });
  const missing = missingEvidence(of, entries, facts, depths);
  const [missed, ...cutMissing] = capped(
    missing.map((one) => ({ ...one, id: one.at })),
    MOST.missing,
  );
  const cuts = [...exploration.cuts, ...cutVersions, ...cutFeatures, ...cutSources, ...cutMissing];
  return {
    ...{ of: root, asOf, versionTotal: reached.length, sourceTotal: entries.sources.length },
    versions: facts.map((version) => {
      const { certainty = 'POSSIBLE', depth = 0 } = ranking.best.get(version.id) ?? {};
      return {
        ...{ version: version.record, certainty, depth },
        ...{ servedBy: version.servedBy, runs: version.runs, parameters: version.parameters },
        trainingData: used(version.training),
        evaluationData: used(version.evaluation),
        features: version.features.flatMap((id) => {
          const feature = records.get(id);
          return feature ? [{ feature, sources: shown(found.get(id) ?? []) }] : [];
        }),
        decisions: version.decisions,
      };
    }),
    sources: shown(sources),
    missing: missed,
    missingTotals: missingTotals(missing),
    answer: answerFrom(then, exploration, [...cuts, ...timeIsOver(late)]),
  };
}

const byId = (records: readonly EntityRecord[]): Map<string, EntityRecord> =>
  new Map(records.map((record) => [record.id, record]));

const NAMED_AT_CUT = 10;

/** The first of a list, and, where there are more, the cut that says so. */
function capped<Item extends { readonly id: string }>(
  items: readonly Item[],
  most: number,
): [Item[], ...Cut[]] {
  const beyond = items.slice(most);
  if (beyond.length === 0) return [[...items]];
  const at = [...new Set(beyond.slice(0, NAMED_AT_CUT).map(({ id }) => id))];
  return [items.slice(0, most), { reason: 'NODES', beyond: beyond.length, at }];
}

const timeIsOver = (late: readonly { readonly id: string }[]): Cut[] =>
  late.length === 0
    ? []
    : [{ reason: 'TIME', beyond: late.length, at: late.slice(0, NAMED_AT_CUT).map(({ id }) => id) }];

/** The ways by which the sources were reached; what their edges say comes by one question for all. */
async function waysTo(
  reader: LineageReader,
  sources: readonly ReachedSource[],
  details: boolean,
): Promise<ReadonlyMap<ReachedSource, DataSource['way']>> {
  const ways = sources.map((source) => source.ranking.wayTo(source));
  const told = details ? await withDetailsOfAll(reader, ways) : ways;
  return new Map(sources.map((source, index) => [source, told[index] ?? []]));
}
