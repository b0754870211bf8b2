import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';
import { Entity } from '../model/entity.js';
import { declaredBy, entityDefinition, isEntityKind, type EntityDefinition } from '../model/registry.js';
import type { RelationType } from '../model/relations.js';

/** What a document asks for of the entities at one field. */
export interface Selection {
  /** Their properties, so that no more is read than is shown; undefined where it cannot be told. */
  readonly properties: readonly string[] | undefined;
  /** The relations that their fields follow, so that these can be asked for all at once. */
  readonly follows: readonly Follow[];
}

export interface Follow {
  readonly relation: RelationType;
  readonly direction: 'out' | 'in';
  readonly properties: readonly string[] | undefined;
}

/**
 * What a field with a resolver of its own says of itself, by `@Extensions`: which properties of its thing it reads,
 * which relation it follows, and by which fields of its answer one comes to the things that it finds.
 */
export interface FieldReach {
  readonly reads: readonly string[];
  readonly follows?: Pick<Follow, 'relation' | 'direction'> & { readonly path: readonly string[] };
}

/** Every entity has these beside what its type declares. */
const OWN_FIELDS = ['id', 'kind', 'since', 'until', 'revision'];

type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'returnType' | 'schema' | 'fragments'>;

/** Of one execution: one list of nodes stands for all the things at its place of the document. */
const known = new WeakMap<readonly FieldNode[], Selection>();

/** `path` leads from the field to the entities: `nodes` of a page. */
export function selectionOf(info: Info, ...path: readonly string[]): Selection {
  const made = known.get(info.fieldNodes) ?? new SelectionReading(info).read(path);
  known.set(info.fieldNodes, made);
  return made;
}

class SelectionReading {
  private readonly properties = new Set<string>();
  private readonly follows: Follow[] = [];
  private whole = false;

  constructor(private readonly info: Info) {}

  read(path: readonly string[]): Selection {
    const type = getNamedType(this.info.returnType);
    for (const { selectionSet } of this.info.fieldNodes) this.readSet(selectionSet, type, path);
    return { properties: this.whole ? undefined : [...this.properties], follows: this.follows };
  }

  private readSet(
    set: SelectionSetNode | undefined,
    type: GraphQLNamedType | undefined,
    path: readonly string[],
  ): void {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        this.readField(selection, type, path);
        continue;
      }
      const { fragments, schema } = this.info;
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value] : selection;
      const on = fragment?.typeCondition?.name.value;
      this.readSet(fragment?.selectionSet, on === undefined ? type : schema.getType(on), path);
    }
  }

  private readField(node: FieldNode, type: GraphQLNamedType | undefined, path: readonly string[]): void {
    const name = node.name.value;
    if (name === '__typename' || !(isObjectType(type) || isInterfaceType(type))) return;
    const field = type.getFields()[name];
    const [next, ...beyond] = path;
    if (next !== undefined) {
      // Beside the things stands what is asked of their page; the edges of a page lead to the things as well.
      if (name === next) this.readSet(node.selectionSet, field && getNamedType(field.type), beyond);
      else if (name === 'edges') this.whole = true;
      return;
    }
    const reach = reachOf(type.name, name) ?? (field?.extensions['reach'] as FieldReach | undefined);
    if (!field || !reach) {
      this.whole = true;
      return;
    }
    for (const property of reach.reads) this.properties.add(property);
    if (!reach.follows) return;
    const { relation, direction, path: further } = reach.follows;
    const info = { ...this.info, fieldNodes: [node], returnType: field.type };
    const { properties } = new SelectionReading(info).read(further);
    this.follows.push({ relation, direction, properties });
  }
}

/** What the model says of a field. */
function reachOf(type: string, field: string): FieldReach | undefined {
  if (OWN_FIELDS.includes(field)) return { reads: [field] };
  const declared = declarationsOf(type);
  const related = declared?.related.get(field);
  if (related) {
    const { relation, direction } = related;
    return { reads: ['id'], follows: { relation, direction, path: [] } };
  }
  const property = declared?.properties.get(field);
  return property && property.graphql !== false ? { reads: [field] } : undefined;
}

function declarationsOf(type: string): Pick<EntityDefinition, 'properties' | 'related'> | undefined {
  if (isEntityKind(type)) return entityDefinition(type);
  return type === Entity.name ? declaredBy(Entity.prototype) : undefined;
}
