import type { EntityRecord } from '../catalog/browse/entity-record.js';
import type { ExportedNode } from '../catalog/browse/export-entities.js';
import type { EntityKind } from '../model/entities.js';
import { entityDefinition } from '../model/registry.js';
import { isIri } from './iris.js';
import { asCurie, type Curie } from './vocabularies.js';

type Neighbours = ReadonlyMap<string, ExportedNode>;
type Condition = (node: ExportedNode, neighbours: Neighbours) => boolean;

/**
 * Classes whose profile demands what the catalog may not know: each is claimed only where it is known, so
 * that nothing has to be invented and whoever validates an export finds no fault in it. A thing that lacks
 * something keeps its other classes. A dcat:Dataset is not here: what it demands follows from any table.
 */
const CONDITIONS: Partial<Record<Curie, Condition>> = {
  'it6:MachineLearningModel': isMachineLearningModel,
  'it6:File': ({ record }) => isFile(record),
  'it6:Feature': ({ record }) => typeof record['dataType'] === 'string',
  'dcat:DataService': isDataService,
  'dcat:Catalog': ({ record }) =>
    typeof record['description'] === 'string' && publisherOf(record) !== undefined,
  'dqv:QualityMeasurement': ({ record }) => typeof record['value'] === 'number',
};

/** Whether things of a kind are of that class only where the catalog knows what it demands. */
export const isClaimedWhereKnown = (name: Curie): boolean => CONDITIONS[name] !== undefined;

/** The classes of a thing in other vocabularies, as far as what stands with it bears them out. */
export function claimedClasses(node: ExportedNode, neighbours: Neighbours): Curie[] {
  return classesOf(node.record.kind).filter((name) => CONDITIONS[name]?.(node, neighbours) ?? true);
}

const classes = new Map<EntityKind, readonly Curie[]>();

function classesOf(kind: EntityKind): readonly Curie[] {
  const known = classes.get(kind) ?? entityDefinition(kind).classes.map(asCurie);
  classes.set(kind, known);
  return known;
}

/** it6:File demands where the file lies; its format may be that of any file. */
export const isFile = (record: EntityRecord | undefined): record is EntityRecord => isIri(record?.['uri']);

/** When a version came to be: where no other date is given, when it was registered. */
export const createdAt = (record: EntityRecord): unknown => record['createdAt'] ?? record['registeredAt'];

/** A catalog has one publisher: the one who answers for it, where it is one. */
export function publisherOf({ owners }: EntityRecord): string | undefined {
  return Array.isArray(owners) && owners.length === 1 ? String(owners[0]) : undefined;
}

/** it6:MachineLearningModel demands training data, a file and a date; the rest every version has. */
function isMachineLearningModel({ record, edges, children }: ExportedNode, neighbours: Neighbours): boolean {
  const isTrained = edges.some(({ type, upstream }) => type === 'TRAINED_ON' && neighbours.has(upstream));
  const hasFile = children.some(({ child }) => isArtifactFile(neighbours.get(child)));
  return isTrained && hasFile && createdAt(record) !== undefined;
}

const isArtifactFile = (node: ExportedNode | undefined): boolean =>
  node?.record.kind === 'Artifact' && isFile(node.record);

/** dcat:DataService demands where it answers, and that what it serves are models by the profile's terms. */
function isDataService({ record, edges }: ExportedNode, neighbours: Neighbours): boolean {
  const served = edges
    .filter(({ type }) => type === 'SERVES')
    .map(({ upstream }) => neighbours.get(upstream));
  return isIri(record['url']) && served.every((node) => node && isMachineLearningModel(node, neighbours));
}
