import type { CardFormat } from '../catalog/cards/card-links.js';
import type { VersionFile } from '../catalog/cards/read-version.js';
import { cardOf, type CardOptions } from './card.js';
import { cycloneDx } from './cyclonedx/cyclonedx.js';
import { modelCard } from './model-card/model-card.js';
import { spdx } from './spdx/spdx.js';

const WRITERS: Readonly<Record<CardFormat, (file: VersionFile, options: CardOptions) => string>> = {
  cyclonedx: (file, options) => json(cycloneDx(cardOf(file, options))),
  spdx: (file, options) => json(spdx(cardOf(file, options))),
  'model-card': (file, options) => modelCard(cardOf(file, options)),
};

/** The same catalog gives the same document, byte for byte. */
export const writeCard = (file: VersionFile, format: CardFormat, options: CardOptions): string =>
  WRITERS[format](file, options);

const json = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;
