import { entityId } from '../../model/entity-id.js';
import type { Named } from './event.js';
import type { DatasetRecord } from './event-log.js';
import { keyOf } from './identity.js';

export type ConsumerKind = 'Dashboard' | 'Application';

/** What a dataset of OpenLineage is in the catalog. */
export type Role =
  | { readonly is: 'table'; readonly id: string }
  | { readonly is: 'model'; readonly uri: string; readonly service?: string }
  /** A model of which neither version nor alias is told: no edge can end at it. */
  | { readonly is: 'model without version' }
  | { readonly is: 'consumer'; readonly kind: ConsumerKind; readonly id: string };

const CONSUMERS: Readonly<Record<string, ConsumerKind>> = {
  DASHBOARD: 'Dashboard',
  APPLICATION: 'Application',
};

/** What a type of a dataset or of a job says of who consumes data. */
export const consumerKind = (type: string | undefined): ConsumerKind | undefined => {
  const upper = type?.toUpperCase() ?? '';
  return Object.hasOwn(CONSUMERS, upper) ? CONSUMERS[upper] : undefined;
};

const SCHEME = 'models:/';
/** `name/version` or `name@alias`; what the catalog accepts after the scheme. */
const VERSION_REFERENCE = /^[^/@]+(\/[^/]+|@.+)$/;
const MLFLOW_NAMESPACE = /^mlflow:\/\/([^/]+)\/?$/;

/** Tells tables, models and consumers apart, by the newest type that was said of a dataset or by its name. */
export class DatasetRoles {
  private readonly known = new Map<string, Role>();

  constructor(
    private readonly datasets: ReadonlyMap<string, DatasetRecord>,
    private readonly modelService?: string,
  ) {}

  of(dataset: Named): Role {
    const key = keyOf(dataset);
    const role = this.known.get(key) ?? this.decide(dataset, key);
    this.known.set(key, role);
    return role;
  }

  private decide({ namespace, name }: Named, key: string): Role {
    const type = this.datasets.get(key)?.facets.datasetType?.value;
    if (name.startsWith(SCHEME) || type?.toUpperCase() === 'MODEL') return this.model(namespace, name);
    const kind = consumerKind(type);
    if (kind) return { is: 'consumer', kind, id: entityId(kind, namespace, name) };
    return { is: 'table', id: entityId('Table', namespace, name) };
  }

  private model(namespace: string, name: string): Role {
    const reference = name.startsWith(SCHEME) ? name.slice(SCHEME.length) : name;
    if (!VERSION_REFERENCE.test(reference)) return { is: 'model without version' };
    const service = this.modelService ?? MLFLOW_NAMESPACE.exec(namespace)?.[1];
    return { is: 'model', uri: SCHEME + reference, ...(service === undefined ? {} : { service }) };
  }
}
