import type { PropertyOptions } from '../../model/decorators.js';
import type { EntityKind } from '../../model/entities.js';
import { badInput } from '../../errors.js';

/**
 * Values by field from arguments such as `task=classification tags=pii tags=core metadata={"risk":"high"}`: lists by
 * naming a field several times, JSON where the model has JSON. @throws BAD_INPUT naming the argument.
 */
export async function fieldArguments(
  kind: EntityKind,
  args: readonly string[],
): Promise<Record<string, unknown>> {
  // Loaded only when it is needed: `--help` answers at once.
  await import('../../model/entities.js');
  const { entityDefinition } = await import('../../model/registry.js');
  const { properties } = entityDefinition(kind);
  const values: Record<string, unknown> = {};
  for (const arg of args) {
    const equals = arg.indexOf('=');
    if (equals <= 0) throw badInput(`"${arg}" says no value: write it as field=value.`);
    const [name, text] = [arg.slice(0, equals), arg.slice(equals + 1)];
    const options = properties.get(name);
    if (!options)
      throw badInput(`A ${kind} has no field "${name}". It has: ${[...properties.keys()].join(', ')}.`);
    const value = valueOf(name, text, options);
    values[name] = options.list ? [...((values[name] ?? []) as unknown[]), value] : value;
  }
  return values;
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
