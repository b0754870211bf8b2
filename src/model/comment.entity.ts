import { EntityType, Property, Related } from './decorators.js';
import { Entity } from './entity.js';

/** Comments are a history: what was written stays as it was, and a correction is another comment. */
@EntityType('Comment', {
  key: ['comment'],
  nameFrom: 'comment',
  description: 'What somebody wrote about a thing, at a time.',
  classes: ['oa:Annotation', 'prov:Entity'],
})
export class Comment extends Entity {
  @Property({
    type: 'string',
    required: true,
    maxLength: 200,
    description: 'Its id, which no other comment has.',
  })
  comment!: string;

  @Property({ type: 'string', term: 'dct:creator', description: 'Who wrote it.', immutable: true })
  author!: string | null;

  @Property({
    type: 'string',
    term: 'oa:bodyValue',
    maxLength: 100_000,
    description: 'What was written (often Markdown).',
    immutable: true,
  })
  text!: string | null;

  @Property({ type: 'dateTime', term: 'dct:issued', description: 'When it was written.', immutable: true })
  writtenAt!: string | null;

  @Related({ relation: 'COMMENTS_ON', direction: 'out', description: 'What it is about.' })
  about!: Entity | null;
}
