import { stated } from '../stated.js';
import { text } from '../filled-text.js';
import { withoutCredentials } from './values.js';
import type { VersionFacts } from './version-facts.js';

/** What is recorded of a version and has no property of its own; nothing where there is no such thing. */
export function versionMetadata({
  version,
  file,
  loggedModel,
}: VersionFacts): Record<string, unknown> | undefined {
  const { info } = loggedModel ?? {};
  const known = stated({
    source: withoutCredentials(text(version.source)),
    runLink: withoutCredentials(text(version.run_link)),
    statusMessage: text(version.status_message),
    loggedModel: text(info?.model_id),
    loggedModelName: text(info?.name),
    loggedModelStatus: text(info?.status)?.replace(/^LOGGED_MODEL_/, ''),
    modelType: text(info?.model_type),
    flavors: file?.flavours,
    mlflowVersion: file?.mlflowVersion,
    modelSizeBytes: file?.modelSize,
    inputExample: file?.inputExample,
  });
  return Object.keys(known).length === 0 ? undefined : known;
}
