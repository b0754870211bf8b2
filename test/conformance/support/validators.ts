import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Parser, Store, type Quad } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import { runTool } from '../../support/run-tool.js';

/** What a validator finds: the node, the property and the constraint. */
export type Finding = readonly [focus: string, path: string, constraint: string];

const SHAPES = fileURLToPath(new URL('../mldcat-ap-3.1-shapes.ttl', import.meta.url));
const SCRIPT = fileURLToPath(new URL('validate.py', import.meta.url));

type Dataset = ConstructorParameters<typeof SHACLValidator>[0];
const datasetOf = (quads: readonly Quad[]): Dataset => new Store(quads) as unknown as Dataset;

let validator: SHACLValidator | undefined;

/** rdf-validate-shacl over N-Quads. */
export async function findingsByJavaScript(nQuads: string): Promise<Finding[]> {
  validator ??= new SHACLValidator(datasetOf(new Parser().parse(await readFile(SHAPES, 'utf8'))));
  const { results } = await validator.validate(datasetOf(parseNQuads(nQuads)));
  return results
    .map((result): Finding => [
      text(result.focusNode),
      text(result.path),
      text(result.sourceConstraintComponent),
    ])
    .sort(byText);
}

export const parseNQuads = (nQuads: string): Quad[] => new Parser({ format: 'N-Quads' }).parse(nQuads);

function text(term: unknown): string {
  return (term as { value?: string } | null)?.value ?? '';
}

const byText = (a: Finding, b: Finding): number => (a.join(' ') < b.join(' ') ? -1 : 1);

export interface PythonVerdict {
  /** What rdflib read, as N-Triples. */
  readonly triples: readonly string[];
  readonly findings: readonly Finding[];
}

/** pyshacl over what rdflib reads of the documents: JSON-LD as objects, N-Triples as texts. */
export async function verdictsByPython(
  python: string,
  documents: readonly (object | string)[],
): Promise<PythonVerdict[]> {
  const directory = await mkdtemp(join(tmpdir(), 'headwater-shacl-'));
  try {
    const files = await Promise.all(
      documents.map(async (document, index) => {
        const isText = typeof document === 'string';
        const file = join(directory, `${index}.${isText ? 'nt' : 'jsonld'}`);
        await writeFile(file, isText ? document : JSON.stringify(document));
        return file;
      }),
    );
    const lines = (await runTool(python, [SCRIPT, SHAPES, ...files])).trim().split('\n');
    return lines.map((line) => {
      const { triples, results } = JSON.parse(line) as { triples: string[]; results: Finding[] };
      return { triples, findings: [...results].sort(byText) };
    });
  } finally {
    await rm(directory, { recursive: true });
  }
}
