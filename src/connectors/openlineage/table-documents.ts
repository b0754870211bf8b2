import type { EntityDocument } from '../../model/document.js';
import { EdgeSet } from './edge-set.js';
import { edgeToColumn, edgeToDataset } from './edges.js';
import type { Named } from './event.js';
import { keyOf } from './identity.js';
import { stated } from '../stated.js';
import { labelled } from './labelled.js';
import type { TracedWrite, View } from './view.js';

const MADE_FROM = { data: 'DERIVED_FROM', model: 'PREDICTED_BY' } as const;

/** The tables, with what each is made from as a whole. What is known of columns stands at the columns, too. */
export function* tableDocuments(view: View): Generator<EntityDocument> {
  for (const { namespace, name, facets } of view.datasets) {
    if (view.roles.of({ namespace, name }).is !== 'table') continue;
    const edges = new EdgeSet();
    for (const write of view.writes.get(keyOf({ namespace, name })) ?? []) addWrite(edges, write, view);
    yield {
      kind: 'Table',
      namespace,
      table: name,
      ...stated({
        datasetType: facets.datasetType?.value,
        description: facets.documentation?.value,
        owners: facets.ownership?.value,
        ...labelled(facets.tags?.value),
        otherNames: view.otherNames.get(keyOf({ namespace, name }))?.map(inWords),
      }),
      ...edges.toProperty(),
    };
  }
}

/** As OpenLineage writes the two in one. */
const inWords = ({ namespace, name }: Named): string => `${namespace}/${name}`;

function addWrite(edges: EdgeSet, { inputs, mapping, via }: TracedWrite, { roles }: View): void {
  const traced = via === undefined ? {} : { via };
  if (via !== undefined) edges.add({ type: 'PRODUCED_BY', upstream: via });
  for (const input of inputs) {
    const edge = edgeToDataset(roles, input, MADE_FROM);
    if (edge) edges.add({ ...edge, ...traced });
  }
  for (const input of mapping?.whole ?? []) {
    // That the table as a whole depends on a model was said above; how is a matter of columns.
    const edge = edgeToColumn(roles, input, { data: 'DERIVED_FROM' });
    if (edge) edges.add({ ...edge, ...traced });
  }
}
