import { badInput } from '../../errors.js';
import type { EntityKind } from '../../model/entity-kinds.js';
import type { CatalogClient } from '../catalog-client.js';
import { dataOf } from '../graphql-result.js';
import { fieldArguments } from './field-arguments.js';

const PRESENT = `query Present($id: ID!) { entity(id: $id) { revision statements { properties } } }`;

interface Present {
  readonly entity: {
    readonly revision: number;
    readonly statements: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
  };
}

/**
 * Lists of a thing with words put in and taken out, and the revision at which they were read: written at that
 * revision alone, nobody's word is lost. Nothing where no word is put in or taken out.
 */
export async function changedLists(
  client: CatalogClient,
  { id, kind }: { readonly id: string; readonly kind: EntityKind },
  add: readonly string[],
  remove: readonly string[],
): Promise<{ values: Record<string, unknown>; revision?: number }> {
  if (add.length + remove.length === 0) return { values: {} };
  const [added, removed] = [await fieldArguments(kind, add), await fieldArguments(kind, remove)];
  const { revision, statements } = dataOf<Present>(await client.query(PRESENT, { id })).entity;
  const fields = [...new Set([...Object.keys(added), ...Object.keys(removed)])];
  const values = fields.map((field) => {
    const [more, less] = [listOf(added[field], field), listOf(removed[field], field)];
    // Of each property the first word is in force.
    const present = statements.find(({ properties }) => properties[field] !== undefined)?.properties[field];
    const kept = listOf(present, field).filter((word) => !less.includes(word));
    return [field, [...new Set([...kept, ...more])]] as const;
  });
  return { values: Object.fromEntries(values), revision };
}

function listOf(value: unknown, field: string): unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw badInput(`${field} is no list: use --set.`);
  return value;
}
