import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ENTITY_KINDS, type EntityKind } from '../../../src/model/entities.js';
import { entityId } from '../../../src/model/entity-id.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { migrate } from '../../../src/graph/migrations.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { syncInto } from '../../support/documents.js';
import { describeSideBySide, emptyGraph } from '../../support/engines.js';
import { testRuns, timeFor } from '../../support/test-runs.js';
import { canonicalOfNQuads } from '../../unit/jsonld/support/judge.js';
import { fullDocument } from '../../unit/jsonld/support/full-documents.js';
import { fillBusily } from './support/busy-catalog.js';
import { exported, imported, statements } from './support/export-and-import.js';

const RUNS = testRuns(3, 0.1);
const AGAIN = '2026-11-02T12:00:00.000Z';

const text = (): fc.Arbitrary<string> => fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
/** Kinds that a source may speak of whatever their names are. */
const KINDS = ENTITY_KINDS.filter((kind) => kind !== 'SyncRun' && kind !== 'Comment');

/** A thing of any kind with any name and some of its properties, or all. */
const thing = (): fc.Arbitrary<EntityDocument> =>
  fc
    .record({
      kind: fc.constantFrom(...KINDS),
      name: text(),
      tags: fc.array(text(), { maxLength: 3 }),
      isFull: fc.boolean(),
    })
    .map(({ kind, name, tags, isFull }): EntityDocument => {
      const { edges: _, ...full } = fullDocument(kind, { name, tags });
      return isFull ? full : { kind, ...keyOf(kind, full), name, tags };
    });

const keyOf = (kind: EntityKind, document: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const required = Object.entries(document).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(
    kind === 'Table'
      ? [
          ['namespace', 'n'],
          ['table', 't'],
        ]
      : required,
  );
};

/** Tables by any name, each made from some of the others. */
const tables = (): fc.Arbitrary<EntityDocument[]> =>
  fc.uniqueArray(text(), { minLength: 1, maxLength: 5 }).chain((names) =>
    fc.tuple(...names.map(() => fc.subarray(names))).map((sources) =>
      names.map((table, index): EntityDocument => ({
        ...{ kind: 'Table', namespace: 'any/thing', table },
        edges: (sources[index] ?? [])
          .filter((name) => name !== table)
          .map((name) => ({
            type: 'DERIVED_FROM',
            upstream: entityId('Table', 'any/thing', name),
            rule: name,
          })),
      })),
    ),
  );

const distinct = (documents: readonly EntityDocument[]): EntityDocument[] => [
  ...new Map(documents.map((document) => [document.kind, document])).values(),
];

describeSideBySide('an export of one engine imported by another', (open) => {
  const empty = async (executor: GraphExecutor): Promise<void> => {
    await emptyGraph(executor);
    await migrate(executor);
  };

  it('is the same catalog there, and back again', async () => {
    const { left, right } = await open();
    await fillBusily(left);
    const before = await statements(left);
    expect(await imported(right, await exported(left, 'ndjson'), 'ndjson')).toMatchObject({
      state: 'COMPLETE',
    });
    const there = await statements(right);
    expect(there).toEqual(before);
    // What RDFC-1.0 makes of it is no other text: nothing in it is blank.
    expect((await canonicalOfNQuads(there.join('\n'))).trimEnd().split('\n')).toEqual(before);
    const back = await exported(right, 'jsonld');
    await empty(left);
    expect(await imported(left, back, 'jsonld')).toMatchObject({ state: 'COMPLETE' });
    expect(await statements(left)).toEqual(before);
  });

  it(
    'is the same whatever is in it',
    async () => {
      const { left, right } = await open();
      await fc.assert(
        fc.asyncProperty(
          fc.array(thing(), { maxLength: 6 }),
          tables(),
          fc.nat(4),
          async (things, made, lost) => {
            await empty(left);
            await empty(right);
            await syncInto(left, { service: 'registry', masters: ENTITY_KINDS, documents: distinct(things) });
            await syncInto(left, { service: 'etl', masters: ['Table'], documents: made });
            await syncInto(
              left,
              { service: 'etl', masters: ['Table'], documents: made.slice(0, lost) },
              AGAIN,
            );
            const report = await imported(right, await exported(left, 'ndjson'), 'ndjson');
            expect(report.refusals).toEqual([]);
            expect(await statements(right)).toEqual(await statements(left));
          },
        ),
        { numRuns: RUNS },
      );
    },
    timeFor(RUNS, 4000),
  );
});
