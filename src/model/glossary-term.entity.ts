import { EntityType, Property, Related } from './decorators.js';
import { Entity } from './entity.js';

@EntityType('GlossaryTerm', {
  key: ['name'],
  nameFrom: 'name',
  description: 'A word of the business, with what it means there.',
  classes: ['skos:Concept', 'prov:Entity'],
})
export class GlossaryTerm extends Entity {
  @Property({
    type: 'string',
    list: true,
    term: 'skos:altLabel',
    maxLength: 1_000,
    description: 'Other words for the same.',
    curated: true,
  })
  synonyms!: string[];

  @Related({
    relation: 'NARROWER_THAN',
    direction: 'out',
    kind: 'GlossaryTerm',
    description: 'The wider term that it is a case of.',
  })
  parent!: GlossaryTerm | null;

  @Related({
    relation: 'NARROWER_THAN',
    direction: 'in',
    kind: 'GlossaryTerm',
    list: true,
    description: 'The narrower terms.',
  })
  children!: GlossaryTerm[];
}
