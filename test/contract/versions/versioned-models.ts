import type { EntityDocument } from '../../../src/model/document.js';
import { entityId } from '../../../src/model/entity-id.js';

export const SERVICE = 'registry';

export const modelId = (model: string): string => entityId('MLModel', SERVICE, model);

/** A metric is written as the table names it: `auc`, `auc@holdout`, `auc@holdout#women`. */
export interface VersionGiven {
  readonly version: string;
  readonly metrics?: Readonly<Record<string, number | string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly served?: string;
  readonly more?: Record<string, unknown>;
}

export const modelDocuments = (model: string, versions: readonly VersionGiven[]): EntityDocument[] => [
  { kind: 'MLModel', service: SERVICE, model },
  ...versions.flatMap((given) => versionDocuments(model, given)),
];

function versionDocuments(
  model: string,
  { version, metrics = {}, parameters = {}, served, more = {} }: VersionGiven,
): EntityDocument[] {
  const key = { service: SERVICE, model, version };
  const id = entityId('MLModelVersion', SERVICE, model, version);
  return [
    { kind: 'MLModelVersion', ...key, ...more },
    ...Object.entries(metrics).map(([label, value]): EntityDocument => {
      const [, metric = label, datasetName = '', slice = ''] =
        /^([^@]*)@([^#]*)(?:#(.*))?$/.exec(label) ?? [];
      const finite = typeof value === 'number';
      return {
        ...{ kind: 'Metric', ...key, metric, datasetName, slice },
        ...(finite ? { value } : { value: value, text: value }),
      };
    }),
    ...Object.entries(parameters).map(([parameter, value]): EntityDocument => ({
      ...{ kind: 'HyperParameter', ...key, parameter, value },
      ...(Number.isFinite(Number(value)) ? { number: Number(value) } : {}),
    })),
    ...(served === undefined
      ? []
      : [
          {
            ...{
              kind: 'Deployment',
              service: SERVICE,
              endpoint: `${model}-${version}-${served}`,
              state: served,
            },
            url: 'https://models.example/score',
            edges: [{ type: 'SERVES', upstream: id }],
          } satisfies EntityDocument,
        ]),
  ];
}
