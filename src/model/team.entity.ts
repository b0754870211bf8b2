import { Agent } from './agent.js';
import { EntityType, Related } from './decorators.js';
import type { User } from './user.entity.js';

@EntityType('Team', {
  key: ['name'],
  nameFrom: 'name',
  description: 'People who answer for things together, by the name that owners are given by.',
  classes: ['foaf:Group', 'foaf:Agent', 'prov:Agent'],
})
export class Team extends Agent {
  @Related({
    relation: 'MEMBER_OF',
    direction: 'in',
    kind: 'User',
    list: true,
    description: 'Its people.',
  })
  members!: User[];

  @Related({
    relation: 'MEMBER_OF',
    direction: 'in',
    kind: 'Team',
    list: true,
    description: 'The teams within it.',
  })
  subteams!: Team[];
}
