import { describe, expect, it } from 'vitest';
import '../../../src/model/entities.js';
import type { PropertyOptions, Transitions } from '../../../src/model/decorators.js';
import { ENTITY_KINDS, type EntityKind } from '../../../src/model/entities.js';
import { documentSchema } from '../../../src/model/json-schema.js';
import { entityDefinition } from '../../../src/model/registry.js';
import {
  DEPLOYMENT_STATES,
  DEPLOYMENT_TRANSITIONS,
  LIVE_DEPLOYMENT_STATES,
  SCHEDULE_TRANSITIONS,
  STAGE_TRANSITIONS,
  STATUS_TRANSITIONS,
} from '../../../src/model/states.js';

const propertyOf = (kind: EntityKind, name: string): PropertyOptions => {
  const options = entityDefinition(kind).properties.get(name);
  if (!options) throw new Error(`${kind} has no ${name}.`);
  return options;
};
const namesWhere = (kind: EntityKind, holds: (options: PropertyOptions) => unknown): string[] =>
  [...entityDefinition(kind).properties].filter(([, options]) => holds(options)).map(([name]) => name);

/** All that one can come to from there. */
function reachable(table: Transitions, from: string, seen = new Set<string>()): Set<string> {
  for (const next of table[from] ?? []) if (!seen.has(next)) reachable(table, next, seen.add(next));
  return seen;
}

const TABLES: readonly (readonly [string, Transitions])[] = [
  ['status', STATUS_TRANSITIONS],
  ['stage', STAGE_TRANSITIONS],
  ['schedule status', SCHEDULE_TRANSITIONS],
  ['deployment state', DEPLOYMENT_TRANSITIONS],
];

describe.each(TABLES)('the table of a %s', (_, table) => {
  const values = Object.keys(table);

  it('leads only to values that it has, and never from a value to itself', () => {
    for (const [from, open] of Object.entries(table)) {
      for (const to of open) expect(values, from).toContain(to);
      expect(open).not.toContain(from);
      expect(new Set(open).size).toBe(open.length);
    }
  });

  it('has no dead end: from everywhere one comes everywhere, but to what only sources say', () => {
    for (const from of values)
      expect([...reachable(table, from)].filter((value) => value !== from).sort(), from).toEqual(
        values.filter((value) => value !== from && value !== 'UNKNOWN').sort(),
      );
  });
});

describe('the moves of a life', () => {
  it('go from draft to deployed only by what was completed', () => {
    const toDeployed = Object.entries(STATUS_TRANSITIONS).filter(([, open]) =>
      (open as readonly string[]).includes('deployed'),
    );
    expect(toDeployed.map(([from]) => from)).toEqual(['completed']);
  });

  it('go to production only by staging', () => {
    const toProduction = Object.entries(STAGE_TRANSITIONS).filter(([, open]) =>
      (open as readonly string[]).includes('production'),
    );
    expect(toProduction.map(([from]) => from)).toEqual(['staging']);
  });

  it('let anything be archived, and bring the archived back to where things begin', () => {
    for (const [from, open] of [...Object.entries(STATUS_TRANSITIONS), ...Object.entries(STAGE_TRANSITIONS)])
      if (from !== 'archived') expect(open, from).toContain('archived');
    expect(STATUS_TRANSITIONS.archived).toEqual(['draft']);
    expect(STAGE_TRANSITIONS.archived).toEqual(['development']);
  });

  it('name every state that counts as live', () => {
    for (const state of LIVE_DEPLOYMENT_STATES) expect(DEPLOYMENT_STATES).toContain(state);
  });
});

describe('people', () => {
  it.each(ENTITY_KINDS)('may describe, label and own a %s, whoever brought it', (kind) => {
    for (const name of ['displayName', 'description', 'tags', 'owners', 'domain', 'terms'])
      expect(propertyOf(kind, name).curated, name).toBe(true);
  });

  it.each(ENTITY_KINDS)('never say what makes the id of a %s', (kind) => {
    const { key } = entityDefinition(kind);
    expect(key.filter((name) => propertyOf(kind, name).curated)).toEqual([]);
  });

  it('move the status and stage of models and versions by the published tables, and sources by none', () => {
    for (const kind of ['MLModel', 'MLModelVersion'] as const) {
      expect(propertyOf(kind, 'status').curated).toBe(STATUS_TRANSITIONS);
      expect(propertyOf(kind, 'stage').curated).toBe(STAGE_TRANSITIONS);
      const { status, stage } = documentSchema(kind)['properties'] as Record<string, object>;
      for (const schema of [status, stage]) expect(schema).not.toHaveProperty('enum');
    }
    expect(propertyOf('MLModel', 'scheduleStatus').curated).toBe(SCHEDULE_TRANSITIONS);
  });

  it('say nothing over its sources of where a deployment stands or which version carries a unique tag', () => {
    const said = ['displayName', 'description', 'tags', 'owners', 'domain', 'terms'];
    expect(namesWhere('Deployment', ({ curated }) => curated)).toEqual(said);
    expect(propertyOf('MLModelVersion', 'uniqueTags').curated).toBeUndefined();
    expect(propertyOf('MLModelVersion', 'aliases').curated).toBeUndefined();
  });
});

describe('what never changes', () => {
  it('is the name, version and framework of a version, and what a comment says', () => {
    const immutable = ENTITY_KINDS.flatMap((kind) =>
      namesWhere(kind, ({ immutable }) => immutable).map((name) => `${kind}.${name}`),
    );
    expect(immutable.sort()).toEqual([
      'Comment.author',
      'Comment.text',
      'Comment.writtenAt',
      'MLModelVersion.framework',
      'MLModelVersion.name',
      'MLModelVersion.version',
    ]);
  });
});

describe('what is its own history', () => {
  it('is the series of a metric', () => {
    const kept = ENTITY_KINDS.flatMap((kind) => namesWhere(kind, ({ history }) => history === false));
    expect(kept).toEqual(['seriesSteps', 'seriesTimes', 'seriesValues', 'seriesTexts']);
  });
});
