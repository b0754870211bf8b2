import { EntityType, Property, Related } from './decorators.js';
import type { MLModelVersion } from './ml-model-version.entity.js';
import { VersionPart } from './version-part.js';

@EntityType('Artifact', {
  key: ['service', 'model', 'version', 'path'],
  nameFrom: 'path',
  description: 'A file of a version.',
  parent: { kind: 'MLModelVersion', relation: 'HAS_ARTIFACT', key: ['service', 'model', 'version'] },
  classes: ['it6:File', 'prov:Entity'],
})
export class Artifact extends VersionPart {
  @Related({
    relation: 'HAS_ARTIFACT',
    direction: 'in',
    kind: 'MLModelVersion',
    required: true,
    description: 'The version it belongs to.',
  })
  version!: MLModelVersion;

  @Property({ type: 'string', required: true, maxLength: 1_000, description: 'Its path below the version.' })
  path!: string;

  @Property({
    type: 'string',
    description: 'The path of the folder it is in; null for what lies directly below the version.',
  })
  parent!: string | null;

  @Property({ type: 'string', maxLength: 1_000, description: 'Its id at its source.' })
  artifactId!: string | null;

  @Property({ type: 'string', term: 'it6:url', description: 'Where it lies. Never fetched by the catalog.' })
  uri!: string | null;

  @Property({ type: 'string', term: 'dct:format', description: 'Its media type.' })
  mimeType!: string | null;

  @Property({ type: 'string', description: '`sha256:<hex>` where it is known.' })
  checksum!: string | null;

  @Property({ type: 'long', term: 'dcat:byteSize', description: 'Its size in bytes.' })
  size!: number | null;

  @Property({
    type: 'boolean',
    description:
      "Whether its content is in the catalog's own store; otherwise it is only tracked where it lies.",
  })
  uploaded!: boolean | null;
}
