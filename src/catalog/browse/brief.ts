import type { RelationType } from '../../model/relations.js';

/** What lists show of a thing and are put in order by. None of them is kept in another form than it is shown in. */
const ALWAYS = ['id', 'kind', 'name', 'position'] as const;

/** What a list of the things behind one relation shows besides. */
const BESIDES: Partial<Record<RelationType, readonly string[]>> = {
  HAS_VERSION: ['version', 'aliases', 'stage', 'status', 'algorithm', 'framework', 'registeredAt'],
  HAS_METRIC: ['metric', 'datasetName', 'slice', 'value', 'text'],
  HAS_HYPERPARAMETER: ['parameter', 'value', 'number'],
  HAS_COLUMN: ['column', 'dataType'],
  COMMENTS_ON: ['author', 'text', 'writtenAt'],
  USES_FEATURE: ['dataType'],
  SERVES: ['state'],
};

/** The properties that a brief record of a thing behind that relation has, where they are known. */
export const briefProperties = (relation: RelationType): readonly string[] => [
  ...ALWAYS,
  ...(BESIDES[relation] ?? []),
];

/** What a brief edge says. */
export const BRIEF_EDGE = ['stated', 'by', 'rule'] as const;

/** BRIEF: no more than lists show, read in a third of the time. WHOLE: everything, series and prose too. */
export type Detail = 'BRIEF' | 'WHOLE';

/** How much must be read for these properties; none named: all. */
export function detailFor(relation: RelationType, properties: readonly string[] | undefined): Detail {
  if (!properties) return 'WHOLE';
  const brief = briefProperties(relation);
  return properties.every((property) => brief.includes(property)) ? 'BRIEF' : 'WHOLE';
}
