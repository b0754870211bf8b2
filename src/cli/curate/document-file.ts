import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { LineCounter, parseAllDocuments } from 'yaml';
import { badInput } from '../../errors.js';
import { REGISTERED_KINDS } from '../../catalog/curate/registered-kinds.js';
import type { EntityKind } from '../../model/entity-kinds.js';
import { checkFields } from './field-arguments.js';
import { closest } from 'fastest-levenshtein';

/** A thing as a file describes it. */
export interface FiledDocument {
  readonly kind: EntityKind;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * The things of a file of YAML or JSON: one, a list, or several documents with `---` between them. `-` reads the
 * standard input. @throws BAD_INPUT naming file and line.
 */
export async function readDocuments(file: string, kind: EntityKind | undefined): Promise<FiledDocument[]> {
  const name = file === '-' ? 'the standard input' : file;
  const lines = new LineCounter();
  const parsed = parseAllDocuments(await contentOf(file), { lineCounter: lines });
  const documents = 'empty' in parsed ? [] : parsed;
  const wrong = documents.flatMap(({ errors }) => errors)[0];
  if (wrong)
    throw badInput(
      `${name}, line ${lines.linePos(wrong.pos[0]).line}: ${wrong.message.replace(/ at line [^]*$/, '')}.`,
    );
  const things = documents.flatMap((document) => {
    const value: unknown = document.toJS();
    return value === null ? [] : [value].flat();
  });
  if (things.length === 0) throw badInput(`There is nothing in ${name}.`);
  const filed = things.map((thing, index) => {
    const place = things.length === 1 ? name : `${name}, thing ${index + 1}`;
    return { ...accepted(thing, kind, place), place };
  });
  for (const { kind: own, fields, place } of filed) await checkFields(own, fields, place);
  return filed.map(({ kind: own, fields }) => ({ kind: own, fields }));
}

async function contentOf(file: string): Promise<string> {
  if (file === '-') return textOf(process.stdin);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw badInput(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`);
  }
}

function accepted(
  thing: unknown,
  wanted: EntityKind | undefined,
  place: string,
): { kind: EntityKind; fields: Record<string, unknown> } {
  if (typeof thing !== 'object' || thing === null || Array.isArray(thing))
    throw badInput(`${place}: a thing is written as its fields, such as "model: churn".`);
  const { kind = wanted, ...fields } = thing as Record<string, unknown>;
  if (kind === undefined) throw badInput(`${place}: say what it is, as "kind: MLModel".`);
  if (!isKind(kind))
    throw badInput(
      `${place}: nothing is registered as a "${String(kind)}"; did you mean ${closest(String(kind), REGISTERED_KINDS)}?`,
    );
  if (wanted !== undefined && kind !== wanted) throw badInput(`${place}: it is a ${kind}, and no ${wanted}.`);
  return { kind, fields };
}

const isKind = (kind: unknown): kind is EntityKind => (REGISTERED_KINDS as readonly unknown[]).includes(kind);
