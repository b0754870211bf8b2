import type { ImportedEntity, Place, ReadEntity, Refusal } from '../../catalog/import/imported-entity.js';
import type { LinkedDataForm } from '../parse/form-of.js';
import type { Chunks } from '../parse/read-text.js';
import { baseOfNode, decodeEntity, furtherChanges } from './decode-entity.js';
import type { Found } from './found.js';
import { idOfIri } from './names-of-iris.js';
import type { FoundNode } from './plain-nodes.js';
import { readJsonLd, readNdjson } from './read-json.js';
import { readRdf } from './read-rdf.js';
import { RefusedNode } from './refused.js';

export interface ReadExportOptions {
  readonly form: LinkedDataForm;
  /** What the IRIs of its things begin with. Left out: that of the first, by which all others are judged. */
  readonly base?: string;
}

/**
 * The things of an export of a Headwater catalog, in the order in which they stand in it, whatever its form. Only what
 * is written whole is a thing of its own; what others mention in brief is not.
 * @param open opens the text from its beginning, as often as it is asked to.
 * @throws BAD_INPUT with line and column, or the processor's code, where the text is not what its form says; TOO_LARGE.
 */
export async function* readExport(
  open: () => Chunks,
  { form, base: wanted }: ReadExportOptions,
): AsyncGenerator<ReadEntity, void, undefined> {
  const reader = new ThingReader(wanted);
  for await (const found of thingsIn(form, open)) yield* reader.take(found);
  yield* reader.rest();
}

/** Holds one thing back: further parts of its history may follow it. */
class ThingReader {
  private held: Extract<ReadEntity, { entity: ImportedEntity }> | undefined;

  constructor(private base: string | undefined) {}

  take(found: Found): ReadEntity[] {
    try {
      if (found.refused) throw found.refused;
      if (found.node.isFurther) return this.append(found.node);
      const own = baseOfNode(found.node);
      this.base ??= own;
      if (own !== this.base)
        throw new RefusedNode(
          found.node.iri,
          '/@id',
          `is of a catalog at ${own}, and not at ${this.base}; --base says which is meant`,
        );
      const entity = decodeEntity(found.node, this.base);
      const done = this.rest();
      this.held = { entity, place: placeOf(found, '') };
      return done;
    } catch (error) {
      if (error instanceof RefusedNode) return [...this.rest(), { refusal: refusalOf(found, error) }];
      throw error;
    }
  }

  rest(): ReadEntity[] {
    const done = this.held ? [this.held] : [];
    this.held = undefined;
    return done;
  }

  private append(node: FoundNode): [] {
    const { held, base = '' } = this;
    if (held === undefined || idOfIri(base, node.iri) !== held.entity.id)
      throw new RefusedNode(
        node.iri,
        '/changes',
        'has changes, and does not follow the thing that they are of',
      );
    const changes = [...held.entity.changes, ...furtherChanges(node, held.entity.id, base)];
    this.held = { ...held, entity: { ...held.entity, changes } };
    return [];
  }
}

function thingsIn(form: LinkedDataForm, open: () => Chunks): AsyncGenerator<Found, void, undefined> {
  switch (form) {
    case 'ndjson':
      return readNdjson(open());
    case 'jsonld':
      return readJsonLd(open);
    case 'nquads':
    case 'turtle':
      return readRdf(form, open);
  }
}

function placeOf({ node, line }: Found, key: string): Place {
  const pointer = node?.pointer === undefined ? undefined : node.pointer + key;
  return { ...(line === undefined ? {} : { line }), ...(pointer === undefined ? {} : { pointer }) };
}

const refusalOf = (found: Found, { node, key, reason }: RefusedNode): Refusal => ({
  pointer: key,
  ...placeOf(found, key),
  node: node.slice(0, 500),
  reason,
});
