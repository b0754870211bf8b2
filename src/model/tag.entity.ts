import { Extensions, Field } from 'type-graphql';
import { EntityType, Property } from './decorators.js';
import { Entity } from './entity.js';

/**
 * Things carry tags by name, `key` or `key=value`, whether or not anybody registered the tag. Registering says what
 * the tag means; it is one thing however many values it is given.
 */
@EntityType('Tag', {
  key: ['name'],
  nameFrom: 'name',
  description: 'A label that things carry: a bare name, or a name with a value as registries have them.',
  classes: ['skos:Concept', 'prov:Entity'],
})
export class Tag extends Entity {
  @Property({
    type: 'string',
    description: 'The group of tags it is one of, such as PII or tier.',
    curated: true,
  })
  classification!: string | null;

  /** The thing that carries it tells it: nothing is read for it. */
  @Extensions({ reach: { reads: [] } })
  @Field(() => String, {
    nullable: true,
    description: 'On a thing that carries it: the value it has there. Null for a bare label.',
  })
  value!: string | null;
}
