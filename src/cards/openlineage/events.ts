import type { LineageFile, TableFile } from '../../catalog/cards/read-lineage.js';
import type { EntityRecord } from '../../catalog/browse/entity-record.js';
import { kindOf, parseId } from '../../model/entity-id.js';
import { contentUuid } from '../document-id.js';
import type { Json } from '../json.js';
import { addressOf, known, textOf } from '../text.js';
import { keyOf, modelDataset, sourcesOf, type Dataset, type Source } from './datasets.js';
import { commonFacets, facet, schemaFacet } from './facets.js';
import { columnLineage, fieldsOf, inputsOf, isKnown, originOf } from './made-from.js';

const SPEC = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs';

/** The events by which OpenLineage tells of one thing. `producer` is the address of the catalog. */
export function eventsOf(file: LineageFile, producer: string): Json[] {
  switch (file.thing.kind) {
    case 'Table':
      return [tableEvent(file, producer)];
    case 'Pipeline':
      return [jobEvent(file, producer)];
    case 'TrainingRun':
      return [runEvent(file, producer)];
    default:
      return [consumerEvent(file, producer)];
  }
}

const event = (type: string, producer: string, at: string, content: Json): Json => ({
  ...{ eventTime: at, producer, schemaURL: `${SPEC}/${type}` },
  ...content,
});

/** When a thing was last said anew, so far as it says so itself. */
const momentOf = (thing: EntityRecord): string =>
  [thing['updatedAt'], thing['lastRunAt'], thing.since]
    .filter((moment): moment is string => typeof moment === 'string')
    .reduce((latest, moment) => (moment > latest ? moment : latest), '');

/** A table, and what it is made from where no pipeline is told to make it. */
function tableEvent({ thing, edges, columns, served }: LineageFile, producer: string): Json {
  const makers = new Set(edges.filter(({ type }) => type === 'PRODUCED_BY').map(({ upstream }) => upstream));
  const origin = originOf(
    edges.filter(({ via }) => via === undefined || !makers.has(via)),
    served,
  );
  const datasetType = textOf(thing['datasetType']);
  const dataset = {
    ...named(thing.id),
    facets: {
      ...commonFacets(producer, thing, 'Dataset'),
      ...known({
        schema: schemaFacet(producer, columns),
        datasetType: datasetType === undefined ? undefined : facet(producer, 'datasetType', { datasetType }),
        columnLineage: columnLineage(producer, origin),
        lineage: isKnown(origin)
          ? facet(producer, 'datasetLineage', {
              inputs: inputsOf(origin.whole, 'DATASET'),
              fields: fieldsOf(origin),
            })
          : undefined,
      }),
    },
  };
  return event('DatasetEvent', producer, momentOf(thing), { dataset });
}

/** A job as it is at present, with what goes into what: not all of its inputs go into all of its outputs. */
function jobEvent({ thing, edges, outputs, served }: LineageFile, producer: string): Json {
  const reads = edges.filter(({ type }) => type === 'READS');
  const made = outputs.map((output) => ({ output, origin: originBy(thing.id, output, served) }));
  const taken = reads.flatMap(({ upstream }) => sourcesOf(upstream, served));
  const own = originOf(reads, served);
  const entries = [
    ...made.map(({ output, origin }) => ({
      ...{ type: 'DATASET', ...named(output.table.id) },
      ...{ inputs: inputsOf(origin.whole, 'DATASET'), fields: fieldsOf(origin) },
    })),
    ...(own.whole.length > 0 ? [{ type: 'JOB', inputs: inputsOf(own.whole, 'DATASET') }] : []),
  ];
  const { jobType, integration } = thing;
  const location = addressOf(thing['sourceCode']);
  const [type, by] = [textOf(jobType), textOf(integration)];
  const job = {
    ...named(thing.id),
    facets: {
      ...commonFacets(producer, thing, 'Job'),
      ...known({
        jobType:
          type === undefined && by === undefined
            ? undefined
            : facet(producer, 'jobType', {
                ...{ processingType: 'BATCH', integration: by ?? 'HEADWATER' },
                ...known({ jobType: type }),
              }),
        sourceCodeLocation:
          location === undefined
            ? undefined
            : facet(producer, 'sourceCodeLocation', { type: 'git', url: location }),
        lineage: facet(producer, 'jobLineage', { entries }),
      }),
    },
  };
  return event('JobEvent', producer, momentOf(thing), {
    job,
    inputs: datasets(taken, producer),
    outputs: made.map(({ output, origin }) => ({
      ...named(output.table.id),
      facets: known({ columnLineage: columnLineage(producer, origin) }),
    })),
  });
}

