import type { EntityDocument } from '../../model/document.js';
import { entityId } from '../../model/entity-id.js';
import { inputColumnsOf, type CurrentJob } from './current-jobs.js';
import type { ConsumerKind } from './dataset-roles.js';
import { EdgeSet } from './edge-set.js';
import { edgeToColumn, edgeToDataset } from './edges.js';
import type { Named } from './event.js';
import type { DatasetRecord } from './event-log.js';
import { compare, keyOf } from './identity.js';
import { jobProperties } from './pipeline-documents.js';
import { stated } from '../stated.js';
import { labelled } from './labelled.js';
import { ownConsumerKind, type View } from './view.js';

const CONSUMES = { data: 'CONSUMES' } as const;

interface Consumer {
  readonly kind: ConsumerKind;
  readonly named: Named;
  readonly edges: EdgeSet;
  properties: Record<string, unknown>;
  refreshedAt?: string;
}

/**
 * Dashboards and applications: datasets of that type that a job refreshes, and jobs of that type that write
 * nothing. Both may tell of the same one.
 */
export function* consumerDocuments(view: View): Generator<EntityDocument> {
  const consumers = new Map<string, Consumer>();
  for (const dataset of view.datasets) addDataset(consumers, dataset, view);
  for (const current of view.jobs) addJob(consumers, current, view);
  for (const [, consumer] of [...consumers].sort(([a], [b]) => compare(a, b))) yield toDocument(consumer);
}

function addDataset(consumers: Map<string, Consumer>, dataset: DatasetRecord, { roles, writes }: View): void {
  const role = roles.of(dataset);
  if (role.is !== 'consumer') return;
  const consumer = consumerOf(consumers, role.kind, dataset);
  const { documentation, ownership, tags } = dataset.facets;
  addProperties(consumer, {
    description: documentation?.value,
    owners: ownership?.value,
    ...labelled(tags?.value),
  });
  for (const { inputs, mapping, at } of writes.get(keyOf(dataset)) ?? []) {
    for (const input of inputs) consumer.edges.add(edgeToDataset(roles, input, CONSUMES));
    for (const input of mapping ? inputColumnsOf(mapping) : []) {
      consumer.edges.add(edgeToColumn(roles, input, CONSUMES));
    }
    addRefresh(consumer, at);
  }
}

function addJob(consumers: Map<string, Consumer>, current: CurrentJob, { roles }: View): void {
  const kind = ownConsumerKind(current);
  if (!kind) return;
  const consumer = consumerOf(consumers, kind, current.job);
  addProperties(consumer, jobProperties(current.job.facets));
  for (const input of current.reads) consumer.edges.add(edgeToDataset(roles, input, CONSUMES));
  addRefresh(consumer, current.newest.at);
}

function consumerOf(
  consumers: Map<string, Consumer>,
  kind: ConsumerKind,
  { namespace, name }: Named,
): Consumer {
  const id = entityId(kind, namespace, name);
  const known = consumers.get(id) ?? {
    kind,
    named: { namespace, name },
    edges: new EdgeSet(),
    properties: {},
  };
  consumers.set(id, known);
  return known;
}

/** What was said of the thing itself goes before what the job says that feeds it. */
function addProperties(consumer: Consumer, properties: Record<string, unknown>): void {
  consumer.properties = { ...stated(properties), ...consumer.properties };
}

function addRefresh(consumer: Consumer, at: string | undefined): void {
  if (at !== undefined && at > (consumer.refreshedAt ?? '')) consumer.refreshedAt = at;
}

function toDocument({ kind, named, edges, properties, refreshedAt }: Consumer): EntityDocument {
  return {
    kind,
    service: named.namespace,
    [kind === 'Dashboard' ? 'dashboard' : 'application']: named.name,
    ...properties,
    ...stated({ lastRefreshedAt: refreshedAt }),
    ...edges.toProperty(),
  };
}
