import { EntityType, Property, Related } from './decorators.js';
import { Entity } from './entity.js';
import type { MLModelService } from './ml-model-service.entity.js';

@EntityType('MLModel', {
  key: ['service', 'model'],
  nameFrom: 'model',
  description: 'A registered model: the family of its versions.',
  parent: { kind: 'MLModelService', relation: 'HAS_MODEL', key: ['service'] },
  classes: ['dcat:Resource', 'prov:Entity'],
})
export class MLModel extends Entity {
  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    graphql: false,
    description: 'The service it belongs to, by name.',
  })
  @Related({
    relation: 'HAS_MODEL',
    direction: 'in',
    kind: 'MLModelService',
    required: true,
    description: 'The service it is registered in.',
  })
  service!: MLModelService;

  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    description: 'The model, by the name its registry gives.',
  })
  model!: string;

  @Property({
    type: 'string',
    term: 'fair4ml:mlTask',
    description: 'What it does: classification, regression and so on.',
  })
  task!: string | null;

  @Property({ type: 'string', description: 'Where the family stands in its life, as the source says.' })
  lifecycleStage!: string | null;

  @Property({ type: 'string', graphql: false, description: 'The newest version, by the registry.' })
  latestVersion!: string | null;

  @Property({ type: 'string', list: true, description: 'The versions that an alias in service points to.' })
  deployedVersions!: string[];
}
