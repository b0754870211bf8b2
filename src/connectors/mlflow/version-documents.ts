import type { EntityDocument } from '../../model/document.js';
import { document } from '../document.js';
import { edgeTo } from '../edge-to.js';
import { text } from '../filled-text.js';
import { algorithmOf } from './algorithm.js';
import { artifactDocuments } from './artifact-documents.js';
import { mergedEdges } from './edges.js';
import { versionInputs } from './feast-features.js';
import { featureDocuments } from './feature-documents.js';
import { metricDocuments } from './metric-documents.js';
import { parameterDocuments } from './parameter-documents.js';
import { datasetEdges } from './run-document.js';
import { customaryProperties, labels, tagValue } from './tags.js';
import { isoTime, withoutCredentials } from './values.js';
import { versionMetadata } from './version-metadata.js';
import { versionKey, type VersionFacts } from './version-facts.js';

/** The version, its features, parameters, metrics and files. */
export function versionDocuments(facts: VersionFacts): EntityDocument[] {
  return [
    versionDocument(facts),
    ...featureDocuments(facts),
    ...parameterDocuments(facts),
    ...metricDocuments(facts),
    ...artifactDocuments(facts),
  ];
}

function versionDocument(facts: VersionFacts): EntityDocument {
  const { key, version, run, file, links } = facts;
  const registeredAt = isoTime(version.creation_timestamp);
  return document('MLModelVersion', {
    ...key,
    description: text(version.description),
    tags: labels(version.tags),
    ...customaryProperties(version.tags),
    sourceUrl: links.version(key.model, key.version),
    createdAt: registeredAt,
    registeredAt,
    updatedAt: isoTime(version.last_updated_timestamp),
    modelUri: `models:/${key.model}/${key.version}`,
    aliases: [...facts.aliases].sort(),
    stage: text(version.current_stage),
    status: text(version.status),
    algorithm: algorithmOf(facts),
    framework: file?.framework,
    frameworkVersion: file?.frameworkVersion,
    signature: file?.signature,
    artifactUri: file?.folder ?? withoutCredentials(text(version.source)),
    // The open source registry keeps no author; whoever ran the training is the next best that is recorded.
    author: text(version.user_id) ?? text(run?.info?.user_id),
    runId: text(version.run_id),
    target: tagValue(version.tags, 'target') ?? tagValue(run?.data?.params, 'target'),
    metadata: versionMetadata(facts),
    edges: versionEdges(facts),
  });
}

function versionEdges(facts: VersionFacts): EntityDocument['edges'] {
  const { key, run, datasets } = facts;
  const runId = text(run?.info?.run_id);
  const features = versionInputs(facts);
  return mergedEdges([
    runId ? edgeTo('PRODUCED_BY', 'TrainingRun', [key.service, runId]) : undefined,
    ...features.map(({ name }) => edgeTo('USES_FEATURE', 'MLFeature', [...versionKey(facts), name])),
    ...datasetEdges(datasets),
  ]);
}
