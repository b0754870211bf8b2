import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { validateDocument } from '../../../src/catalog/ingest/document-validator.js';
import { THING_GAPS } from '../../../src/catalog/gaps/gap-kinds.js';
import { AHEAD } from '../../../src/catalog/lineage/lineage.reader.js';
import { DETAIL_FORMS } from '../../../src/graph/queries/column-detail.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { ENTITY_KINDS, type EntityKind } from '../../../src/model/entities.js';
import { documentSchema } from '../../../src/model/json-schema.js';
import { entityDefinition, entityDefinitions, isEntityKind } from '../../../src/model/registry.js';
import {
  CONTAINMENTS,
  LINEAGE_TYPES,
  relationDefinition,
  STATED_TYPES,
} from '../../../src/model/relations.js';
import { productQueries } from '../../support/product-queries.js';

const kinds = ENTITY_KINDS.map((kind) => [kind, entityDefinition(kind)] as const);

describe.each(kinds)('%s', (kind, definition) => {
  it('describes itself and every property, for people who meet it for the first time', () => {
    expect(definition.description).toMatch(/\.$/);
    for (const [name, { description }] of definition.properties)
      expect(description, name).toMatch(/^\S.+[.)]$/s);
    for (const [name, { description }] of definition.related) expect(description, name).toMatch(/\.$/);
  });

  it('is identified by properties of its own that a document must state, and is named by one of them', () => {
    expect(definition.key.length).toBeGreaterThan(0);
    for (const part of definition.key)
      expect(definition.properties.get(part), part).toMatchObject({ type: 'string', required: true });
    expect(definition.key).toContain(definition.nameFrom);
    expect(documentSchema(kind)['required']).toEqual(['kind', ...definition.key]);
  });

  it('hangs on a parent whose key it knows', () => {
    const { parent } = definition;
    if (!parent) return;
    expect(CONTAINMENTS).toContain(parent.relation);
    expect(parent.key).toHaveLength(entityDefinition(parent.kind).key.length);
    for (const part of parent.key) expect(definition.properties.has(part), part).toBe(true);
  });

  it('follows only relations that its kind and the other one may have', () => {
    for (const [name, { relation, direction, kind: other }] of definition.related) {
      if (!other) {
        // Things of any kind: every kind may stand there.
        const { ends } = relationDefinition(relation as (typeof STATED_TYPES)[number]);
        expect(direction, name).toBe('out');
        expect(ends[kind], name).toEqual(ENTITY_KINDS);
        continue;
      }
      const [downstream, upstream] = direction === 'out' ? [kind, other] : [other, kind];
      if (relation.startsWith('HAS_')) {
        // Containment points from the parent to the child.
        expect(entityDefinition(upstream).parent, name).toMatchObject({ kind: downstream, relation });
      } else {
        const { ends } = relationDefinition(relation as (typeof STATED_TYPES)[number]);
        expect(ends[downstream], name).toContain(upstream);
      }
    }
  });

  it('has a schema that says what each property is, and refuses what it does not know', () => {
    const schema = documentSchema(kind);
    expect(schema['additionalProperties']).toBe(false);
    const properties = schema['properties'] as Record<string, { description?: string }>;
    expect(Object.keys(properties).filter((name) => name !== 'edges')).toEqual([
      'kind',
      ...definition.properties.keys(),
    ]);
    for (const [name, property] of Object.entries(properties))
      if (name !== 'kind') expect(property.description, name).toBeTruthy();
    const document = Object.fromEntries(definition.key.map((part) => [part, 'x']));
    expect(validateDocument({ ...document, kind })).toMatchObject({ ok: true });
    expect(validateDocument({ ...document, kind, invented: 1 })).toMatchObject({
      ...{ ok: false, rejection: { pointer: '/invented', reason: 'is not a property of this kind' } },
    });
  });

  it('is refused without any part of its key, with the pointer to it', () => {
    for (const missing of definition.key) {
      const stated = definition.key.filter((part) => part !== missing).map((part) => [part, 'x']);
      const document = { kind, ...(Object.fromEntries(stated) as object) } as EntityDocument;
      expect(validateDocument(document)).toMatchObject({
        ...{ ok: false, rejection: { pointer: `/${missing}`, reason: 'is required' } },
      });
    }
  });
});

