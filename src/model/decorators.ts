import 'reflect-metadata';
import { Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { GraphQLDateTime, GraphQLJSON, GraphQLSafeInt } from 'graphql-scalars';
import type { GraphQLScalarType } from 'graphql';
import type { EntityKind } from './entities.js';
import type { Containment, RelationType } from './relations.js';
import { declaredBy, defineEntity, defineProperty, defineRelated, entityDefinition } from './registry.js';

/** How a value is kept, in the document, in the graph and in GraphQL alike. Bytes are text in base64. */
export type ValueType = 'string' | 'int' | 'long' | 'float' | 'boolean' | 'dateTime' | 'bytes' | 'json';

export interface PropertyOptions {
  readonly type: ValueType;
  readonly list?: boolean;
  /** Of a list: its order means something, and a value may stand in it twice. All other lists are sets. */
  readonly ordered?: boolean;
  /** Of JSON: an object, whose keys are free and whose values are any JSON. */
  readonly map?: boolean;
  /** Closed set of values. */
  readonly values?: readonly string[];
  readonly required?: boolean;
  /** What it means, with its unit, and where it comes from when that is not plain. */
  readonly description: string;
  /** JSON-LD property, as a CURIE of the context's prefixes. Left out: `hw:<name>`. */
  readonly term?: string;
  /** Longest text accepted, in characters. */
  readonly maxLength?: number;
  /** False for what has a field of its own in GraphQL (a series that is paged, say). */
  readonly graphql?: boolean;
  /**
   * People may say it of anything, whoever ingested the thing; their word then goes before that of the sources.
   * Where it moves through a life (a status, a stage), the table of its values and the moves from each: sources may
   * state any text, people only these values and only by these moves.
   */
  readonly curated?: true | Transitions;
  /** Once stated it never changes: another value is another version. A source that changes it is flagged. */
  readonly immutable?: boolean;
  /** False for long series that are their own history: changes name them and keep no values. */
  readonly history?: boolean;
}

/** The values of a status and where one may go from each. */
export type Transitions = Readonly<Record<string, readonly string[]>>;

export interface EntityOptions {
  /** The natural key: these properties, in this order, make the id. */
  readonly key: readonly string[];
  /** The key part a thing is called by when nothing names it. */
  readonly nameFrom: string;
  readonly description: string;
  /** Where it hangs: the parent's key is read from these properties of the child. */
  readonly parent?: {
    readonly kind: EntityKind;
    readonly relation: Containment;
    readonly key: readonly string[];
  };
  /** JSON-LD classes, the most specific first. */
  readonly classes: readonly string[];
}

export interface RelatedOptions {
  readonly relation: RelationType;
  /** `out`: the edge starts here (what it depends on, what it contains); `in`: it ends here. */
  readonly direction: 'out' | 'in';
  /** Left out: things of any kind. */
  readonly kind?: EntityKind;
  readonly list?: boolean;
  /** For the parent that a thing always has. */
  readonly required?: boolean;
  readonly description: string;
}

/** What a value of each type is in GraphQL, in answers and in inputs alike. */
export const SCALARS: Record<ValueType, GraphQLScalarType | typeof String | typeof Boolean | typeof Number> =
  {
    string: String,
    boolean: Boolean,
    float: Number,
    int: Int,
    long: GraphQLSafeInt,
    dateTime: GraphQLDateTime,
    bytes: String,
    json: GraphQLJSON,
  };

/** Declares an entity type. Everything generated about it (GraphQL, schema, constraints, terms) starts here. */
export function EntityType(kind: EntityKind, options: EntityOptions) {
  return (target: ClassType): void => {
    const [root = target, ...bases] = [...above(target)].reverse();
    defineEntity(kind, target, options);
    for (const base of bases) showFieldsOf(base, target);
    ObjectType(kind, {
      description: options.description,
      implements: root,
      // Nothing stands between a field and its value: thousands of them make a page.
      simpleResolvers: true,
    })(target);
  };
}

/** The classes that a class descends from, the nearest first. The last is the interface of all entities. */
function* above(type: ClassType): Generator<ClassType, void> {
  const base = Object.getPrototypeOf(type) as ClassType;
  if (base === Function.prototype) return;
  yield base;
  yield* above(base);
}

/** GraphQL knows the fields of a type and of its interface; those that an abstract base declares become the type's own. */
function showFieldsOf(base: ClassType, type: ClassType): void {
  const own = declaredBy(type.prototype);
  const { properties, related } = declaredBy(base.prototype);
  for (const [name, options] of properties)
    if (!own.properties.has(name)) showProperty(type.prototype, name, options);
  for (const [name, options] of related)
    if (!own.related.has(name)) showRelated(type.prototype, name, options);
}

/** Declares a property that documents may carry, the graph keeps, and readers see. */
export function Property(options: PropertyOptions): PropertyDecorator {
  return (target, name) => {
    defineProperty(target, String(name), options);
    showProperty(target, String(name), options);
  };
}

function showProperty(target: object, name: string, options: PropertyOptions): void {
  if (options.graphql === false) return;
  const scalar = SCALARS[options.type];
  Field(() => (options.list ? [scalar] : scalar), {
    description: options.description,
    nullable: !options.required && !options.list,
  })(target, name);
}

/** Declares a field that follows an edge. The generic resolver answers it with one query per level. */
export function Related(options: RelatedOptions): PropertyDecorator {
  return (target, name) => {
    defineRelated(target, String(name), options);
    showRelated(target, String(name), options);
  };
}

function showRelated(target: object, name: string, options: RelatedOptions): void {
  const any = [...above(target.constructor as ClassType)].at(-1) ?? (target.constructor as ClassType);
  const type = (): ClassType => (options.kind ? entityDefinition(options.kind).type : any);
  Field(() => (options.list ? [type()] : type()), {
    description: options.description,
    nullable: !options.list && !options.required,
  })(target, name);
}
