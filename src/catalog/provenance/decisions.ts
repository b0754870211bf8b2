import type { EntityRecord } from '../browse/entity-record.js';
import { PEOPLE } from '../curate/people.js';
import type { Change, FieldChange } from '../history/change.js';
import { sortedBy } from '../lineage/page.js';
import { DECISIONS, type Decision, type DecisionKind } from './provenance.js';

/** The fields of a version by which people say what it is fit for. */
const SAYING: Readonly<Record<string, DecisionKind>> = {
  stage: 'STAGE',
  status: 'STATUS',
  uniqueTags: 'UNIQUE_TAG',
  aliases: 'ALIAS',
};

export interface Deeds {
  readonly version: string;
  /** Of the version and of the deployments. */
  readonly changes: readonly Change[];
  readonly comments: readonly EntityRecord[];
}

/**
 * What people did and said, the oldest first: a registry's own word is none of it, since it does not say who gave it.
 * Taken back or not, it was done.
 */
export function decisionsOf({ version, changes, comments }: Deeds): Decision[] {
  const byPeople = changes.filter(({ source }) => source === PEOPLE);
  const decisions = [
    ...byPeople.filter(({ entity }) => entity === version).flatMap(ofVersion),
    ...byPeople.flatMap((change) => ofDeployment(change, version)),
    ...comments.map(ofComment),
  ];
  return sortedBy(decisions, ({ at, what, before = '', after = '' }) => [
    at,
    DECISIONS.indexOf(what),
    before,
    after,
  ]);
}

const deed = ({ actor, at, reason }: Change): Pick<Decision, 'by' | 'at' | 'reason'> => ({
  ...{ by: actor, at },
  ...(reason === undefined ? {} : { reason }),
});

function ofVersion(change: Change): Decision[] {
  return change.fields.flatMap((field): Decision[] => {
    const what = SAYING[field.name];
    if (!what) return [];
    const [before, after] = sides(field);
    if (what === 'STAGE' || what === 'STATUS') {
      const approves = what === 'STAGE' && after.join().toLowerCase() === 'production';
      return [{ what, ...deed(change), ...told(before.join(), after.join()), approves }];
    }
    return [
      ...after
        .filter((name) => !before.includes(name))
        .map((name) => ({ what, ...deed(change), after: name, approves: true })),
      ...before
        .filter((name) => !after.includes(name))
        .map((name) => ({ what, ...deed(change), before: name, approves: false })),
    ];
  });
}

/** Whoever made a deployment answer with the version has let it out. */
function ofDeployment(change: Change, version: string): Decision[] {
  return change.edges.flatMap(({ type, upstream, change: what }): Decision[] => {
    if (type !== 'SERVES' || upstream !== version || what === 'ALTERED') return [];
    const added = what === 'ADDED';
    const where = added ? { after: change.entity } : { before: change.entity };
    return [{ what: 'SERVED', ...deed(change), ...where, approves: added }];
  });
}

const ofComment = ({ author, text, writtenAt, since }: EntityRecord): Decision => ({
  ...{ what: 'COMMENT', approves: false, by: String(author ?? '') },
  ...{ at: String(writtenAt ?? since), after: String(text ?? '') },
});

const sides = ({ before, after }: FieldChange): [string[], string[]] => [wordsOf(before), wordsOf(after)];

const wordsOf = (value: unknown): string[] =>
  value === undefined || value === null ? [] : [value].flat().map((word) => String(word));

const told = (before: string, after: string): Pick<Decision, 'before' | 'after'> => ({
  ...(before ? { before } : {}),
  ...(after ? { after } : {}),
});
