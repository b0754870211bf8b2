import 'reflect-metadata';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { configSchema } from './config-file.js';
import { contextDocument } from './jsonld/context.js';
import { documentSchema } from './model/json-schema.js';
import { entityDefinitions } from './model/registry.js';
import { createSchema } from './resolvers/schema.js';

/**
 * Writes everything that follows from the model's decorators: `npm run generate`. With `--check` it writes
 * nothing and fails when what is committed is not what would be written.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MODEL = join(ROOT, 'src', 'model');

function generatedFiles(): Map<string, string> {
  const files = new Map<string, string>();
  files.set('src/model/entities.ts', entityIndex());
  files.set('src/model/entity-kinds.ts', entityKinds());
  files.set('schema/schema.graphql', `${printSchema(lexicographicSortSchema(createSchema()))}\n`);
  files.set('schema/headwater.schema.json', json(configSchema()));
  files.set('schema/context.jsonld', json(contextDocument()));
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

function present(path: string): string | undefined {
  try {
    return readFileSync(join(ROOT, path), 'utf8');
  } catch {
    return undefined;
  }
}

/** Schemas of entity types that are no more. */
function leftOver(files: ReadonlyMap<string, string>): string[] {
  const folder = 'schema/entities';
  const names =
    present(`${folder}/${entityDefinitions()[0]?.kind ?? ''}.schema.json`) === undefined
      ? []
      : readdirSync(join(ROOT, folder));
  return names.map((name) => `${folder}/${name}`).filter((path) => !files.has(path));
}

function check(files: ReadonlyMap<string, string>): void {
  const drifted = [...files].filter(([path, text]) => present(path) !== text).map(([path]) => path);
  const wrong = [...drifted, ...leftOver(files)];
  if (wrong.length === 0) return;
  process.stderr.write(
    `Out of date: ${wrong.join(', ')}\nRun \`npm run generate\` and commit what it writes.\n`,
  );
  process.exitCode = 1;
}

function write(files: ReadonlyMap<string, string>): void {
  for (const path of leftOver(files)) rmSync(join(ROOT, path));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
  }
  process.stdout.write(`${files.size} files written.\n`);
}

if (process.argv.includes('--check')) check(generatedFiles());
else write(generatedFiles());
