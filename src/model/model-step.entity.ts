import { EntityType, Property, Related } from './decorators.js';
import type { MLModelVersion } from './ml-model-version.entity.js';
import { VersionPart } from './version-part.js';

@EntityType('ModelStep', {
  key: ['service', 'model', 'version', 'step'],
  nameFrom: 'step',
  description: 'A step of the pipeline that makes a version, as its definition has it.',
  parent: { kind: 'MLModelVersion', relation: 'HAS_STEP', key: ['service', 'model', 'version'] },
  classes: ['prov:Plan', 'prov:Entity'],
})
export class ModelStep extends VersionPart {
  @Related({
    relation: 'HAS_STEP',
    direction: 'in',
    kind: 'MLModelVersion',
    required: true,
    description: 'The version it is a step of.',
  })
  version!: MLModelVersion;

  @Property({
    type: 'string',
    required: true,
    term: 'hw:stepId',
    maxLength: 1_000,
    description: 'Its id in the definition.',
  })
  step!: string;

  @Property({ type: 'int', description: 'Its place among the steps, from 0.' })
  position!: number | null;

  @Property({ type: 'boolean', description: 'Whether it has files of its own.' })
  hasAssets!: boolean | null;

  @Property({
    type: 'string',
    description: "Where its files lie, where that is not below its model's assets root.",
  })
  assetsRoot!: string | null;

  @Property({ type: 'string', description: 'What its files are found by, below the root.' })
  assetsIdentifier!: string | null;

  @Property({
    type: 'json',
    map: true,
    description: 'What it runs with, by key: class, package, inputs, outputs, details of the training.',
  })
  parameters!: Record<string, unknown> | null;
}
