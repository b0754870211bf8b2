import { notFound } from '../../errors.js';
import type { EntityKind } from '../../model/entity-kinds.js';
import type { CatalogClient } from '../catalog-client.js';
import { dataOf } from '../graphql-result.js';

/** The one thing that an id or a name means. @throws NOT_FOUND with what comes near, BAD_INPUT where it means several. */
export async function meantBy(
  client: CatalogClient,
  text: string,
): Promise<{ readonly id: string; readonly kind: EntityKind }> {
  const { entity } = dataOf<{ entity: { id: string; kind: EntityKind } | null }>(
    await client.query('query Meant($id: ID!) { entity(id: $id) { id kind } }', { id: text }),
  );
  if (!entity) throw notFound(text);
  return entity;
}
