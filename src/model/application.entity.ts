import { Consumer } from './consumer.js';
import { EntityType, Property } from './decorators.js';

@EntityType('Application', {
  key: ['service', 'application'],
  nameFrom: 'application',
  description: 'What acts upon data: alerting, a product, a service.',
  classes: ['dcat:Resource', 'prov:Entity'],
})
export class Application extends Consumer {
  @Property({ type: 'string', required: true, maxLength: 1_000, description: 'Its name there.' })
  application!: string;
}
