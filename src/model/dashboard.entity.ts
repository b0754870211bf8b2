import { Consumer } from './consumer.js';
import { EntityType, Property } from './decorators.js';

@EntityType('Dashboard', {
  key: ['service', 'dashboard'],
  nameFrom: 'dashboard',
  description: 'What shows data to people.',
  classes: ['dcat:Resource', 'prov:Entity'],
})
export class Dashboard extends Consumer {
  @Property({ type: 'string', required: true, maxLength: 1_000, description: 'Its name there.' })
  dashboard!: string;
}
