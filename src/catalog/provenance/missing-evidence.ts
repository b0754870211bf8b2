import { sortedBy } from '../lineage/page.js';
import type { Entries } from './entries.js';
import { MISSING_EVIDENCE, type Missing, type MissingEvidence, type MissingTotal } from './provenance.js';
import type { VersionFacts } from './version-facts.js';

type Broken = Omit<Missing, 'depth'>;

/** Where the evidence breaks on the way back, hop by hop. */
export function missingEvidence(
  start: string,
  entries: Entries,
  versions: readonly VersionFacts[],
  depths: ReadonlyMap<string, number>,
): Missing[] {
  const found = [...missingOnTheWay(start, entries, versions), ...versions.flatMap(missingOfVersion)];
  const depthOf = ({ at, version }: Broken): number =>
    depths.get(at) ?? (version === undefined ? 0 : (depths.get(version) ?? 0) + 1);
  return sortedBy(
    found.map((missing) => ({ ...missing, depth: depthOf(missing) })),
    ({ depth, version = '', what, at }) => [depth, version, MISSING_EVIDENCE.indexOf(what), at],
  );
}

export function missingTotals(missing: readonly Missing[]): MissingTotal[] {
  return MISSING_EVIDENCE.map((what) => ({
    what,
    total: missing.filter((one) => one.what === what).length,
  })).filter(({ total }) => total > 0);
}

function missingOnTheWay(start: string, entries: Entries, versions: readonly VersionFacts[]): Broken[] {
  // Of what a version takes it is told there.
  const taken = new Set(versions.flatMap(({ features }) => features));
  const each = (ids: readonly string[], what: MissingEvidence, message: string): Broken[] =>
    ids.map((at) => ({ what, at, message }));
  return [
    ...each(
      entries.isStart ? [start] : [],
      'NO_ORIGIN',
      'Nothing is known of where it comes from: data enters here, or nobody has said. Say so: headwater declare <this> DERIVED_FROM <other>',
    ),
    ...each(
      entries.withoutOrigin,
      'NO_COLUMN_ORIGIN',
      'Its table is made from other data, and nobody says what this column is made from. Say so: headwater declare <this> DERIVED_FROM <column>',
    ),
    ...each(
      entries.withoutColumns,
      'NO_COLUMN_DETAIL',
      'It is only known as a whole: no column of it is. Sync the system that holds it, or the jobs that read it with their schemas.',
    ),
    ...each(
      entries.withoutVersion,
      'NO_VERSION',
      'It is not known which version it answers with. Say so: headwater declare <this> SERVES <model@version>',
    ),
    ...each(
      entries.withoutSource.filter((id) => id !== start && !taken.has(id)),
      'NO_FEATURE_SOURCE',
      'Nobody says what it is made from. Say so: headwater declare <this> DERIVED_FROM <column>',
    ),
  ];
}

function missingOfVersion(facts: VersionFacts): Broken[] {
  const { id, record, runs, parameters, training, features, unmade, decisions } = facts;
  const here = (what: MissingEvidence, message: string, at = id): Broken => ({
    ...{ what, at, version: id, message },
  });
  const runId = record['runId'];
  return [
    ...(decisions.some(({ approves }) => approves)
      ? []
      : [
          here(
            'NO_APPROVAL',
            'No person has moved it to production, given it a unique tag or alias, or made a deployment serve it. What its registry says of it, nobody stands for here.',
          ),
        ]),
    ...(runs.length > 0
      ? []
      : [
          here(
            'NO_RUN',
            runId === undefined
              ? 'It is not known which run made it: register it from the run, or declare it: headwater declare <this> PRODUCED_BY <run>'
              : `It names the run ${String(runId)}, which is not in the catalog: sync the tracker that has it.`,
          ),
        ]),
    ...runs
      .filter((run) => run['gitCommit'] === undefined)
      .map((run) =>
        here(
          'NO_CODE_COMMIT',
          'The run does not say from which commit of the code it ran: run it from a clean checkout, so that its tracker records it.',
          run.id,
        ),
      ),
    ...(parameters.length > 0
      ? []
      : [here('NO_PARAMETERS', 'No parameter of its training is known: log them with the run.')]),
    ...(training.length > 0
      ? []
      : [
          here(
            'NO_TRAINING_DATA',
            'It is not known what it was trained on: log the dataset with the run, or declare it: headwater declare <this> TRAINED_ON <table>',
          ),
        ]),
    ...training.flatMap(({ id: table, digests, notKept }): Broken[] => {
      if (notKept !== undefined)
        return [
          here(
            'DIGEST_NOT_KEPT',
            `What is said of this training data changed at ${notKept}: which state of it was named before is not kept.`,
            table,
          ),
        ];
      return digests.length > 0
        ? []
        : [
            here(
              'NO_DIGEST',
              'It is not known which state of its data the training read: log the dataset with its digest or version.',
              table,
            ),
          ];
    }),
    ...(features.length > 0
      ? []
      : [here('NO_FEATURES', 'It is not known which features it takes: log the model with a signature.')]),
    ...unmade.map((feature) =>
      here(
        'NO_FEATURE_SOURCE',
        'Nobody says which columns it is made from; by the training data alone they are only possible. Say so: headwater declare <this> DERIVED_FROM <column>',
        feature,
      ),
    ),
  ];
}
