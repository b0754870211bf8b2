import { Extensions, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { CARD_LINKS } from '../catalog/cards/card-links.js';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { idToPath } from '../model/entity-id.js';
import { MLModelVersion } from '../model/ml-model-version.entity.js';
import { MLModel } from '../model/ml-model.entity.js';
import type { FieldReach } from './selection.js';

@ObjectType({
  description: 'A document in which outside tools read all that is known of a version.',
  simpleResolvers: true,
})
export class CardLink {
  @Field(() => String, {
    description:
      'What it is: cyclonedx, spdx, model-card or openlineage; `headwater export` knows the same names.',
  })
  format!: string;

  @Field(() => String, { description: 'Its media type.' })
  mediaType!: string;

  @Field(() => String, { description: 'Where it is, below the address of this server.' })
  path!: string;
}

const cardsOf = (id: string): CardLink[] =>
  CARD_LINKS.map(({ format, mediaType }) => ({
    ...{ format, mediaType },
    path: `/${idToPath(id)}?format=${format}`,
  }));

const READS = { reach: { reads: ['id'] } satisfies FieldReach };

@Resolver(() => MLModelVersion)
export class VersionCardsResolver {
  @Extensions(READS)
  @FieldResolver(() => [CardLink], { description: 'Its model card and bills of materials.' })
  cards(@Root() { id }: EntityRecord): CardLink[] {
    return cardsOf(id);
  }
}

@Resolver(() => MLModel)
export class ModelCardsResolver {
  @Extensions(READS)
  @FieldResolver(() => [CardLink], {
    description:
      'The model card and bills of materials of its version in service, or of the newest where none is.',
  })
  cards(@Root() { id }: EntityRecord): CardLink[] {
    return cardsOf(id);
  }
}
