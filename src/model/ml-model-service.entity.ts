import { EntityType, Property, Related } from './decorators.js';
import { Entity } from './entity.js';
import type { Deployment } from './deployment.entity.js';
import type { Experiment } from './experiment.entity.js';
import type { MLFeatureTable } from './ml-feature-table.entity.js';

/** What a service may claim of the names of its versions. */
export const VERSIONING = ['semantic', 'integer', 'free'] as const;

/** A registry, tracker, feature store or serving platform that is kept in step, or the catalog itself for own models. */
@EntityType('MLModelService', {
  key: ['service'],
  nameFrom: 'service',
  description: 'A system that holds models: a registry, a tracker, a feature store, a serving platform.',
  classes: ['dcat:Catalog', 'dcat:Resource', 'prov:Entity'],
})
export class MLModelService extends Entity {
  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    graphql: false,
    description: 'Its name in the configuration.',
  })
  service!: string;

  @Property({
    type: 'string',
    description:
      'The product: MLflow, SageMaker, Azure ML, Vertex AI, Databricks, Kubeflow, Weights & Biases, Neptune, H2O, Hugging Face, ModelBox, PrimeHub, Kaisar, OpenLineage and so on; Headwater for models of the catalog itself.',
  })
  platform!: string | null;

  @Property({
    type: 'string',
    term: 'dcat:endpointURL',
    description: 'Where it answers; never with credentials.',
  })
  endpoint!: string | null;

  @Property({ type: 'string', description: 'The version of the product, as it says itself.' })
  softwareVersion!: string | null;

  @Property({
    type: 'string',
    values: VERSIONING,
    description:
      'How it claims to number versions: semantic (1.10.0 comes after 1.9.0), integer, or free (any text). Left out: it claims nothing.',
  })
  versioning!: string | null;

  @Property({
    type: 'json',
    map: true,
    description: 'How it is reached and what is read of it. Never with a secret.',
  })
  connection!: Record<string, unknown> | null;

  @Related({
    relation: 'HAS_EXPERIMENT',
    direction: 'out',
    kind: 'Experiment',
    list: true,
    description: 'The experiments it holds.',
  })
  experiments!: Experiment[];

  @Related({
    relation: 'HAS_DEPLOYMENT',
    direction: 'out',
    kind: 'Deployment',
    list: true,
    description: 'The deployments it runs.',
  })
  deployments!: Deployment[];

  @Related({
    relation: 'HAS_FEATURE_TABLE',
    direction: 'out',
    kind: 'MLFeatureTable',
    list: true,
    description: 'The feature tables it holds.',
  })
  featureTables!: MLFeatureTable[];
}
