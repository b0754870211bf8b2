import type { EntityExport } from '../catalog/browse/export-entities.js';
import type { Change } from '../catalog/history/change.js';
import { entityIri, partIri } from './iris.js';
import { wellFormed } from './literals.js';
import { agentNode, type JsonLdNode } from './property-values.js';

/** What happened to a thing, as PROV-O has it: activities, and the revisions that they led to. */
export function changeValues(base: string, { root, changes }: EntityExport): { changes?: JsonLdNode[] } {
  if (!changes || changes.length === 0) return {};
  const iri = entityIri(base, root.record.id);
  return { changes: changes.map((change) => changeNode(base, iri, change)) };
}

function changeNode(base: string, entity: string, change: Change): JsonLdNode {
  const { action, at, revision, actor, source, service, run, reason, fields, said, edges, brokenRules } =
    change;
  const iri = partIri(entity, `change-${revision}`);
  return {
    '@id': iri,
    '@type': ['Change', 'prov:Activity'],
    ...{ action, startedAt: at, endedAt: at, revision },
    actor: agentNode(base, actor, ['foaf:Agent', 'prov:Agent']),
    source: wellFormed(source),
    ...(service === undefined ? {} : { service: wellFormed(service) }),
    ...(run === undefined ? {} : { run: wellFormed(run) }),
    ...(reason === undefined ? {} : { reason: wellFormed(reason) }),
    ...(fields.length > 0 ? { fields } : {}),
    ...(said.length > 0 ? { said } : {}),
    ...(edges.length > 0 ? { edgeChanges: edges } : {}),
    ...(brokenRules.length > 0 ? { brokenRules: brokenRules.map(wellFormed) } : {}),
    generated: {
      '@id': partIri(entity, `revision-${revision}`),
      '@type': ['Revision', 'prov:Entity'],
      revision,
      specializationOf: entity,
      generatedBy: iri,
      // A thing that is mentioned before it is stated begins at revision 0, which nobody made.
      ...(revision > 1 ? { revisionOf: partIri(entity, `revision-${revision - 1}`) } : {}),
    },
  };
}
