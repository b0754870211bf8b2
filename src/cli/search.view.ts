import pc from 'picocolors';
import { counted, label, printable } from './text.js';

export const SEARCH_QUERY = `query Search(
  $text: String, $filter: EntityFilter, $orderBy: SearchOrder, $first: Int, $after: String
  $facets: [FacetField!]!, $withFacets: Boolean!
) {
  search(text: $text, filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount
    near
    nodes {
      id kind name displayName description until
      ... on MLModelVersion { framework stage status deployedBy { name } }
      ... on Deployment { state }
    }
    facets(by: $facets, first: 10) @include(if: $withFacets) { by distinct values { value count } }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface FoundThing {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly displayName: string | null;
  readonly description: string | null;
  readonly until: string | null;
  readonly framework?: string | null;
  readonly stage?: string | null;
  readonly status?: string | null;
  readonly state?: string | null;
  readonly deployedBy?: readonly { readonly name: string }[];
}

interface FacetData {
  readonly by: string;
  readonly distinct: number;
  readonly values: readonly { readonly value: string; readonly count: number }[];
}

export interface SearchData {
  readonly search: {
    readonly totalCount: number;
    readonly near: readonly string[];
    readonly nodes: readonly FoundThing[];
    readonly facets?: readonly FacetData[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** What was asked, for saying what to do where nothing is found. */
export interface Asked {
  readonly text: string;
  readonly filtered: boolean;
}

export function searchLines({ search }: SearchData, asked: Asked): string[] {
  const { totalCount, nodes, near, facets = [], pageInfo } = search;
  if (totalCount === 0) return nothingLines(near, asked);
  if (nodes.length === 0) return [`There is no more: all ${counted(totalCount, 'thing')} came before.`];
  const shown = nodes.length === totalCount ? '' : `, ${nodes.length} of them here`;
  const more = pageInfo.hasNextPage ? [`… and more: --after ${pageInfo.endCursor ?? ''}`] : [];
  return [
    pc.bold(`${counted(totalCount, 'thing')} found${shown}`),
    ...facets.filter(({ values }) => values.length > 0).map(facetLine),
    '',
    ...nodes.flatMap(thingLines),
    ...more,
  ];
}

function nothingLines(near: readonly string[], { text, filtered }: Asked): string[] {
  const what = text === '' ? 'Nothing matches.' : `Nothing matches "${printable(text)}".`;
  const advice = [
    ...(near.length > 0 ? [`Near: ${near.map((name) => printable(name)).join(', ')}`] : []),
    ...(filtered ? ['Fewer filters let more through.'] : []),
    ...(text === '' && !filtered ? ['The catalog is empty: headwater sync, or headwater demo.'] : []),
    ...(/\s/.test(text) ? ['All words must occur; fewer words find more.'] : []),
  ];
  return [what, ...advice];
}

function facetLine({ by, distinct, values }: FacetData): string {
  const listed = values.map(({ value, count }) => `${printable(value, 40)} ${pc.dim(String(count))}`);
  const rest = distinct > values.length ? [pc.dim(`and ${distinct - values.length} more`)] : [];
  return `  ${by.toLowerCase()}: ${[...listed, ...rest].join(', ')}`;
}

function thingLines(thing: FoundThing): string[] {
  const { id, kind, displayName, description } = thing;
  const called = displayName ? `${printable(displayName)} ${pc.dim(nameOf(thing))}` : nameOf(thing);
  const about = description ? [`  ${printable(description.replace(/\s+/g, ' '), 100)}`] : [];
  const facts = factsOf(thing);
  return [
    `${pc.bold(called)} ${pc.dim(kind)}${facts ? `  ${facts}` : ''}`,
    ...about,
    `  ${pc.dim(printable(id, 400))}`,
  ];
}

/** Of a version or a column the name alone says little. */
const nameOf = ({ id, kind, name }: FoundThing): string =>
  ['MLModelVersion', 'Column', 'MLFeature'].includes(kind) ? label(id) : printable(name);

function factsOf({ until, framework, stage, status, state, deployedBy = [] }: FoundThing): string {
  const served =
    deployedBy.length > 0
      ? [pc.green(`deployed by ${deployedBy.map(({ name }) => printable(name)).join(', ')}`)]
      : [];
  const ended = until ? [pc.yellow(`ended ${until}`)] : [];
  const words = [framework, stage, status, state].flatMap((word) => (word ? [printable(word, 40)] : []));
  return [...words, ...served, ...ended].join('  ');
}
