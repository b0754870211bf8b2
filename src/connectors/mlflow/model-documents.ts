import type { EntityDocument } from '../../model/document.js';
import { document } from '../document.js';
import { edgeTo } from '../edge-to.js';
import { text } from '../filled-text.js';
import { mergedEdges } from './edges.js';
import type { ModelFacts } from './model-facts.js';
import { customaryProperties, labels, tagValue } from './tags.js';
import type { UiLinks } from './ui-links.js';
import { isoTime } from './values.js';
import type { WireModel } from './wire-types.js';

const SERVING_RULE = 'deployments.aliases';

export function serviceDocument(service: string, endpoint: string, softwareVersion?: string): EntityDocument {
  return document('MLModelService', { service, platform: 'MLflow', endpoint, softwareVersion });
}

export function modelDocument(
  service: string,
  { name, latestVersion, aliases }: ModelFacts,
  wire: WireModel,
  serving: ReadonlySet<string>,
  links: UiLinks,
): EntityDocument {
  const deployed = aliases.filter(({ alias }) => serving.has(alias)).map(({ version }) => version);
  return document('MLModel', {
    service,
    model: name,
    description: text(wire.description),
    tags: labels(wire.tags),
    ...customaryProperties(wire.tags),
    task: tagValue(wire.tags, 'task'),
    sourceUrl: links.model(name),
    createdAt: isoTime(wire.creation_timestamp),
    updatedAt: isoTime(wire.last_updated_timestamp),
    latestVersion,
    deployedVersions: [...new Set(deployed)].sort((a, b) => Number(a) - Number(b)),
  });
}

/** MLflow does not record what is deployed; the configuration says which aliases mean that something is. */
export function deploymentDocument(
  service: string,
  model: string,
  { alias, version }: { alias: string; version: string },
  links: UiLinks,
): EntityDocument {
  const serves = edgeTo('SERVES', 'MLModelVersion', [service, model, version], {
    stated: 'DECLARED',
    rule: SERVING_RULE,
  });
  return document('Deployment', {
    service,
    endpoint: `${model}@${alias}`,
    state: 'IN_SERVICE',
    sourceUrl: links.model(model),
    edges: mergedEdges([serves]),
  });
}
