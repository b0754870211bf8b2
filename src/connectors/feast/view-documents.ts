import type { EdgeStatement, EntityDocument } from '../../model/document.js';
import { document } from '../document.js';
import { edgeTo } from '../edge-to.js';
import { text } from '../filled-text.js';
import { viewTable } from './names.js';
import { sourceColumn, sourceTable, type Naming, type SourceTable } from './source-table.js';
import type { TableRegister } from './table-register.js';
import { distinctEdges, fields, isFields, labels, list, moment, owners, type Fields } from './values.js';

/** The rule by which a feature that is computed on demand is taken to be made of all that the view is given. */
export const ON_DEMAND_RULE = 'any-input-of-on-demand-view';

/** The column of a view that has no entity: Feast's own, in no table. */
const DUMMY_KEY = '__dummy_id';

/** A feature view as the registry has it. */
interface View {
  readonly name: string;
  readonly spec: Fields;
  readonly meta: Fields;
  readonly naming: Naming;
  /** What its rows are read from, stream and batch, with the table that it is. */
  readonly sources: readonly { readonly source: Fields; readonly table: SourceTable }[];
}

/** The feature table that a view is and its features; notes the columns that it reads. */
export function* viewDocuments(
  row: Fields,
  name: string,
  naming: Naming,
  tables: TableRegister,
): Generator<EntityDocument> {
  const spec = fields(row['spec']);
  const sources = [spec['batchSource'], spec['streamSource']].filter(isFields).flatMap((source) => {
    const table = sourceTable(source, naming);
    // What is pushed ends up in the batch source, which stands there too.
    return table && source['type'] !== 'PUSH_SOURCE' ? [{ source, table }] : [];
  });
  const view: View = { name, spec, meta: fields(row['meta']), naming, sources };
  for (const { source, table } of sources) tables.addColumns(table, columnsOf(view, source));
  yield tableDocument(view);
  yield* featureDocuments(view);
}

function columnsOf(view: View, source: Fields): string[] {
  const made = isTransformed(view) ? [] : featureNames(view.spec);
  const stamps = [source['timestampField'], source['createdTimestampColumn']].flatMap(
    (name) => text(name) ?? [],
  );
  return [...made, ...entityKeys(view.spec), ...stamps].map((name) => sourceColumn(source, name));
}

const featureNames = (spec: Fields): string[] =>
  list(spec['features']).flatMap(({ name }) => text(name) ?? []);

const entityKeys = (spec: Fields): string[] =>
  list(spec['entityColumns'])
    .flatMap(({ name }) => text(name) ?? [])
    .filter((name) => name !== DUMMY_KEY);

/** Whether features are computed on the way from the source, so that they are not columns of it. */
const isTransformed = ({ spec }: View): boolean =>
  ['featureTransformation', 'userDefinedFunction', 'aggregations'].some((key) => spec[key] !== undefined);

function tableDocument({ name, spec, meta, naming, sources }: View): EntityDocument {
  const { options, project } = naming;
  const keys = entityKeys(spec);
  return document('MLFeatureTable', {
    service: options.service,
    featureTable: viewTable(project, name),
    name,
    description: text(spec['description']),
    tags: labels(spec['tags']),
    owners: owners(spec['owner']),
    createdAt: moment(meta['createdTimestamp']),
    updatedAt: moment(meta['lastUpdatedTimestamp']),
    entityKeys: keys.length > 0 ? keys : undefined,
    onlineStore: spec['online'] === true ? options.onlineStore : undefined,
    offlineStore: sources.length > 0 ? (options.offlineStore ?? sources[0]?.table.store) : undefined,
    edges: distinctEdges([
      ...sources.map(({ table }) => edgeTo('DERIVED_FROM', 'Table', [table.namespace, table.table])),
      ...[...givenViews(spec)].map((given) =>
        edgeTo('DERIVED_FROM', 'MLFeatureTable', [options.service, viewTable(project, given.view)]),
      ),
    ]),
  });
}

function* featureDocuments(view: View): Generator<EntityDocument> {
  const { name, spec, naming } = view;
  const seen = new Set<string>();
  for (const [position, feature] of list(spec['features']).entries()) {
    const called = text(feature['name']);
    if (called === undefined || seen.has(called)) continue;
    seen.add(called);
    yield document('StoredFeature', {
      service: naming.options.service,
      featureTable: viewTable(naming.project, name),
      feature: called,
      dataType: text(feature['valueType']),
      description: text(feature['description']),
      tags: labels(feature['tags']),
      position,
      edges: distinctEdges(sourcesOf(view, called)),
    });
  }
}

/** What a feature is made from: a column of each source, the features that its view is given, or else the view itself. */
function sourcesOf(view: View, feature: string): (EdgeStatement | undefined)[] {
  const { name, spec, naming, sources } = view;
  const { service } = naming.options;
  const given = givenViews(spec).flatMap(({ view: other, features }) =>
    features.map((input) =>
      edgeTo('DERIVED_FROM', 'StoredFeature', [service, viewTable(naming.project, other), input], {
        stated: 'INFERRED',
        rule: ON_DEMAND_RULE,
      }),
    ),
  );
  if (given.length > 0) return given;
  // How it is computed is code: that it comes from what its view comes from is all that is recorded.
  if (isTransformed(view) || sources.length === 0)
    return [edgeTo('DERIVED_FROM', 'MLFeatureTable', [service, viewTable(naming.project, name)])];
  return sources.map(({ source, table }) =>
    edgeTo('DERIVED_FROM', 'Column', [table.namespace, table.table, sourceColumn(source, feature)]),
  );
}

/** The views that this one computes from: what a view on demand is given, or the views below one that stands on others. */
function givenViews(spec: Fields): { view: string; features: string[] }[] {
  const projections = Object.values(fields(spec['sources']))
    .map((source) => fields(fields(source)['featureViewProjection']))
    .flatMap((projection) => {
      const view = text(projection['featureViewName']);
      return view === undefined ? [] : [{ view, features: columnNames(projection) }];
    });
  const below = list(spec['sourceViews']).flatMap(({ name }) => {
    const view = text(name);
    return view === undefined ? [] : [{ view, features: [] }];
  });
  return [...projections, ...below];
}

const columnNames = (projection: Fields): string[] =>
  list(projection['featureColumns']).flatMap(({ name }) => text(name) ?? []);
