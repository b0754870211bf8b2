import { takeColumns } from './columns.js';
import { describeCroissant, hasRecordSets, takeCroissant } from './croissant.js';
import type { Draft } from './draft.js';
import { takeMeasurements } from './measurements.js';
import { describeModel, takeModel } from './models.js';
import { describeEntity, linkDerivations, takeActivities, takeEntities } from './provenance.js';
import { describeRun, producedBy, takeExperiments, takeRun } from './runs.js';
import { takeCatalog, takeDataService } from './services.js';
import { describeTable, takeTable } from './tables.js';
import { cr, dcat, fair4ml, it6, mls, prov, schema } from './terms.js';
import type { Vocabulary } from './vocabularies-in.js';

const MODELS = [it6('MachineLearningModel'), fair4ml('MLModel'), mls('Model')];
const DATASETS = [dcat('Dataset'), mls('Dataset'), mls('Data')];

/**
 * Makes of a document's nodes what they are in the catalog: first each thing by its name, so that whatever refers to it
 * finds it, then what each says, then how they hang together.
 */
export function takeAll(draft: Draft, vocabularies: readonly Vocabulary[]): void {
  const reads = (...wanted: readonly Vocabulary[]): boolean =>
    wanted.some((each) => vocabularies.includes(each));
  const { graph } = draft;
  if (reads('croissant')) takeCroissant(draft);
  if (reads('mldcat', 'dcat', 'mls', 'croissant'))
    for (const node of graph.ofClass(...DATASETS, schema('Dataset')))
      if (!hasRecordSets(node)) takeTable(draft, node);
  const tables = draft.things.filter(
    ({ kind, node }) => kind === 'Table' && !node.isA(cr('RecordSet'), cr('FileObject'), cr('FileSet')),
  );
  for (const table of tables) takeColumns(draft, table);
  const models = reads('mldcat', 'mls')
    ? graph.ofClass(...MODELS).flatMap((node) => takeModel(draft, node) ?? [])
    : [];
  const runs = reads('mldcat', 'mls', 'prov')
    ? graph
        .inOrder(
          (node) =>
            node.isA(mls('Run'), it6('Run')) ||
            (node.isA(prov('Activity')) && producedBy(draft, node).length > 0),
        )
        .flatMap((node) => takeRun(draft, node) ?? [])
    : [];
  if (reads('prov')) takeEntities(draft);

  for (const table of draft.things.filter(
    ({ kind, node }) => kind === 'Table' && !node.isA(cr('RecordSet'), cr('FileObject'), cr('FileSet')),
  )) {
    describeTable(draft, table);
    describeEntity(draft, table);
  }
  for (const model of models) describeModel(draft, model);
  for (const run of runs) describeRun(draft, run);
  for (const model of models) takeMeasurements(draft, model);
  takeExperiments(draft);
  if (reads('mldcat', 'dcat')) {
    for (const node of graph.ofClass(dcat('DataService'))) takeDataService(draft, node);
    for (const node of graph.ofClass(dcat('Catalog'))) takeCatalog(draft, node);
  }
  if (reads('croissant')) describeCroissant(draft);
  if (reads('prov')) {
    takeActivities(draft);
    linkDerivations(draft);
  }
}
