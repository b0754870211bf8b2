import {
  Allow,
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDate,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, InputType, type ClassType } from 'type-graphql';
import { SCALARS, type PropertyOptions, type ValueType } from '../../model/decorators.js';
import type { EdgeStatement, EntityDocument } from '../../model/document.js';
import type { EntityKind } from '../../model/entities.js';
import { DEFAULT_MAX_LENGTH } from '../../model/json-schema.js';
import { entityDefinition, entityDefinitions } from '../../model/registry.js';
import { plainValues } from './arguments.js';
import { EdgeInput, edgeStatements } from './edge-input.js';

/** What fits into one request. */
const MAX_LIST = 10_000;

/** The checks of a value of that type, by class-validator. */
function checksOf({
  type,
  values,
  list,
  map,
  maxLength = DEFAULT_MAX_LENGTH,
}: PropertyOptions): PropertyDecorator[] {
  const each = list ? { each: true } : {};
  const ofType: Record<ValueType, PropertyDecorator[]> = {
    string: values ? [IsIn(values, each)] : [IsString(each), MaxLength(maxLength, each)],
    bytes: [IsString(each), MaxLength(maxLength, each)],
    boolean: [IsBoolean(each)],
    int: [IsInt(each)],
    long: [IsInt(each)],
    float: [IsNumber({ allowNaN: false, allowInfinity: false }, each)],
    dateTime: [IsDate(each)],
    json: map ? [IsObject(each)] : [Allow(each)],
  };
  return [...ofType[type], ...(list ? [IsArray(), ArrayMaxSize(MAX_LIST)] : [])];
}

function scalarOf({ type, list, map }: PropertyOptions): () => never {
  const scalar = map ? GraphQLJSONObject : SCALARS[type];
  // The scalars are of several shapes, all of which `Field` takes.
  return () => (list ? [scalar] : scalar) as never;
}

/** Gives an input class one field of the model, with its checks. */
export function addField(input: ClassType, name: string, options: PropertyOptions, required: boolean): void {
  const prototype = input.prototype;
  Field(scalarOf(options), { description: options.description, nullable: !required })(prototype, name);
  for (const check of [...checksOf(options), ...(required ? [] : [IsOptional()])]) check(prototype, name);
}

const inputs = new Map<EntityKind, ClassType>();

/**
 * What people state of a new thing: each field of its kind that the model declares, with the checks that follow from
 * it, so that a field of the model is never forgotten here. A version may be left out: then it gets the next number.
 */
export function entityInput(kind: EntityKind): ClassType {
  const known = inputs.get(kind);
  if (known) return known;
  const { key, properties } = entityDefinition(kind);
  const input = class {};
  for (const [name, options] of properties) {
    const defaulted = kind === 'MLModelVersion' && name === 'version';
    addField(input, name, options, key.includes(name) && !defaulted);
  }
  const prototype = input.prototype;
  Field(() => [EdgeInput], { nullable: true, description: 'What it depends on.' })(prototype, 'edges');
  for (const check of [IsOptional(), IsArray(), ArrayMaxSize(MAX_LIST), ValidateNested({ each: true })])
    check(prototype, 'edges');
  InputType(`${kind}Input`, { description: `A new ${kind}.` })(input);
  inputs.set(kind, input);
  return input;
}

/** The document that an input states: what is null was left out. */
export function documentOf(kind: EntityKind, input: Readonly<Record<string, unknown>>): EntityDocument {
  const { edges, ...properties } = input as { edges?: EdgeInput[] | null };
  const statements: EdgeStatement[] = edgeStatements(edges ?? []);
  return { kind, ...plainValues(properties), ...(statements.length > 0 ? { edges: statements } : {}) };
}

/** What people may say of anything: the curated fields of all kinds, each once. */
export function curatedFields(): Map<string, PropertyOptions> {
  const fields = entityDefinitions().flatMap(({ properties }) =>
    [...properties].filter(([, { curated }]) => curated),
  );
  return new Map(fields.reverse());
}
