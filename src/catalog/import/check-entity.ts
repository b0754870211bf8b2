import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { EdgeStatement, EntityDocument } from '../../model/document.js';
import { entityDefinition } from '../../model/registry.js';
import { STATED_TYPES } from '../../model/relations.js';
import { CHANGE_ACTIONS, changedFields, EDGE_CHANGES } from '../history/change.js';
import { effectiveDocument } from '../ingest/claims.js';
import { validateDocument } from '../ingest/document-validator.js';
import { sameDocument, withSetsInOrder } from './comparable.js';
import type { ImportedEdge, ImportedEntity } from './imported-entity.js';

/** What is wrong with a thing, and which part of its document says so. */
export interface Wrong {
  /** JSON pointer into what the thing's own document would be. */
  readonly pointer: string;
  readonly reason: string;
}

const field = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string', maxLength: 200 } },
};
const shortText = { type: 'string', maxLength: 10_000 };

const isChange = (() => {
  const ajv = new Ajv2020({ strict: true, strictTypes: false });
  // The default export of a CommonJS module, seen from an ES module.
  (addFormats as unknown as (instance: Ajv2020) => void)(ajv);
  return ajv.compile({
    type: 'object',
    properties: {
      action: { enum: CHANGE_ACTIONS },
      revision: { type: 'integer', minimum: 0 },
      ...{
        at: { type: 'string', format: 'date-time' },
        source: shortText,
        actor: shortText,
        reason: shortText,
      },
      fields: { type: 'array', items: field },
      said: { type: 'array', items: field },
      edges: {
        type: 'array',
        items: {
          type: 'object',
          required: ['type', 'upstream', 'change'],
          properties: { type: { enum: STATED_TYPES }, upstream: shortText, change: { enum: EDGE_CHANGES } },
        },
      },
    },
  });
})();

/**
 * Checks a thing as documents of sources are checked: by the schema of its kind, its key, and what its edges may lead
 * to. @returns what is wrong first, or nothing.
 */
export function checkEntity(entity: ImportedEntity): Wrong | undefined {
  const { id, kind, document, claims, changes } = entity;
  const edges = [...entity.edges, ...entity.past].map(statementOf);
  const stated = [...edges, ...entity.pending.map(({ statement }) => statement)];
  const wrong = checkDocument(id, stated.length > 0 ? { ...document, edges: stated } : document);
  if (wrong)
    return {
      ...wrong,
      pointer: wrong.pointer.replace(/^\/edges\/(\d+)/, (_, index: string) => placeOf(entity, Number(index))),
    };
  if (entity.revision < 0) return { pointer: '/revision', reason: 'is below 0' };
  if (new Set(claims.map(({ source }) => source)).size < claims.length)
    return { pointer: '/claims', reason: 'says twice what one source states' };
  if (claims.length === 0 && statesMoreThanKey(document))
    return { pointer: '/claims', reason: 'is missing: it has values that nobody states' };
  if (claims.length > 1) {
    for (const [index, { body }] of claims.entries()) {
      const bad =
        body.kind === kind ? checkDocument(id, body) : { pointer: '/kind', reason: `must be ${kind}` };
      if (bad) return { ...bad, pointer: `/claims/${index}/body${bad.pointer}` };
    }
    const effective = effectiveDocument(claims);
    if (!sameDocument(kind, effective, document)) {
      const [name = ''] = changedFields(kind, withSetsInOrder(kind, effective), document).map(
        (change) => change.name,
      );
      return { pointer: `/${name}`, reason: 'is not what the claims of its sources come to' };
    }
  }
  const bad = changes.findIndex((change) => !isChange(change));
  return bad < 0 ? undefined : { pointer: `/changes/${bad}`, reason: 'is no record of a change' };
}

function checkDocument(id: string, document: EntityDocument): Wrong | undefined {
  const checked = validateDocument(document);
  if (!checked.ok) return checked.rejection;
  return checked.id === id
    ? undefined
    : { pointer: '/identifier', reason: `must be ${checked.id}, as its key is` };
}

function statementOf({ type, upstream, via, properties }: ImportedEdge): EdgeStatement {
  const { declaredBy: _, ...said } = properties;
  const stated = Object.entries(said).filter(([, value]) => value !== undefined);
  return { type, upstream, ...(via === '' ? {} : { via }), ...(Object.fromEntries(stated) as object) };
}

/** Where the edge stands among those that hold, those that have ended and those that wait. */
function placeOf({ edges, past }: ImportedEntity, index: number): string {
  if (index < edges.length) return `/edges/${index}`;
  return index < edges.length + past.length
    ? `/past/${index - edges.length}`
    : `/pending/${index - edges.length - past.length}`;
}

function statesMoreThanKey(document: EntityDocument): boolean {
  const { key } = entityDefinition(document.kind);
  return Object.keys(document).some((name) => name !== 'kind' && !key.includes(name));
}