/** What a pipeline makes a table from. */
const originBy = (pipeline: string, { edges }: TableFile, served: LineageFile['served']) =>
  originOf(
    edges.filter(({ via }) => via === pipeline),
    served,
  );

/** Each dataset once; of a model it is said that it is one. */
function datasets(sources: readonly Source[], producer: string): Json[] {
  const distinct = new Map(sources.map((source) => [keyOf(source), source]));
  return [...distinct.values()].map(({ namespace, name, isModel }) => ({
    ...{ namespace, name },
    facets: isModel ? modelFacets(producer) : {},
  }));
}

const modelFacets = (producer: string): Json => ({
  datasetType: facet(producer, 'datasetType', { datasetType: 'MODEL' }),
});

const STATES: Readonly<Record<string, string>> = {
  FINISHED: 'COMPLETE',
  COMPLETE: 'COMPLETE',
  FAILED: 'FAIL',
  KILLED: 'ABORT',
  RUNNING: 'RUNNING',
};

/** A training run: what it read, in which state, and the versions that it made. */
function runEvent({ thing, edges, versions }: LineageFile, producer: string): Json {
  const [service = '', run = ''] = parseId(thing.id).key;
  const experiment = textOf(thing['experiment']);
  const at = textOf(thing['endedAt']) ?? textOf(thing['startedAt']) ?? thing.since;
  const location = addressOf(thing['gitRepository']);
  const version = textOf(thing['gitCommit']);
  return event('RunEvent', producer, at, {
    eventType: STATES[textOf(thing['status'])?.toUpperCase() ?? ''] ?? 'OTHER',
    run: { runId: runUuid(run, thing.id) },
    job: {
      namespace: `mlflow://${service}`,
      name: experiment === undefined ? 'training' : `training of experiment ${experiment}`,
      facets: {
        ...commonFacets(producer, thing, 'Job'),
        jobType: facet(producer, 'jobType', {
          ...{ processingType: 'BATCH', integration: 'HEADWATER', jobType: 'TRAINING' },
        }),
        ...known({
          sourceCodeLocation:
            location === undefined
              ? undefined
              : facet(producer, 'sourceCodeLocation', { type: 'git', url: location, ...known({ version }) }),
        }),
      },
    },
    inputs: edges.map(({ upstream, digest }) => ({
      ...named(upstream),
      facets: digest === undefined ? {} : { version: facet(producer, 'version', { datasetVersion: digest }) },
    })),
    outputs: versions.map((id): Json => ({ ...modelDataset(id), facets: modelFacets(producer) })),
  });
}

/** Trackers that number runs by 32 hexadecimal digits mean a UUID; for others one follows from the id. */
function runUuid(run: string, id: string): string {
  const [, a, b, c, d, e] =
    /^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/i.exec(run) ?? [];
  return e === undefined ? contentUuid(id) : [a, b, c, d, e].join('-').toLowerCase();
}

/** A dashboard or an application: a dataset of that type, made from what it shows. */
function consumerEvent({ thing, edges, served }: LineageFile, producer: string): Json {
  const origin = originOf(edges, served);
  const dataset = {
    ...named(thing.id),
    facets: {
      ...commonFacets(producer, thing, 'Dataset'),
      datasetType: facet(producer, 'datasetType', { datasetType: kindOf(thing.id).toUpperCase() }),
      ...known({
        columnLineage: columnLineage(producer, origin),
        lineage: isKnown(origin)
          ? facet(producer, 'datasetLineage', { inputs: inputsOf(origin.whole, 'DATASET') })
          : undefined,
      }),
    },
  };
  return event('DatasetEvent', producer, momentOf(thing), { dataset });
}

function named(id: string): Dataset {
  const [namespace = '', name = ''] = parseId(id).key;
  return { namespace, name };
}
