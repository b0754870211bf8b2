import { Property } from './decorators.js';
import { Entity } from './entity.js';
import type { MLModelVersion } from './ml-model-version.entity.js';

/** What belongs to one version of a model and is keyed by it. GraphQL shows the version itself instead. */
export abstract class VersionPart extends Entity {
  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    graphql: false,
    description: 'The service it belongs to, by name.',
  })
  service!: string;

  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    graphql: false,
    description: 'The model, by the name its registry gives.',
  })
  model!: string;

  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    graphql: false,
    description: 'The version, as its registry numbers it.',
  })
  abstract version: MLModelVersion;
}
