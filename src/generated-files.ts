import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { metricDirectionsPage } from './catalog/diff/metric-direction.js';
import { severityPage } from './catalog/lineage/severity-page.js';
import { rulesPage } from './catalog/rules/rule-book.js';
import { configSchema } from './config-file.js';
import { filesSchema } from './connectors/files/declared-schema.js';
import { contextDocument } from './jsonld/context.js';
import { modelFrame } from './jsonld/model-frame.js';
import { ontologyDocument } from './jsonld/schema/ontology.js';
import { shapesDocument } from './jsonld/schema/shapes.js';
import { documentSchema } from './model/json-schema.js';
import { entityDefinitions } from './model/registry.js';
import { createSchema } from './resolvers/schema.js';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MODEL = join(ROOT, 'src', 'model');

/** All that follows from the model's decorators, by path: what is committed must be equal. */
export function generatedFiles(): Map<string, string> {
  const files = new Map<string, string>();
  files.set('src/model/entities.ts', entityIndex());
  files.set('src/model/entity-kinds.ts', entityKinds());
  files.set('schema/schema.graphql', `${printSchema(lexicographicSortSchema(createSchema()))}\n`);
  files.set('schema/headwater.schema.json', json(configSchema()));
  files.set('schema/files.schema.json', json(filesSchema()));
  files.set('schema/context.jsonld', json(contextDocument()));
  files.set('schema/model-frame.jsonld', json(modelFrame()));
  files.set('schema/ontology.ttl', ontologyDocument());
  files.set('schema/shapes.ttl', shapesDocument());
  files.set('docs/rules.md', rulesPage());
  files.set('docs/severity.md', severityPage());
  files.set('docs/metric-directions.md', metricDirectionsPage());
  for (const { kind } of entityDefinitions())
    files.set(`schema/entities/${kind}.schema.json`, json(documentSchema(kind)));
  return files;
}

const HEAD = '// Written by `npm run generate` from the `*.entity.ts` files of this folder. Do not edit.';

const entityFiles = (): string[] =>
  readdirSync(MODEL)
    .filter((name) => name.endsWith('.entity.ts'))
    .sort();

/** Loads every entity type: whoever imports it has the model whole. */
function entityIndex(): string {
  const imports = entityFiles().map((name) => `import './${name.replace(/\.ts$/, '.js')}';`);
  return [
    HEAD,
    ...imports,
    '',
    "export { ENTITY_KINDS, type EntityKind } from './entity-kinds.js';",
    '',
  ].join('\n');
}

/** The one list of entity types, without loading them. */
function entityKinds(): string {
  const kindOf = (name: string): string =>
    /@EntityType\('(\w+)'/.exec(readFileSync(join(MODEL, name), 'utf8'))?.[1] ?? name;
  const kinds = entityFiles().map(kindOf).sort();
  return [
    HEAD,
    'export const ENTITY_KINDS = [',
    ...kinds.map((kind) => `  '${kind}',`),
    '] as const;',
    '',
    'export type EntityKind = (typeof ENTITY_KINDS)[number];',
    '',
  ].join('\n');
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** What is there now; nothing where there is no such file. */
function present(path: string): string | undefined {
  try {
    return readFileSync(join(ROOT, path), 'utf8');
  } catch {
    return undefined;
  }
}

/** Schemas of entity types that are no more. */
export function leftOver(files: ReadonlyMap<string, string>): string[] {
  const folder = 'schema/entities';
  const names =
    present(`${folder}/${entityDefinitions()[0]?.kind ?? ''}.schema.json`) === undefined
      ? []
      : readdirSync(join(ROOT, folder));
  return names.map((name) => `${folder}/${name}`).filter((path) => !files.has(path));
}

/** The files that are not what they would be if they were written now. */
export function drifted(files: ReadonlyMap<string, string>): string[] {
  const changed = [...files].filter(([path, text]) => present(path) !== text).map(([path]) => path);
  return [...changed, ...leftOver(files)];
}
