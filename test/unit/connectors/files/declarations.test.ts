import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFilesConnector } from '../../../../src/connectors/files/files.connector.js';
import { entityId } from '../../../../src/model/entity-id.js';
import { temporaryDirectory, type TemporaryDirectory } from '../../../support/temp-dir.js';
import { readAll } from '../mlflow/collecting-sink.js';

let folder: TemporaryDirectory;
beforeEach(async () => {
  folder = await temporaryDirectory('files');
});
afterEach(() => folder.remove());

async function write(files: Record<string, string | Uint8Array>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder.path, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

async function read(files: Record<string, string | Uint8Array>, paths = ['.']) {
  await write(files);
  const connector = createFilesConnector({
    service: 'team',
    paths: paths.map((path) => join(folder.path, path)),
  });
  return readAll(connector);
}

const DASHBOARD = `- kind: Dashboard
  service: bi
  dashboard: churn
  edges:
    - type: CONSUMES
      upstream: { kind: Table, namespace: postgres://warehouse:5432, table: shop.public.scores }
`;

describe('a folder of declarations', () => {
  test('is read in YAML, JSON and NDJSON, as a list, a thing, or documents', async () => {
    const { sink, listing } = await read({
      'a.yaml': 'kind: Team\nname: growth\n---\nkind: Team\nname: risk\n---\n',
      'b.yml': '# a list\n- { kind: User, name: ada }\n',
      'c.json': '{ "$schema": "x", "documents": [ { "kind": "Tag", "name": "gold" } ] }',
      'deep/er/d.ndjson': '{"kind":"Domain","name":"sales"}\n\n{"kind":"Domain","name":"risk"}\r\n',
      'notes.md': 'not read',
      '.git/config.yaml': 'not: read',
    });
    expect(sink.rejections).toEqual([]);
    expect(listing).toMatchObject({ complete: true, requests: 4 });
    expect(listing.bytes).toBeGreaterThan(200);
    expect([...sink.documents.keys()].sort()).toEqual([
      ...['Domain:risk', 'Domain:sales', 'MLModelService:team', 'Tag:gold'],
      ...['Team:growth', 'Team:risk', 'User:ada'],
    ]);
  });

  test('names ends by kind and key, and declares edges by the file that states them', async () => {
    const { sink } = await read({ 'bi/churn.yaml': DASHBOARD });
    expect(sink.one('Dashboard')['edges']).toEqual([
      {
        type: 'CONSUMES',
        upstream: entityId('Table', 'postgres://warehouse:5432', 'shop.public.scores'),
        stated: 'DECLARED',
        rule: 'bi/churn.yaml',
      },
    ]);
  });

  test('lets a file say how an edge is known, and name ends by id or by the name of a model', async () => {
    const { sink } = await read({
      'a.yaml': `kind: Table
namespace: n
table: scores
edges:
  - { type: PREDICTED_BY, upstream: models:/churn@champion, service: mlflow, reason: we run it by hand }
  - type: DERIVED_FROM
    upstream: Table:n/orders
    stated: RECORDED
    via: { kind: Pipeline, namespace: airflow, job: score }
`,
    });
    expect(sink.rejections).toEqual([]);
    expect(sink.one('Table')['edges']).toEqual([
      {
        type: 'PREDICTED_BY',
        upstream: 'models:/churn@champion',
        service: 'mlflow',
        reason: 'we run it by hand',
        stated: 'DECLARED',
        rule: 'a.yaml',
      },
      {
        type: 'DERIVED_FROM',
        upstream: 'Table:n/orders',
        stated: 'RECORDED',
        via: 'Pipeline:airflow/score',
      },
    ]);
  });

  test('keeps a wrong declaration aside with its place, and goes on', async () => {
    const { sink, listing } = await read({
      'a.yaml': `- kind: Team
  name: growth
- kind: Dashboard
  service: bi
  dashboard: churn
  edges:
    - type: CONSUMES
      upstraem: Table:n/t
- kind: MLModelVersion
  service: mlflow
  model: churn
  version: 3
- kind: Dashbord
  dashboard: x
- just text
`,
      'b.ndjson': '{"kind":"Team","name":"risk"}\n{"kind":"Column","namespace":"n","column":"c"}\n',
    });
    expect(sink.rejections).toEqual([
      {
        document: 'a.yaml:8:7 Dashboard bi / churn',
        pointer: '/1/edges/0/upstraem',
        reason: 'is not known here; did you mean "upstream"?',
      },
      {
        document: 'a.yaml:12:3 MLModelVersion mlflow / churn',
        pointer: '/2/version',
        reason: 'must be string: put it in quotes, "3"',
      },
      expect.objectContaining({ reason: '"Dashbord" is no kind; did you mean Dashboard?' }),
      expect.objectContaining({ document: 'a.yaml:15:3', pointer: '/4' }),
      { document: 'b.ndjson:2:1 Column n / c', pointer: '/table', reason: 'is required' },
    ]);
    expect(sink.of('Team').map(({ name }) => name)).toEqual(['growth', 'risk']);
    // What is wrong is told; all the rest was read.
    expect(listing.complete).toBe(true);
  });

  test.each([
    [
      'an id that is not encoded',
      'Table:postgres://w/t',
      /write it as \{kind: Table, namespace: …, table: …\}/,
    ],
    ['an id of too few parts', 'Table:t', /whose key is namespace \/ table/],
    ['a kind that this edge does not lead to', 'Team:growth', /must match pattern/],
    ['a key that lacks a part', '{ kind: Table, table: t }', /^is required$/],
    [
      'a key with a part that it does not have',
      '{ kind: Table, namespace: n, table: t, colum: c }',
      /not known here/,
    ],
  ])('tells of %s what to write', async (_, upstream, words) => {
    const { sink } = await read({
      'a.yaml': `kind: Dashboard\nservice: bi\ndashboard: d\nedges:\n  - type: CONSUMES\n    upstream: ${upstream}\n`,
    });
    const [rejection] = sink.rejections;
    expect(rejection?.reason).toMatch(words);
    expect(rejection?.pointer).toMatch(/^\/edges\/0\/upstream/);
    expect(rejection?.document).toMatch(/^a\.yaml:6:/);
  });

  test('takes the first of two declarations of a thing, and says where both are', async () => {
    const { sink } = await read({
      'a.yaml': '- { kind: Team, name: growth, description: first }\n',
      'b.yaml': '\n- { kind: Team, name: growth, description: second }\n',
    });
    expect(sink.repeated).toEqual([]);
    expect(sink.one('Team')).toMatchObject({ description: 'first' });
    expect(sink.rejections).toEqual([
      {
        document: 'b.yaml:2:3 Team growth / second',
        pointer: '/0',
        reason: 'is declared in a.yaml:1:3 already',
      },
    ]);
  });

  test('is not complete where a text cannot be read, for nobody knows what stood there', async () => {
    const { sink, listing } = await read({
      'a.yaml': 'kind: Team\nname: growth\n',
      'b.yaml': 'kind: Team\n  name: [\n',
      'c.json': new Uint8Array([0x7b, 0xff, 0x7d]),
      'd.ndjson': '{"kind":"Team","name":"risk"}\n{"kind":\n',
    });
    expect(sink.of('Team').map(({ name }) => name)).toEqual(['growth', 'risk']);
    expect(listing.complete).toBe(false);
    expect(listing.reason).toMatch(/^b\.yaml:\d+:\d+ cannot be read: .*\(and 2 more\)$/);
    const places = sink.rejections.map(({ document, reason }) => `${document} ${reason.slice(0, 24)}`);
    expect(places).toEqual([
      expect.stringMatching(/^b\.yaml:1:7 /),
      'c.json:1:1 the file is not UTF-8',
      'd.ndjson:2:1 it is not JSON: Unexpected'.slice(0, 37),
    ]);
  });

  test('that is too large, or that unfolds without end, is not taken into memory', async () => {
    await write({ 'large.yaml': '' });
    await truncate(join(folder.path, 'large.yaml'), 9 * 1024 * 1024);
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [at, name] of [...'bcdefghi'].entries()) {
      const before = 'abcdefgh'[at];
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);
    }
    const { sink, listing } = await read({ 'bomb.yaml': bomb.join('\n') });
    expect(listing.complete).toBe(false);
    expect(sink.rejections.map(({ document, reason }) => `${document} ${reason}`)).toEqual([
      expect.stringMatching(/^bomb\.yaml:1:1 Excessive alias count/),
      expect.stringMatching(/^large\.yaml:1:1 the file has 9437184 bytes; the limit is 8388608/),
    ]);
  });

  test('is read inside the folder only: links that lead out are told and not followed', async () => {
    const outside = await temporaryDirectory('outside');
    await writeFile(join(outside.path, 'secret.yaml'), 'kind: Team\nname: secret\n');
    await write({ 'inside/a.yaml': 'kind: Team\nname: growth\n' });
    await symlink(outside.path, join(folder.path, 'out'));
    await symlink(join(outside.path, 'secret.yaml'), join(folder.path, 'out.yaml'));
    await symlink(join(folder.path, 'inside'), join(folder.path, 'again'));
    await symlink(folder.path, join(folder.path, 'inside', 'round'));
    await symlink('nowhere', join(folder.path, 'broken.yaml'));
    const { sink } = await read({});
    expect(sink.of('Team').map(({ name }) => name)).toEqual(['growth']);
    expect(sink.rejections).toEqual([]);
    expect(sink.warnings).toEqual([
      'broken.yaml is a link to nothing.',
      'out is a link that leads out of the folder, and is not followed.',
      'out.yaml is a link that leads out of the folder, and is not followed.',
    ]);
    await outside.remove();
  });

  test('fails where there is nothing to read, which is not the same as nothing to say', async () => {
    await expect(read({ 'notes.md': 'x' })).rejects.toThrow(/no file of declarations in .*\.yaml, \.yml/);
    await expect(read({}, ['missing'])).rejects.toThrow(/There is no file or folder .*missing/);
  });

  test('reads a file that is named twice once', async () => {
    const { sink, listing } = await read({ 'a.yaml': 'kind: Team\nname: growth\n' }, ['.', 'a.yaml']);
    expect(listing.requests).toBe(1);
    expect(sink.rejections).toEqual([]);
  });

  test('may declare the service itself', async () => {
    const { sink } = await read({ 'a.yaml': 'kind: MLModelService\nservice: team\ndescription: ours\n' });
    expect(sink.repeated).toEqual([]);
    expect(sink.one('MLModelService')).toMatchObject({ description: 'ours' });
  });
});
