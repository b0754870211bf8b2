import type { EntityDocument } from '../../model/document.js';
import { document } from '../document.js';
import { edgeTo } from '../edge-to.js';
import { text } from '../filled-text.js';
import { serviceTable, servedNames, viewTable } from './names.js';
import type { Naming } from './source-table.js';
import { distinctEdges, fields, labels, list, moment, owners, type Fields } from './values.js';

/** A feature service: the features that are served together to a model, each made from that of its view. */
export function* serviceDocuments(
  row: Fields,
  name: string,
  { options, project }: Naming,
): Generator<EntityDocument> {
  const spec = fields(row['spec']);
  const meta = fields(row['meta']);
  const { service } = options;
  const featureTable = serviceTable(project, name);
  const taken = list(spec['features']).flatMap((projection) => {
    const view = text(projection['featureViewName']);
    const known = text(projection['featureViewNameAlias']) ?? view;
    if (view === undefined || known === undefined) return [];
    return list(projection['featureColumns']).flatMap((column) => {
      const feature = text(column['name']);
      return feature === undefined ? [] : [{ view: known, of: view, feature, column }];
    });
  });
  yield document('MLFeatureTable', {
    service,
    featureTable,
    name,
    description: text(spec['description']),
    tags: labels(spec['tags']),
    owners: owners(spec['owner']),
    createdAt: moment(meta['createdTimestamp']),
    updatedAt: moment(meta['lastUpdatedTimestamp']),
    edges: distinctEdges(
      taken.map(({ of }) => edgeTo('DERIVED_FROM', 'MLFeatureTable', [service, viewTable(project, of)])),
    ),
  });
  const names = servedNames(taken);
  const seen = new Set<string>();
  for (const [position, { of, feature, column }] of taken.entries()) {
    const served = names[position] ?? feature;
    if (seen.has(served)) continue;
    seen.add(served);
    yield document('StoredFeature', {
      service,
      featureTable,
      feature: served,
      dataType: text(column['valueType']),
      description: text(column['description']),
      position,
      edges: distinctEdges([
        edgeTo('DERIVED_FROM', 'StoredFeature', [service, viewTable(project, of), feature], {
          transformations: ['DIRECT/IDENTITY'],
        }),
      ]),
    });
  }
}
