import { describe, expect, it } from 'vitest';
import {
  columnId,
  columnLineage,
  datasetEvent,
  facet,
  from,
  pipelineId,
  readEvents,
  runEvent,
  schema,
  table,
  tableId,
} from './support.js';

const good = runEvent(1, 'COMPLETE', { inputs: [table('a')], outputs: [table('t')] });

describe('a line that is no valid event', () => {
  it.each<[string, string | Record<string, unknown>, string, string]>([
    ['is cut off', '{"eventTime": "2026', '', 'is not JSON'],
    ['has a NaN', '{"eventTime": NaN}', '', 'is not JSON'],
    ['is a number', '7', '', 'is not an event'],
    ['is about nothing', '{}', '', 'neither run, job nor dataset'],
    ['is about two things', { ...datasetEvent(table('t')), job: {} }, '', 'a job and a dataset at once'],
    ['has no job', { ...good, job: undefined }, '/job', 'is required'],
    ['has no time', { ...good, eventTime: undefined }, '/eventTime', 'is required'],
    ['has a time without a zone', { ...good, eventTime: '2026-11-20T04:00:00' }, '/eventTime', 'date-time'],
    [
      'has a second that no clock shows',
      { ...good, eventTime: '2016-12-31T23:59:60Z' },
      '/eventTime',
      'exists',
    ],
    ['has an unknown type', { ...good, eventType: 'DONE' }, '/eventType', 'must be one of'],
    ['has a run id that is none', { ...good, run: { runId: '1' } }, '/run/runId', 'uuid'],
    [
      'names a dataset by a number',
      { ...good, inputs: [{ namespace: 'n', name: 1 }] },
      '/inputs/0/name',
      'string',
    ],
    [
      'has half a character in a name',
      `${JSON.stringify(good).replace('"a"', '"\\ud800"')}`,
      '/inputs/0/name',
      'Unicode',
    ],
    [
      'has a name of 100 kB',
      { ...good, inputs: [table('x'.repeat(100_000))] },
      '/inputs/0/name',
      '1000 characters',
    ],
    [
      'has a name that no id can hold',
      { ...good, outputs: [table('é'.repeat(900))] },
      '/outputs/0',
      'too long',
    ],
  ])('because it %s is refused with its place, and the rest goes on', async (_, bad, pointer, reason) => {
    const { rejections, document, listing } = await readEvents([bad, good]);
    expect(rejections).toEqual([
      {
        document: expect.stringMatching(/events\.ndjson:1$/),
        pointer,
        reason: expect.stringContaining(reason),
      },
    ]);
    expect(document(tableId('t'))).toBeDefined();
    expect(listing.complete).toBe(true);
  });
});

describe('a facet that is not as the specification wants it', () => {
  it.each([
    ['schema', facet({ fields: [{ type: 'int' }] }), '/schema/fields/0/name'],
    ['schema', { fields: [] }, '/schema/_producer'],
    ['columnLineage', facet({}), '/columnLineage/fields'],
    ['columnLineage', facet({ fields: { 'a/b': {} } }), '/columnLineage/fields/a~1b/inputFields'],
    ['datasetType', facet({ datasetType: 3 }), '/datasetType/datasetType'],
    ['storage', 'none', '/storage'],
  ])('is refused alone: %s %#', async (name, content, pointer) => {
    const outputs = [table('t', { [name]: content, documentation: facet({ description: 'kept' }) })];
    const { rejections, document } = await readEvents([runEvent(1, 'COMPLETE', { outputs })]);
    expect(rejections).toEqual([expect.objectContaining({ pointer: `/outputs/0/facets${pointer}` })]);
    expect(document(tableId('t'))).toMatchObject({ description: 'kept' });
  });

  it('is refused when it names a column that no id can hold', async () => {
    const long = 'é'.repeat(900);
    const outputs = [table('t', { ...schema(long), ...columnLineage({ x: [from(`a.${long}`)] }) })];
    const { rejections } = await readEvents([runEvent(1, 'COMPLETE', { outputs })]);
    expect(rejections.map(({ pointer }) => pointer)).toEqual([
      '/outputs/0/facets/schema/fields/0/name',
      '/outputs/0/facets/columnLineage/fields/x/inputFields/0',
    ]);
  });
});

