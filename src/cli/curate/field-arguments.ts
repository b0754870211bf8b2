import type { PropertyOptions } from '../../model/decorators.js';
import type { EntityKind } from '../../model/entities.js';
import { badInput } from '../../errors.js';
import { closest } from 'fastest-levenshtein';

/**
 * Values by field from arguments such as `task=classification tags=pii tags=core metadata={"risk":"high"}`: lists by
 * naming a field several times, JSON where the model has JSON. @throws BAD_INPUT naming the argument.
 */
export async function fieldArguments(
  kind: EntityKind,
  args: readonly string[],
): Promise<Record<string, unknown>> {
  const properties = await propertiesOf(kind);
  const values: Record<string, unknown> = {};
  for (const arg of args) {
    const equals = arg.indexOf('=');
    if (equals <= 0) throw badInput(`"${arg}" says no value: write it as field=value.`);
    const [name, text] = [arg.slice(0, equals), arg.slice(equals + 1)];
    const options = properties.get(name) ?? noSuchField(kind, name, properties);
    if (!options.list) values[name] = valueOf(name, text, options);
    else {
      // `tags=` is the list without a word.
      const words = text === '' ? [] : [valueOf(name, text, options)];
      values[name] = [...((values[name] ?? []) as unknown[]), ...words];
    }
  }
  return values;
}

/** Checks what a file gives for the fields of a kind, as far as a person mistakes it. @throws BAD_INPUT naming the place. */
export async function checkFields(kind: EntityKind, fields: object, place: string): Promise<void> {
  const properties = await propertiesOf(kind);
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'edges') continue;
    const { type } = properties.get(name) ?? noSuchField(kind, name, properties, `${place}: `);
    const wrong = [value].flat().find((item) => typeof item === 'number' || typeof item === 'boolean');
    // What YAML takes for a number is not what was written: 1.10 would be 1.1.
    if (type === 'string' && wrong !== undefined)
      throw badInput(`${place}: ${name} is a text: write it in quotes, as '${String(wrong)}'.`);
  }
}

type Properties = ReadonlyMap<string, PropertyOptions>;

async function propertiesOf(kind: EntityKind): Promise<Properties> {
  // Loaded only when it is needed: `--help` answers at once.
  await import('../../model/entities.js');
  const { entityDefinition } = await import('../../model/registry.js');
  return entityDefinition(kind).properties;
}

function noSuchField(kind: EntityKind, name: string, properties: Properties, place = ''): never {
  const known = [...properties.keys()];
  throw badInput(
    `${place}${kind} has no field "${name}"; did you mean ${closest(name, known)}? It has: ${known.join(', ')}.`,
  );
}

function valueOf(name: string, text: string, { type }: PropertyOptions): unknown {
  switch (type) {
    case 'int':
    case 'long':
    case 'float': {
      const number = Number(text);
      if (text.trim() === '' || !Number.isFinite(number))
        throw badInput(`${name} is a number, not "${text}".`);
      return number;
    }
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw badInput(`${name} is true or false, not "${text}".`);
      return text === 'true';
    case 'json':
      return jsonOf(name, text);
    default:
      return text;
  }
}

export function jsonOf(name: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw badInput(`${name} is JSON, and this is none: ${(error as Error).message}.`);
  }
}
