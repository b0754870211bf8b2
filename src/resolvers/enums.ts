import { registerEnumType } from 'type-graphql';
import { CHANGE_ACTIONS, EDGE_CHANGES } from '../catalog/history/change.js';
import { GAP_KINDS } from '../catalog/gaps/gap-kinds.js';
import { CERTAINTIES } from '../catalog/lineage/certainty.js';
import { LEVELS } from '../catalog/lineage/collapse.js';
import { CUT_REASONS } from '../catalog/lineage/exploration.js';
import { STATES } from '../catalog/lineage/liveness.js';
import { CHANGES, EFFECT_BOOK, EFFECTS, SEVERITIES } from '../catalog/lineage/severity.js';
import { UNKNOWN_REASONS } from '../catalog/lineage/unknown.js';
import { FACETS } from '../catalog/search/search-facets.js';
import { COMPARISONS } from '../catalog/search/search-filter.js';
import { SEARCH_ORDERS } from '../catalog/search/search-index.js';
import { ENTITY_KINDS } from '../model/entities.js';
import { CONTAINMENTS, STATED, STATED_TYPES } from '../model/relations.js';

const SORT_DIRECTIONS = ['ASCENDING', 'DESCENDING'] as const;

/** GraphQL enums out of the closed sets of the code, so that no list is written twice. */
export function enumOf<Value extends string>(
  name: string,
  values: readonly Value[],
  description: string,
): Record<Value, Value> {
  const members = Object.fromEntries(values.map((value) => [value, value])) as Record<Value, Value>;
  registerEnumType(members, { name, description });
  return members;
}

export const EntityKindEnum = enumOf('EntityKind', ENTITY_KINDS, 'The type of an entity.');
export const RelationTypeEnum = enumOf(
  'RelationType',
  [...STATED_TYPES, ...CONTAINMENTS],
  'How two things are joined. Lineage points upstream; HAS_… is containment.',
);
export const StatedEnum = enumOf(
  'Stated',
  STATED,
  'RECORDED: a system said so. DECLARED: a person said so. INFERRED: a rule concluded it.',
);
export const DirectionEnum = enumOf(
  'Direction',
  ['UPSTREAM', 'DOWNSTREAM'],
  'UPSTREAM: what it depends on. DOWNSTREAM: what depends on it.',
);
export const ChangeTypeEnum = enumOf(
  'ChangeType',
  CHANGES,
  'What is done to a thing: dropped, renamed, given another type, other values, or no longer refreshed.',
);
export const StateEnum = enumOf(
  'State',
  STATES,
  'LIVE: an in-service deployment or a consumer hangs on it. DORMANT: nothing in service does. ARCHIVED: it has ended.',
);
export const CertaintyEnum = enumOf(
  'Certainty',
  CERTAINTIES,
  'How sure it is: that of the weakest edge on the best way. POSSIBLE: only a whole table links them.',
);
export const SeverityEnum = enumOf(
  'Severity',
  SEVERITIES,
  'How bad it is, by the published table of change, relation and state.',
);
export const EffectEnum = enumOf(
  'Effect',
  EFFECTS,
  `What happens to a thing. ${Object.entries(EFFECT_BOOK)
    .map(([effect, meaning]) => `${effect}: ${meaning}`)
    .join(' ')}`,
);
export const UseEnum = enumOf(
  'Use',
  ['DIRECT', 'INDIRECT'],
  'DIRECT: values come to it. INDIRECT: on every way that counts, some step does no more than filter, join, group or the like by them.',
);
export const CutReasonEnum = enumOf(
  'CutReason',
  CUT_REASONS,
  'Why an answer was cut: at the depth asked for, at the most things or the longest time that one question may take, or because the search for ways gave up on a tangle of cycles.',
);
export const LevelEnum = enumOf(
  'Level',
  LEVELS,
  'How much detail an answer shows. COLUMN: all. TABLE: columns as their table, stored features as their feature table. MODEL: also versions, features, steps and files as their model. SERVICE: also all that belongs to a service as that service; tables and pipelines belong to none, and stay.',
);
export const UnknownReasonEnum = enumOf(
  'UnknownReason',
  UNKNOWN_REASONS,
  'Why nothing more is known. MENTIONED_ONLY: others speak of it, and no source describes it. NEVER_SYNCED: its service was never read. NOT_COMPLETE: its service was never read whole, or the last try failed.',
);
export const ChangeActionEnum = enumOf('ChangeAction', CHANGE_ACTIONS, 'What became of a thing.');
export const EdgeChangeKindEnum = enumOf('EdgeChangeKind', EDGE_CHANGES, 'What became of an edge.');
export const StatedRelationEnum = enumOf(
  'StatedRelation',
  STATED_TYPES,
  'How one thing depends on another, or what else links them; containment follows from the key.',
);
export const SearchOrderByEnum = enumOf(
  'SearchOrderBy',
  SEARCH_ORDERS,
  'RELEVANCE: where the words stand: as the whole name, as whole words of a name, as beginnings of words of a name, elsewhere. SINCE: when the catalog came to know it. What lacks the value comes last; ties go by name, then id.',
);
export const SortDirectionEnum = enumOf(
  'SortDirection',
  SORT_DIRECTIONS,
  'ASCENDING: the earliest, the first by name, the most relevant first.',
);
export const ComparisonEnum = enumOf('Comparison', COMPARISONS, 'How a figure compares with a threshold.');
export const FacetFieldEnum = enumOf(
  'FacetField',
  FACETS,
  'What things that are found can be told apart by. SERVICE: what they belong to; of what belongs to none, such as a table, each service that speaks of it.',
);
export const GapKindEnum = enumOf(
  'GapKind',
  GAP_KINDS,
  'What is not known. SOURCE_NEVER_SYNCED: nothing was ever read of the service. SOURCE_SYNC_NOT_COMPLETE: its last sync did not take all. SOURCE_STALE: no sync has read all of it for some days. The others: of a current thing nobody says it, neither a source nor a person.',
);
