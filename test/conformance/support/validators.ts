import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Parser, Store, Writer, type Quad } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import { runTool } from '../../support/run-tool.js';

/** What a validator finds: the node, the property and the constraint. */
export type Finding = readonly [focus: string, path: string, constraint: string];

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const SCRIPT = path('validate.py');

/** The shapes that exports are held against: those that others publish, and our own. */
export const SHAPES = {
  mldcatAp: path('../mldcat-ap-3.1-shapes.ttl'),
  headwater: path('../../../schema/shapes.ttl'),
} as const;

export const ONTOLOGY = path('../../../schema/ontology.ttl');

type Dataset = ConstructorParameters<typeof SHACLValidator>[0];
const datasetOf = (quads: readonly Quad[]): Dataset => new Store(quads) as unknown as Dataset;

const validators = new Map<string, SHACLValidator>();

async function validatorFor(shapes: string): Promise<SHACLValidator> {
  const known = validators.get(shapes);
  const validator = known ?? new SHACLValidator(datasetOf(await readTurtle(shapes)));
  validators.set(shapes, validator);
  return validator;
}

/** rdf-validate-shacl over N-Quads. */
export const findingsByJavaScript = (nQuads: string, shapes?: string): Promise<Finding[]> =>
  findingsInQuads(parseNQuads(nQuads), shapes);

export async function findingsInQuads(
  quads: readonly Quad[],
  shapes: string = SHAPES.mldcatAp,
): Promise<Finding[]> {
  const { results } = await (await validatorFor(shapes)).validate(datasetOf(quads));
  return results
    .map((result): Finding => [
      text(result.focusNode),
      text(result.path),
      text(result.sourceConstraintComponent),
    ])
    .sort(byText);
}

export const parseNQuads = (nQuads: string): Quad[] => new Parser({ format: 'N-Quads' }).parse(nQuads);

export const toNTriples = (quads: readonly Quad[]): string =>
  new Writer({ format: 'N-Triples' }).quadsToString(quads);

export const readTurtle = async (file: string): Promise<Quad[]> =>
  new Parser().parse(await readFile(file, 'utf8'));

function text(term: unknown): string {
  return (term as { value?: string } | null)?.value ?? '';
}

export const byText = (a: Finding, b: Finding): number => (a.join(' ') < b.join(' ') ? -1 : 1);

export interface PythonVerdict {
  /** What rdflib read, as N-Triples. */
  readonly triples: readonly string[];
  readonly findings: readonly Finding[];
}

/** pyshacl over what rdflib reads of the documents: JSON-LD as objects, N-Triples as texts. */
export async function verdictsByPython(
  python: string,
  documents: readonly (object | string)[],
  shapes: string = SHAPES.mldcatAp,
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
    const list = join(directory, 'files');
    await writeFile(list, files.join('\n'));
    const lines = (await runTool(python, [SCRIPT, shapes, list])).trim().split('\n');
    return lines.map((line) => {
      const { triples, results } = JSON.parse(line) as { triples: string[]; results: Finding[] };
      return { triples, findings: [...results].sort(byText) };
    });
  } finally {
    await rm(directory, { recursive: true });
  }
}