describe('a facet that is not read', () => {
  it('is counted, and named once', async () => {
    const outputs = [table('t', { storage: facet({ storageLayer: 'delta' }) })];
    const started = runEvent(1, 'START', { outputs });
    const { warnings, rejections } = await readEvents([
      { ...started, run: { ...(started['run'] as object), facets: { parent: facet({}) } } },
      runEvent(1, 'COMPLETE', { outputs }),
    ]);
    expect(rejections).toEqual([]);
    expect(warnings).toEqual([
      'The dataset facet "storage" is not read; it came 2 times.',
      'The run facet "parent" is not read; it came once.',
    ]);
  });

  it('does not flood the report when there are very many names', async () => {
    const facets = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f${index}`, facet({})]));
    const { warnings } = await readEvents([datasetEvent(table('t', facets))]);
    expect(warnings).toHaveLength(61);
    expect(warnings.at(-1)).toContain('came 440 times');
  });
});

describe('hostile input', () => {
  it('is data: names of objects, markup, queries and control characters are kept as they are', async () => {
    const names = [
      '__proto__',
      'constructor',
      '<script>',
      "'; MATCH (n) DETACH DELETE n //",
      '../../etc',
      'a\u0000\u001b[31m',
      '',
    ];
    const fields = JSON.stringify(names.map((name) => ({ name })));
    const lineage = names.map((name) => `${JSON.stringify(name)}:{"inputFields":[]}`).join();
    const base = '"_producer":"a:b","_schemaURL":"a:b"';
    const text = JSON.stringify(datasetEvent(table('t', { schema: 'S', columnLineage: 'L' })))
      .replace('"S"', `{${base},"fields":${fields}}`)
      .replace('"L"', `{${base},"fields":{${lineage}}}`);
    const { documents, rejections } = await readEvents([text]);
    expect(rejections).toEqual([]);
    const columns = documents.filter(({ kind }) => kind === 'Column').map(({ column }) => column);
    expect(columns.toSorted()).toEqual(names.toSorted());
    expect(({} as Record<string, unknown>)['inputFields']).toBeUndefined();
  });

  it('may name facets, jobs and datasets after parts of every object', async () => {
    const text = JSON.stringify(
      runEvent(1, 'COMPLETE', {
        job: 'toString',
        inputs: [table('__proto__', { X: facet({}) })],
        outputs: [table('t')],
      }),
    ).replace('"X"', '"__proto__"');
    const { warnings, edges } = await readEvents([text]);
    expect(warnings).toEqual(['The dataset facet "__proto__" is not read; it came once.']);
    expect(edges(tableId('t'))).toContain('DERIVED_FROM Table:w/__proto__ via toString');
    expect(edges(pipelineId('toString'))).toEqual(['READS Table:w/__proto__']);
  });

  it('may be nested deeper than any stack', async () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const nested = '{"name":"x","fields":['.repeat(50_000) + ']}'.repeat(50_000);
    const text = JSON.stringify(
      datasetEvent(table('t', { other: facet({ x: 'X' }), schema: facet({ fields: ['Y'] }) })),
    );
    const { document } = await readEvents([text.replace('"X"', deep).replace('"Y"', nested), good]);
    expect(document(columnId('t.x'))).toBeDefined();
    expect(document(tableId('t'))).toBeDefined();
  });

  it('does not hold up the reader with long texts', async () => {
    const long = 'a:'.repeat(50_000);
    const started = performance.now();
    const { rejections } = await readEvents([
      { ...good, producer: long },
      { ...good, eventTime: long },
      datasetEvent(table('t', { [long]: 1 })),
    ]);
    expect(rejections).toHaveLength(3);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