describe('the model', () => {
  it('has every kind that a file of its folder declares', async () => {
    const folder = fileURLToPath(new URL('../../../src/model', import.meta.url));
    const files = (await readdir(folder)).filter((file) => file.endsWith('.entity.ts'));
    expect(entityDefinitions().map(({ kind }) => kind)).toEqual([...ENTITY_KINDS].sort());
    expect(files).toHaveLength(ENTITY_KINDS.length);
  });

  it.each(STATED_TYPES)('lets %s stand only between kinds that exist, and describes it', (type) => {
    const { ends, description, term } = relationDefinition(type);
    expect(description).toMatch(/\.$/);
    expect(term).toMatch(/^[a-z0-9]+:\w+$/);
    expect(Object.keys(ends).length).toBeGreaterThan(0);
    for (const [downstream, upstreams] of Object.entries(ends)) {
      expect(isEntityKind(downstream), downstream).toBe(true);
      for (const upstream of upstreams) expect(isEntityKind(upstream), upstream).toBe(true);
    }
  });

  it('uses every containment for some kind', () => {
    const used = entityDefinitions().flatMap(({ parent }) => (parent ? [parent.relation] : []));
    expect([...new Set(used)].sort()).toEqual([...CONTAINMENTS].sort());
  });

  it('lets a document state the edges of its kind, and no others', () => {
    for (const type of STATED_TYPES) {
      for (const downstream of ENTITY_KINDS) {
        const allowed: readonly EntityKind[] = relationDefinition(type).ends[downstream] ?? [];
        for (const upstream of ENTITY_KINDS) {
          const of = (kind: EntityKind): string[] => entityDefinition(kind).key.map(() => 'x');
          const key = Object.fromEntries(entityDefinition(downstream).key.map((part) => [part, 'x']));
          const edges = [{ type, upstream: `${upstream}:${of(upstream).join('/')}` }];
          const { ok } = validateDocument({ ...key, kind: downstream, edges });
          expect(ok, `${downstream} ${type} ${upstream}`).toBe(allowed.includes(upstream));
        }
      }
    }
  });

  it('gives no text of the graph a label or type that it does not have', async () => {
    const known = new Set<string>([
      ...ENTITY_KINDS,
      ...STATED_TYPES,
      ...STATED_TYPES.map((type) => `PAST_${type}`),
      ...CONTAINMENTS,
      ...[
        'Entity',
        'PendingEdge',
        'Schema',
        'Change',
        'AccessToken',
        'SyncCheckpoint',
        'SyncLease',
        'TokenRegister',
        'StoredContent',
        'ContentLock',
      ],
    ]);
    for (const { name, text } of await productQueries()) {
      const body = text.replace(/^\/\*.*?\*\//, '').replace(/"[^"]*"/g, '');
      const used = [...body.matchAll(/[([]\w*:([\w:|]+)/g)].flatMap(([, types = '']) => types.split(/[:|]/));
      expect(
        used.filter((type) => !known.has(type)),
        name,
      ).toEqual([]);
    }
  });

  /** What a family of texts is made for: one text per member. */
  const FAMILIES: Readonly<Record<string, readonly string[]>> = {
    'attach-to-parents': CONTAINMENTS,
    'count-by-ids': ['Entity'],
    'count-by-kind': ['Entity', ...ENTITY_KINDS],
    'count-by-text': ['Entity', ...ENTITY_KINDS],
    'count-entities': ENTITY_KINDS,
    'count-members': ['text', 'kind', 'ids'],
    'count-values': ['text', 'kind', 'ids'],
    'entities-page': ENTITY_KINDS,
    'find-named': ENTITY_KINDS,
    'mention-entities': ENTITY_KINDS,
    'names-of-kind': ENTITY_KINDS,
    'related-brief-in': [...CONTAINMENTS, ...STATED_TYPES],
    'related-brief-out': [...CONTAINMENTS, ...STATED_TYPES],
    'related-in': [...CONTAINMENTS, ...STATED_TYPES],
    'related-in-at': [...CONTAINMENTS, ...STATED_TYPES],
    'related-out-at': [...CONTAINMENTS, ...STATED_TYPES],
    'related-out': [...CONTAINMENTS, ...STATED_TYPES],
    'restore-past-edges': STATED_TYPES,
    'restore-places': CONTAINMENTS,
    'retire-edges': STATED_TYPES,
    'search-by-ids': ['Entity'],
    'search-by-kind': ['Entity', ...ENTITY_KINDS],
    'gap-counts': THING_GAPS,
    'gap-page': THING_GAPS,
    'gap-page-of-domains': THING_GAPS,
    'column-detail': DETAIL_FORMS,
    'column-detail-at': DETAIL_FORMS,
    'hops-downstream': AHEAD.map(String),
    'hops-upstream': AHEAD.map(String),
    'search-by-text': ['Entity', ...ENTITY_KINDS],
    'upsert-edges': STATED_TYPES,
    'upsert-entities': ENTITY_KINDS,
  };

  it('has a text for every member of the closed set that a family of texts is made for', async () => {
    const members = new Map<string, string[]>();
    for (const { name } of await productQueries()) {
      const [family = '', member] = name.split(':');
      if (member !== undefined) members.set(family, [...(members.get(family) ?? []), member]);
    }
    const expected = Object.entries(FAMILIES).map(([family, set]) => [family, [...set].sort()] as const);
    const present = [...members].map(([family, set]) => [family, set.sort()] as const);
    expect(Object.fromEntries(present)).toEqual(Object.fromEntries(expected));
  });

  it('walks exactly the relations that carry lineage, and of a moment those that carried it', async () => {
    const hops = (await productQueries()).filter(({ name }) => name.startsWith('hops-'));
    expect(hops).toHaveLength(2 * AHEAD.length + 2);
    for (const { name, text } of hops) {
      const past = name.endsWith('-at') ? LINEAGE_TYPES.map((type) => `PAST_${type}`) : [];
      const walked = [...text.matchAll(/\[r?:([\w|]+)(?:\*[\d.]+)?\]/g)].map(([, types = '']) =>
        types.split('|'),
      );
      expect(walked.length, name).toBeGreaterThan(0);
      for (const types of walked) expect(types.sort(), name).toEqual([...LINEAGE_TYPES, ...past].sort());
    }
  });
});
