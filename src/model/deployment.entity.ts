import { EntityType, Property, Related } from './decorators.js';
import { Entity } from './entity.js';
import { DEPLOYMENT_STATES } from './states.js';
import type { MLModelService } from './ml-model-service.entity.js';
import type { MLModelVersion } from './ml-model-version.entity.js';
import type { Table } from './table.entity.js';

/** May live in another service than the version it serves. */
@EntityType('Deployment', {
  key: ['service', 'endpoint'],
  nameFrom: 'endpoint',
  description: 'What answers with a version: an endpoint, or an alias that is defined to mean in service.',
  parent: { kind: 'MLModelService', relation: 'HAS_DEPLOYMENT', key: ['service'] },
  classes: ['dcat:DataService', 'dcat:Resource', 'prov:Entity'],
})
export class Deployment extends Entity {
  @Property({
    type: 'string',
    required: true,
    maxLength: 1_000,
    graphql: false,
    description: 'The service it belongs to, by name.',
  })
  @Related({
    relation: 'HAS_DEPLOYMENT',
    direction: 'in',
    kind: 'MLModelService',
    required: true,
    description: 'The service that runs it.',
  })
  service!: MLModelService;

  @Property({ type: 'string', required: true, maxLength: 1_000, description: 'Its name at its service.' })
  endpoint!: string;

  @Property({ type: 'string', values: DEPLOYMENT_STATES, description: 'Whether it is in service.' })
  state!: string | null;

  @Property({ type: 'string', term: 'dcat:endpointURL', description: 'Where it answers.' })
  url!: string | null;

  @Property({ type: 'string', description: 'What it runs on, as the source says.' })
  target!: string | null;

  /** A map and not a property of the edges: how the requests are split is one statement, which changes as a whole. */
  @Property({
    type: 'json',
    map: true,
    description: 'How many percent of the requests each version answers, by the id of the version.',
  })
  traffic!: Record<string, number> | null;

  @Property({ type: 'dateTime', description: 'Since when it has answered, as its source says.' })
  deployedAt!: string | null;

  @Property({ type: 'dateTime', description: 'Since when it answers no more, as its source says.' })
  stoppedAt!: string | null;

  @Related({
    relation: 'SERVES',
    direction: 'out',
    kind: 'MLModelVersion',
    list: true,
    description: 'The versions it answers with.',
  })
  serves!: MLModelVersion[];

  @Related({
    relation: 'PREDICTED_BY',
    direction: 'in',
    kind: 'Table',
    list: true,
    description: 'The tables that hold its predictions.',
  })
  predictions!: Table[];
}
