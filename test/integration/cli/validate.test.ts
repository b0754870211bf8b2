import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startExampleServer } from '../../support/example-catalog.js';
import { headwater } from '../../support/headwater-command.js';
import { temporaryDirectory, type TemporaryDirectory } from '../../support/temp-dir.js';

const MLDCAT_AP = fileURLToPath(new URL('../../conformance/mldcat-ap-3.1-shapes.ttl', import.meta.url));

interface Verdict {
  readonly conforms: boolean;
  readonly judged: number;
  readonly faults: readonly {
    readonly node: string;
    readonly property: string;
    readonly message: string;
    readonly line: number;
    readonly constraint: string;
  }[];
}

describe('headwater validate', () => {
  let directory: TemporaryDirectory;
  let exported: string;
  beforeAll(async () => {
    directory = await temporaryDirectory('validate');
    const server = await startExampleServer();
    exported = await (await fetch(`${server.url}/export?format=nquads`)).text();
    await server.close();
  });
  afterAll(() => directory.remove());

  async function validate(name: string, text: string, ...args: string[]) {
    const file = `${directory.path}/${name}`;
    await writeFile(file, text);
    return headwater(['validate', file, ...args]);
  }

  const verdictOf = (stdout: string): Verdict => JSON.parse(stdout) as Verdict;

  it.each([
    ['its own shapes', []],
    ['the shapes of MLDCAT-AP', ['--shapes', MLDCAT_AP]],
  ])(
    'finds nothing in the example by %s',
    async (_, args) => {
      const { code, stdout } = await validate('all.nq', exported, ...args);
      expect(stdout).toMatch(/^It conforms\. [\d,]+ things judged/);
      expect(code).toBe(0);
    },
    60_000,
  );

  it('names the node, the property, the line and the rule that is broken', async () => {
    const lines = exported.split('\n');
    const broken = lines.findIndex((line) => line.includes('#relation> "DERIVED_FROM"'));
    const spoilt = lines.map((line, index) =>
      index === broken ? line.replace('"DERIVED_FROM"', '"MADE_OF"') : line,
    );
    const human = await validate('broken.nq', spoilt.join('\n'));
    expect(human.code).toBe(1);
    expect(human.stdout).toContain('It does not conform: 1 fault.');
    expect(human.stdout).toContain(`hw:relation  line ${broken + 1}`);
    expect(human.stdout).toMatch(
      /"relation" \(hw:relation\) of a Statement must be exactly one value: one of DERIVED_FROM/,
    );
    expect(human.stdout).toContain('found: MADE_OF');
    const { faults } = verdictOf((await validate('broken.nq', spoilt.join('\n'), '--json')).stdout);
    expect(faults).toEqual([
      expect.objectContaining({
        node: /^<([^>]*)>/.exec(lines[broken] ?? '')?.[1],
        property: 'https://w3id.org/headwater/1#relation',
        constraint: 'In',
        line: broken + 1,
      }),
    ]);
  }, 60_000);

  it('tells the line of a node in JSON-LD', async () => {
    const document = {
      '@context': { hw: 'https://w3id.org/headwater/1#' },
      '@graph': [{ '@id': 'https://a.example/Tag/x', '@type': 'hw:Tag' }],
    };
    const { code, stdout } = await validate('tag.jsonld', JSON.stringify(document, null, 2), '--json');
    expect(code).toBe(1);
    expect(verdictOf(stdout).faults.map(({ property, line }) => [property, line])).toEqual([
      ['http://purl.org/dc/terms/identifier', 7],
      ['http://purl.org/dc/terms/title', 7],
    ]);
  });

  it('does not call conforming what holds nothing to judge', async () => {
    const { code, stdout } = await validate('other.ttl', '<urn:a> <urn:b> <urn:c> .');
    expect(code).toBe(1);
    expect(stdout).toContain('Nothing was judged');
  });

  it.each([
    ['a text that is no RDF', 'x.nq', '<urn:a> nonsense', [], /not N-Quads/],
    ['shapes that are not there', 'y.nq', '', ['--shapes', 'nowhere.ttl'], /nowhere\.ttl cannot be read/],
    ['shapes that target nothing', 'z.nq', '', ['--shapes', 'z.nq'], /target no class/],
  ])('refuses %s', async (_, name, text, args, message) => {
    await writeFile(`${directory.path}/z.nq`, '<urn:a> <urn:b> <urn:c> .\n');
    const shapes = args.map((arg) => (arg === 'z.nq' ? `${directory.path}/z.nq` : arg));
    const { code, stderr } = await validate(name, text || '<urn:a> <urn:b> <urn:c> .', ...shapes);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
