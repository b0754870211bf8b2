import type { ConnectorDefinition } from '../connector-definition.js';
import { HTTP_OPTIONS, httpSettings } from '../http/http-options.js';
import { namePatternsOption, namesOption } from '../name-filter.js';
import type { MlflowOptions } from './options.js';

export const mlflowDefinition: ConnectorDefinition = {
  type: 'mlflow',
  description: 'The model registry and the tracking store of MLflow 2.22 and 3.',
  required: ['url'],
  options: {
    url: { type: 'string', pattern: '^https?://', description: 'Where it answers.' },
    publicUrl: {
      type: 'string',
      pattern: '^https?://',
      description:
        'The address that people know it by, where it is not `url`: links and the endpoint carry it.',
    },
    models: namePatternsOption('Which models to read, by name with * and ?.'),
    deployments: {
      type: 'object',
      additionalProperties: false,
      description: 'What means that a version is in service.',
      properties: { aliases: namesOption('Aliases that mean in service.') },
    },
    datasets: {
      type: 'object',
      additionalProperties: false,
      description: 'How datasets that runs log become tables.',
      properties: {
        namespace: {
          type: 'string',
          description: 'The OpenLineage namespace of tables that are logged by name.',
        },
      },
    },
    featureStore: {
      type: 'object',
      additionalProperties: false,
      required: ['service'],
      description: 'The feature store that versions take their features from.',
      properties: {
        service: { type: 'string', description: 'The service of type `feast` that reads it.' },
        project: { type: 'string', description: 'Its project, where a run does not name one.' },
        featureServices: {
          type: 'object',
          additionalProperties: { type: 'string' },
          description:
            'The feature service of a model (`churn`) or version (`churn/3`) without a tag that says it.',
        },
      },
    },
    webhook: {
      type: 'object',
      additionalProperties: false,
      required: ['secret'],
      description: 'That the registry says by webhook when it changed, at `/hooks/mlflow/<name>`.',
      properties: {
        secret: {
          type: 'string',
          minLength: 16,
          description: 'What the webhook was made with; from the environment or a file.',
        },
      },
    },
    workspace: { type: 'string', description: 'The workspace, where the server has them.' },
    series: { type: 'boolean', description: 'Whether to read the histories of metrics. Left out: true.' },
    signatures: {
      type: 'boolean',
      description:
        'Whether to read the MLmodel file of each version: signature, features, framework. Left out: true.',
    },
    loggedModels: {
      type: 'boolean',
      description:
        'Whether to read the models that MLflow 3 logs: parameters, and metrics by dataset. Left out: true.',
    },
    featureImportance: namesOption(
      'Where runs log how much each feature counts, as JSON or CSV: paths among their files, the first that is there counts. Left out: not read.',
    ),
    ...HTTP_OPTIONS,
  },
  async create({ name, type: _, ...rest }, surroundings) {
    const { createMlflowConnector } = await import('./mlflow.connector.js');
    const options = rest as unknown as Omit<MlflowOptions, 'service'>;
    return createMlflowConnector({ ...options, ...httpSettings(options, surroundings), service: name });
  },
};
