/** The documents that tell of a version to outside tools, by the names they are asked for by. */
export const CARD_TYPES = {
  cyclonedx: 'application/vnd.cyclonedx+json',
  spdx: 'application/spdx+json',
  'model-card': 'text/markdown',
} as const;
export type CardFormat = keyof typeof CARD_TYPES;

export const CARD_FORMATS = Object.keys(CARD_TYPES) as CardFormat[];

export const isCardFormat = (format: string): format is CardFormat => Object.hasOwn(CARD_TYPES, format);

/** The lineage as events, one a line; of anything, not only of versions. */
export const OPENLINEAGE = 'openlineage';
export const OPENLINEAGE_TYPE = 'application/x-ndjson';

export const CARD_LINKS: readonly { readonly format: string; readonly mediaType: string }[] = [
  ...CARD_FORMATS.map((format) => ({ format, mediaType: CARD_TYPES[format] })),
  { format: OPENLINEAGE, mediaType: OPENLINEAGE_TYPE },
];
