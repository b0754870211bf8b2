import { Property } from './decorators.js';
import type { Entity } from './entity.js';

// A mixin takes whatever constructor its base has; entities are never constructed.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type EntityClass = abstract new (...args: any[]) => Entity;

/** What is said of a feature, whether a version takes it or a feature table holds it. */
export function asFeature<Base extends EntityClass>(base: Base) {
  abstract class Feature extends base {
    @Property({ type: 'string', required: true, maxLength: 1_000, description: 'Its name there.' })
    feature!: string;

    @Property({ type: 'string', term: 'dct:type', description: 'Its type, as its source names it.' })
    dataType!: string | null;

    @Property({
      type: 'string',
      description: 'What sort of values it has: numerical, categorical, ordinal, text, embedding and so on.',
    })
    featureType!: string | null;

    @Property({
      type: 'string',
      description: 'How it is computed from its sources, by the name of the algorithm.',
    })
    algorithm!: string | null;

    @Property({ type: 'int', description: 'Its place among the features, from 0.' })
    position!: number | null;
  }
  return Feature;
}
