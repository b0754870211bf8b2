import { EntityType, Property, Related } from './decorators.js';
import { Entity } from './entity.js';
import type { Deployment } from './deployment.entity.js';
import type { Experiment } from './experiment.entity.js';

/** A registry, tracker or serving platform that is kept in step, or the catalog itself for own models. */
@EntityType('MLModelService', {
  key: ['service'],
  nameFrom: 'service',
  description: 'A system that holds models: a registry, a tracker, a serving platform.',
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
    description: 'The product: MLflow, SageMaker, OpenLineage and so on.',
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
}
