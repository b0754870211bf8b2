import { EntityType, Related } from './decorators.js';
import { Entity } from './entity.js';

@EntityType('Domain', {
  key: ['name'],
  nameFrom: 'name',
  description: 'A part of the business, such as retention, that things belong to.',
  classes: ['skos:Concept', 'prov:Entity'],
})
export class Domain extends Entity {
  @Related({
    relation: 'NARROWER_THAN',
    direction: 'out',
    kind: 'Domain',
    description: 'The domain it is a part of.',
  })
  parent!: Domain | null;

  @Related({
    relation: 'NARROWER_THAN',
    direction: 'in',
    kind: 'Domain',
    list: true,
    description: 'The domains that are a part of it.',
  })
  children!: Domain[];
}
