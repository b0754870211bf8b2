import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CONSIDERATION_NAMES } from '../../../src/cards/considerations.js';
import { CARD_LINKS } from '../../../src/catalog/cards/card-links.js';

const PAGE = readFileSync(new URL('../../../docs/cards.md', import.meta.url), 'utf8');

it('the page of the cards names every format, and every key by which people say what a card asks for', () => {
  for (const { format } of CARD_LINKS) expect(PAGE).toContain(`| \`${format}\``);
  for (const names of Object.values(CONSIDERATION_NAMES))
    expect(PAGE).toContain(names.map((name) => `\`${name}\``).join(', '));
});
