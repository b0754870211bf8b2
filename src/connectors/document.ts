import type { EntityDocument } from '../model/document.js';
import type { EntityKind } from '../model/entities.js';
import { stated } from './stated.js';

/** A document without the properties that are not known. */
export const document = (
  kind: EntityKind,
  properties: Readonly<Record<string, unknown>>,
): EntityDocument => ({
  kind,
  ...stated(properties),
});
