import { Property, Related } from './decorators.js';
import { Entity } from './entity.js';
import type { Team } from './team.entity.js';

/** Who can own things and answer for them. */
export abstract class Agent extends Entity {
  @Property({
    type: 'string',
    maxLength: 1_000,
    description: 'The address it is written to.',
  })
  email!: string | null;

  @Related({
    relation: 'MEMBER_OF',
    direction: 'out',
    kind: 'Team',
    list: true,
    description: 'The teams it belongs to.',
  })
  teams!: Team[];
}
