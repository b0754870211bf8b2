import { Agent } from './agent.js';
import { EntityType, Property } from './decorators.js';

@EntityType('User', {
  key: ['name'],
  nameFrom: 'name',
  description: 'A person, by the name that owners and authors are given by.',
  classes: ['foaf:Person', 'foaf:Agent', 'prov:Agent'],
})
export class User extends Agent {
  @Property({
    type: 'string',
    description: 'What the person does, such as data steward.',
  })
  role!: string | null;
}
