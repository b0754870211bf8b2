import { EntityType, Property, Related } from './decorators.js';
import { Entity } from './entity.js';
import { SYNC_MODES, SYNC_STATES } from './states.js';
import type { MLModelService } from './ml-model-service.entity.js';

@EntityType('SyncRun', {
  key: ['service', 'run'],
  nameFrom: 'run',
  description: 'What one ingestion did.',
  parent: { kind: 'MLModelService', relation: 'HAS_SYNC_RUN', key: ['service'] },
  classes: ['prov:Activity'],
})
export class SyncRun extends Entity {
  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    graphql: false,
    description: 'The service it belongs to, by name.',
  })
  @Related({
    relation: 'HAS_SYNC_RUN',
    direction: 'in',
    kind: 'MLModelService',
    required: true,
    description: 'The service it read.',
  })
  service!: MLModelService;

  @Property({ type: 'string', required: true, maxLength: 1_000, description: 'Its id.' })
  run!: string;

  @Property({ type: 'string', values: SYNC_STATES, description: 'How it ended.' })
  state!: string | null;

  @Property({
    type: 'string',
    values: SYNC_MODES,
    description: 'FULL: all was read. DELTA: what the source says has changed since the run before.',
  })
  mode!: string | null;

  @Property({ type: 'dateTime', term: 'prov:startedAtTime', description: 'When it started.' })
  startedAt!: string | null;

  @Property({ type: 'dateTime', term: 'prov:endedAtTime', description: 'When it ended.' })
  endedAt!: string | null;

  @Property({ type: 'boolean', description: 'Whether the source could be listed whole.' })
  complete!: boolean | null;

  @Property({ type: 'long', description: 'Documents read from the source.' })
  read!: number | null;

  @Property({ type: 'long', description: 'Entities it made.' })
  created!: number | null;

  @Property({ type: 'long', description: 'Entities it changed.' })
  updated!: number | null;

  @Property({ type: 'long', description: 'Entities that already were as the source says.' })
  unchanged!: number | null;

  @Property({ type: 'long', description: 'Entities it ended, because the source no longer holds them.' })
  retired!: number | null;

  @Property({ type: 'long', description: 'Entities that had ended and came back.' })
  restored!: number | null;

  @Property({
    type: 'string',
    description: 'A hash of what it was asked to read: of another part, nothing is missed as gone.',
  })
  scope!: string | null;

  @Property({
    type: 'string',
    maxLength: 1_000,
    description: 'What tells the source from another at its address, such as the identifier of a database.',
  })
  identity!: string | null;

  @Property({
    type: 'dateTime',
    description:
      "Up to when the source's changes are in what was read, by the source's clock; the next delta begins there.",
  })
  watermark!: string | null;

  @Property({
    type: 'json',
    map: true,
    description: 'By kind, how many things were read, created, updated, unchanged, retired and restored.',
  })
  kinds!: Readonly<Record<string, unknown>> | null;

  @Property({
    type: 'string',
    list: true,
    maxLength: 10_000,
    description:
      'What could not be read, by id. Nothing was retired under it, and the next run tries it first.',
  })
  unread!: string[];

  @Property({
    type: 'string',
    list: true,
    maxLength: 10_000,
    description: 'What would have been retired, by id, where that was left to a person.',
  })
  refused!: string[];

  @Property({ type: 'long', description: "Bytes of the source's answers or files, where they are counted." })
  bytesRead!: number | null;

  @Property({ type: 'long', description: 'Documents that could not be taken.' })
  rejected!: number | null;

  @Property({ type: 'long', description: 'Requests made to the source.' })
  requests!: number | null;

  @Property({
    type: 'string',
    list: true,
    ordered: true,
    maxLength: 10_000,
    description: 'What a person should know, such as documents kept aside and why.',
  })
  warnings!: string[];

  @Property({ type: 'string', maxLength: 100_000, description: 'Why it failed.' })
  error!: string | null;
}
