import type { Connector, Listing, Sink } from '../../catalog/sync/connector.js';
import { HeadwaterError } from '../../errors.js';
import type { EntityKind } from '../../model/entities.js';
import { baseAddress } from '../http/base-address.js';
import { HttpClient } from '../http/http-client.js';
import { mlflowAdvice } from './mlflow-advice.js';
import { MlflowApi } from './mlflow-api.js';
import type { MlflowOptions } from './options.js';
import { RegistryReading } from './registry-reading.js';
import { UiLinks } from './ui-links.js';

export type { MlflowOptions } from './options.js';

/** Tables and columns are not among them: what a run logs of a table is second hand. */
const MASTERED: readonly EntityKind[] = [
  'MLModelService',
  'MLModel',
  'MLModelVersion',
  'MLFeature',
  'HyperParameter',
  'Metric',
  'Experiment',
  'TrainingRun',
  'Artifact',
  'Deployment',
];

/** Reads MLflow 3's model registry and tracking store over its REST interface. */
export function createMlflowConnector(options: MlflowOptions): Connector {
  return new MlflowConnector(options);
}

class MlflowConnector implements Connector {
  readonly type = 'mlflow';
  readonly service: string;
  readonly masters = MASTERED;

  constructor(private readonly options: MlflowOptions) {
    this.service = options.service;
  }

  async read(sink: Sink, signal: AbortSignal): Promise<Listing> {
    const http = this.client();
    const endpoint = baseAddress(this.options.publicUrl ?? http.url).url;
    const api = new MlflowApi(http, signal);
    const reading = new RegistryReading(this.options, api, new UiLinks(endpoint), endpoint, sink);
    const broken = await brokenOff(reading, signal);
    await reading.close();
    const reasons = broken === undefined ? reading.doubts() : [broken];
    return {
      complete: reasons.length === 0,
      ...(reasons.length === 0 ? {} : { reason: reasons.join(' ') }),
      requests: http.requests,
    };
  }

  private client(): HttpClient {
    const { url, auth, timeoutMs, workspace } = this.options;
    return new HttpClient({
      product: 'MLflow',
      url,
      auth,
      timeoutMs,
      advice: mlflowAdvice,
      headers: workspace ? { 'x-mlflow-workspace': workspace } : {},
    });
  }
}

/** Why the listing broke off. Where it did before anything was read, that is the failure of the whole. */
async function brokenOff(reading: RegistryReading, signal: AbortSignal): Promise<string | undefined> {
  try {
    await reading.toEnd();
    return undefined;
  } catch (error) {
    const partly = error instanceof HeadwaterError && error.code === 'SOURCE_FAILED' && reading.begun;
    if (!partly || signal.aborted) throw error;
    return `It was not read to its end. ${error.message}`;
  }
}
