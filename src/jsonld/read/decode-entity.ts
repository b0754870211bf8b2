import { canonicalize } from 'json-canonicalize';
import type { Change } from '../../catalog/history/change.js';
import type { Claim } from '../../catalog/ingest/claims.js';
import { bodyOf } from '../../catalog/ingest/claims.js';
import type { ImportedEntity } from '../../catalog/import/imported-entity.js';
import type { EntityDocument } from '../../model/document.js';
import { kindOf } from '../../model/entity-id.js';
import { PartReader } from './decode-parts.js';
import { baseOf } from './names-of-iris.js';
import { isObject, listOf, type CompactNode, type FoundNode } from './plain-nodes.js';
import { inOrder, ValueReader } from './read-values.js';
import { RefusedNode } from './refused.js';

/** The base that a thing's IRI is under. @throws RefusedNode where its IRI and its id do not belong together. */
export function baseOfNode({ iri, kind, node }: FoundNode): string {
  const id = node['identifier'];
  if (typeof id !== 'string')
    throw new RefusedNode(iri, '/identifier', 'has no id of a catalog (dct:identifier)');
  const base = baseOf(iri, id);
  if (base === undefined || kindOf(id) !== kind || !/^https?:\/\/[^/]/i.test(base))
    throw new RefusedNode(
      iri,
      '/identifier',
      `is "${id.slice(0, 300)}", and its IRI and class are not those of such a thing`,
    );
  return base;
}

/**
 * A thing of an export, as the catalog kept it that the export is of.
 * @throws RefusedNode for what is not written as exports are.
 */
export function decodeEntity({ kind, node }: FoundNode, base: string): ImportedEntity {
  const id = String(node['identifier']);
  if (node['asOf'] !== undefined)
    throw new RefusedNode(
      id,
      '/asOf',
      'shows the thing as it was at a moment; an export of the present is what can be taken back in',
    );
  const values = new ValueReader(base, id);
  const parts = new PartReader(values, base, id, kind);
  const derived = new Set(values.texts('derived', node['derived']));
  const properties = values.properties(kind, node, derived);
  const document = bodyOf({ kind, ...properties, ...series(values, node) });
  const { until, endedBy } = node;
  return {
    ...{ id, kind, document },
    claims: claimsOf(values, node, document),
    since: values.time('since', node['since']),
    ...(until === undefined ? {} : { until: values.time('until', until) }),
    ...(endedBy === undefined ? {} : { endedBy: values.text('endedBy', endedBy) }),
    revision: values.whole('revision', node['revision']),
    brokenRules: values.texts('brokenRules', node['brokenRules']),
    edges: inOneOrder(parts.edges(node)),
    past: inOneOrder(parts.past(node)),
    pending: inOneOrder(parts.pending(node)),
    changes: parts.changes(node),
  };
}

/** The changes of a thing whose history stands in several parts. */
export function furtherChanges({ kind, node }: FoundNode, id: string, base: string): readonly Change[] {
  return new PartReader(new ValueReader(base, id), base, id, kind).changes(node);
}

/** One claim alone is what the properties say; of several each has its own body. */
function claimsOf(values: ValueReader, node: CompactNode, document: EntityDocument): Claim[] {
  const claims = listOf(node['claims']).filter(isObject);
  const decoded = claims.map(({ source, rank, hash, body }): Claim => {
    if (body === undefined && claims.length > 1)
      throw values.refused('claims', 'has several claims, of which one does not say what it states');
    if (body !== undefined && !isObject(body))
      throw values.refused('claims', 'holds a body that is no object');
    return {
      source: values.text('claims', source),
      rank: values.whole('claims', rank),
      hash: values.text('claims', hash),
      body: body === undefined ? document : (body as unknown as EntityDocument),
    };
  });
  return decoded.sort((a, b) => a.rank - b.rank || (a.source < b.source ? -1 : 1));
}

/** The history of a metric: the parallel lists that its points were made of. */
function series(values: ValueReader, node: CompactNode): Record<string, unknown> {
  const points = listOf(node['points']).filter(isObject);
  const numbered = new Map(points.map((point) => [pointNumber(values, point), point] as const));
  const inSequence = inOrder([...numbered.keys()]).map((number) => numbered.get(number) as CompactNode);
  const column = (key: string, read: (raw: unknown) => unknown): unknown[] =>
    inSequence.filter((point) => point[key] !== undefined).map((point) => read(point[key]));
  const lists = {
    seriesSteps: column('step', (raw) => values.whole('points', raw)),
    seriesTimes: column('measuredAt', (raw) => wallClockOf(values, raw)),
    seriesValues: column('value', (raw) => values.literal('points', 'float', raw)),
    seriesTexts: column('text', (raw) => values.text('points', raw)),
  };
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

function pointNumber(values: ValueReader, point: CompactNode): number {
  const number = /#point-(\d{1,9})$/.exec(values.iri('points', point))?.[1];
  if (number === undefined) throw values.refused('points', 'holds a point that has no number');
  return Number(number);
}

/** A time, or milliseconds where no calendar has such a day. */
function wallClockOf(values: ValueReader, raw: unknown): number {
  if (isObject(raw) && String(raw['@type']).endsWith('integer')) return values.whole('points', raw);
  return Date.parse(values.time('points', raw));
}

/** RDF knows no order: the same things are the same list, whatever form they were read in. */
function inOneOrder<Item>(items: readonly Item[]): Item[] {
  const keyed = items.map((item) => ({ item, key: canonicalize(item) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ item }) => item);
}
