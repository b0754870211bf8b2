import { ANSWER_FIELDS, type AnswerData } from './answer-lines.js';
import { EDGE_FIELDS, type EdgeData } from './edge.js';

const ITEM_FIELDS = 'entity { id kind name } depth state certainty severity effect use';

export const IMPACT_QUERY = `query Impact($of: ID!, $change: ChangeType!, $fromType: String, $toType: String, $newName: String,
    $filter: LineageFilter, $asOf: DateTime, $seconds: Float, $first: Int, $after: String) {
  impact(of: $of, change: $change, fromType: $fromType, toType: $toType, newName: $newName,
    filter: $filter, asOf: $asOf, seconds: $seconds, first: $first, after: $after) {
    of { id kind name }
    asOf
    change
    retype { from to widens }
    newName
    totals { total live worse byKind { kind total } bySeverity { severity total } }
    owners(first: 20) { owner { name } total live severity things { ${ITEM_FIELDS} } }
    ownersTotal
    items {
      ${ITEM_FIELDS}
      why { ${EDGE_FIELDS} }
      whyOthers whyOthersCapped
      atWorst { certainty severity effect why { ${EDGE_FIELDS} } }
    }
    pageInfo { hasNextPage endCursor }
    ${ANSWER_FIELDS}
  }
}`;

interface ThingData {
  readonly entity: { readonly id: string; readonly kind: string; readonly name: string };
  readonly depth: number;
  readonly state: string;
  readonly certainty: string;
  readonly severity: string;
  readonly effect: string;
  readonly use: string;
}

export interface ItemData extends ThingData {
  readonly why: readonly EdgeData[];
  readonly whyOthers: number;
  readonly whyOthersCapped: boolean;
  readonly atWorst: {
    readonly certainty: string;
    readonly severity: string;
    readonly effect: string;
    readonly why: readonly EdgeData[];
  } | null;
}

export interface OwnerData {
  readonly owner: { readonly name: string } | null;
  readonly total: number;
  readonly live: number;
  readonly severity: string;
  readonly things: readonly ThingData[];
}

export interface ImpactData {
  readonly of: { readonly id: string; readonly kind: string };
  readonly asOf?: string | null;
  readonly change: string;
  readonly retype: { readonly from: string | null; readonly to: string; readonly widens: boolean } | null;
  readonly newName: string | null;
  readonly totals: {
    readonly total: number;
    readonly live: number;
    readonly worse: number;
    readonly byKind: readonly { readonly kind: string; readonly total: number }[];
    readonly bySeverity: readonly { readonly severity: string; readonly total: number }[];
  };
  readonly owners: readonly OwnerData[];
  readonly ownersTotal: number;
  readonly items: readonly ItemData[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly answer: AnswerData;
}
