import type { Connector, Listing, ReadingWish, Sink } from '../../catalog/sync/connector.js';
import { HeadwaterError } from '../../errors.js';
import type { EntityKind } from '../../model/entities.js';
import { baseAddress } from '../http/base-address.js';
import type { HttpClient } from '../http/http-client.js';
import { withHttpClient } from '../http/with-http-client.js';
import { mlflowAdvice } from './mlflow-advice.js';
import { MlflowApi } from './mlflow-api.js';
import type { MlflowOptions } from './options.js';
import { RegistryReading } from './registry-reading.js';
import { stillHolds } from './still-holds.js';
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

/** Reads the model registry and the tracking store of MLflow 2 and 3 over their REST interface. */
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

  /** The birth of the server's store, and the workspace in it: what a restored or another registry does not share. */
  async identity(signal: AbortSignal): Promise<string | undefined> {
    const { workspace } = this.options;
    const birth = await this.asking((http) => new MlflowApi(http, signal).birth());
    return birth && (workspace ? `${birth} ${workspace}` : birth);
  }

  stillHolds(ids: readonly string[], signal: AbortSignal): Promise<string | undefined> {
    return this.asking((http) => stillHolds(ids, this.options, new MlflowApi(http, signal)));
  }

  read(sink: Sink, signal: AbortSignal, wish: ReadingWish): Promise<Listing> {
    return this.asking((http) => this.readBy(http, sink, signal, wish));
  }

  private async readBy(
    http: HttpClient,
    sink: Sink,
    signal: AbortSignal,
    wish: ReadingWish,
  ): Promise<Listing> {
    const endpoint = baseAddress(this.options.publicUrl ?? http.url).url;
    const api = new MlflowApi(http, signal);
    const reading = new RegistryReading(this.options, api, new UiLinks(endpoint), endpoint, sink);
    const broken = await brokenOff(reading, signal, wish);
    await reading.close();
    const reasons = broken === undefined ? reading.doubts() : [broken];
    return {
      complete: reasons.length === 0,
      ...(reasons.length === 0 ? {} : { reason: reasons.join(' ') }),
      requests: http.requests,
      bytes: http.bytes,
    };
  }

  private asking<Result>(work: (http: HttpClient) => Promise<Result>): Promise<Result> {
    const { workspace } = this.options;
    const headers = workspace ? { 'x-mlflow-workspace': workspace } : undefined;
    return withHttpClient({ ...this.options, product: 'MLflow', advice: mlflowAdvice, headers }, work);
  }
}

/** Why the listing broke off. Where it did before anything was read, that is the failure of the whole. */
async function brokenOff(
  reading: RegistryReading,
  signal: AbortSignal,
  wish: ReadingWish,
): Promise<string | undefined> {
  try {
    await reading.toEnd(wish);
    return undefined;
  } catch (error) {
    const partly = error instanceof HeadwaterError && error.code === 'SOURCE_FAILED' && reading.begun;
    if (!partly || signal.aborted) throw error;
    return `It was not read to its end. ${error.message}`;
  }
}
