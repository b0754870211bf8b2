import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../src/config.js';
import { mlflowDefinition } from '../../src/connectors/mlflow/mlflow.definition.js';
import type { ReadRegistry } from './recording-proxy.js';

const CONFIG = fileURLToPath(new URL('./headwater.yaml', import.meta.url));

/** Reads the registry with the connector and the configuration of the demo, so that each request it makes is recorded. */
export const readRegistry: ReadRegistry = async (mlflowUrl) => {
  const { services, directory, data } = loadConfig({ config: CONFIG }, {});
  const registry = services.find(({ type }) => type === mlflowDefinition.type);
  if (!registry) throw new Error(`${CONFIG} has no service of type mlflow.`);
  const connector = await mlflowDefinition.create({ ...registry, url: mlflowUrl }, { directory, data });
  const done = (): Promise<void> => Promise.resolve();
  const ignore = (): void => undefined;
  const signal = AbortSignal.timeout(60_000);
  // A sync asks this first, so that the recording has to have the answer.
  await connector.identity?.(signal);
  const { complete, reason } = await connector.read(
    { put: done, checkpoint: done, reject: ignore, warn: ignore, unread: ignore, progress: ignore },
    signal,
    { first: [] },
  );
  if (!complete) throw new Error(`The registry was not read to its end: ${reason ?? ''}`);
};
