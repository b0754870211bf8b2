import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../../../../src/model/entities.js';
import { searchProperties } from '../../../../src/catalog/search/entity-text.js';
import { searchWords } from '../../../../src/catalog/search/search-words.js';
import { segmentsOf, tokensOf } from '../../../../src/catalog/search/text-parts.js';

describe('A text is taken apart', () => {
  it.each([
    ['orders.count_30d', 'orders|count 30 d'],
    ['customerChurn', 'customer churn'],
    ['churn-predictor', 'churn predictor'],
    ['getHTTPResponse2', 'get http response 2'],
    ['models:/risk@champion', 'models|risk|champion'],
    ['ＡＢＣ１２ ﬁt x²', 'abc 12|fit|x 2'],
    ['café Zürich Ёж', 'cafe|zurich|еж'],
    ['STRASSE straße ẞ', 'strasse|strasse|ss'],
    ['İstanbul ısı', 'istanbul|isi'],
    ['ΣΑΣ σας', 'σασ|σασ'],
    ['漢字テスト', '漢 字 テ ス ト'],
    ['हिन्दी עברית', 'हिन्दी|עברית'],
    ['hi😀👍🏽there', 'hi 😀 👍 there'],
    ['a\u0000b\ud800c', 'a b c'],
    ['()[]{}"\'*?', ''],
  ])('%j into %j', (text, parts) => {
    expect(
      segmentsOf(text)
        .map((segment) => segment.join(' '))
        .join('|'),
    ).toBe(parts);
  });

  it('the same whatever its case and its Unicode form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
        expect(segmentsOf(text.normalize('NFD'))).toEqual(segmentsOf(text.normalize('NFC')));
      }),
    );
  });

  it('into parts that are taken apart no further', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        for (const part of segmentsOf(text).flat()) expect(segmentsOf(part)).toEqual([[part]]);
      }),
    );
  });

  it('the same in ASCII as beside another letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 20 }), (text) => {
        expect(segmentsOf(`${text} é`)).toEqual([...segmentsOf(text), ['e']]);
      }),
    );
  });

  it('in a moment, however long or odd it is', () => {
    const began = performance.now();
    for (const unit of ['a', 'aA', 'a1', '_', '漢', 'A\u0301', '😀\u200d', ' '])
      segmentsOf(unit.repeat(50_000));
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});

describe('What is kept of a thing for search', () => {
  const column = { namespace: 'db', table: 'shop.public.orders', column: 'count_30d', name: 'count_30d' };

  it('holds its names, what people call it, and what it belongs to, each word once', () => {
    expect(
      searchProperties('Column', { ...column, tags: ['pii'], description: 'of the  last of 30 days' }),
    ).toEqual({
      searchName: '|=count30d|=orderscount30d| count 30 d count30d 30d |',
      searchText:
        '|=count30d|=orderscount30d| count 30 d count30d 30d | shop public orders pii of the last days ',
    });
  });

  it('stays below what an index takes, whatever the description, and the names come first', () => {
    const description = Array.from({ length: 50_000 }, (_, n) => `漢${n}`).join(' ');
    const { searchText, searchName } = searchProperties('Column', { ...column, description });
    expect(Buffer.byteLength(searchText)).toBeLessThan(32_000);
    expect(searchText.startsWith(searchName)).toBe(true);
    const long = 'x1'.repeat(500);
    expect(
      Buffer.byteLength(
        searchProperties('Column', { ...column, name: long, displayName: `${long}b` }).searchText,
      ),
    ).toBeLessThan(32_000);
  });
});

describe('The words of a question', () => {
  it('are kept once each, the longest first', () => {
    expect(searchWords('churn CHURN  churn_Model')).toEqual({
      words: ['churnmodel', 'churn'],
      name: 'churnchurnchurnmodel',
    });
  });

  it('find each segment that holds them, wherever they begin and however they are joined', () => {
    const piece = fc.constantFrom('Ab', 'c', '漢', 'é', '3', 'X');
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 14 }),
        fc.nat(13),
        fc.nat(13),
        (pieces, from, to) => {
          const tokens = segmentsOf(pieces.join('_')).flatMap((segment) => [...tokensOf(segment)]);
          const asked = pieces.slice(Math.min(from, to), Math.max(from, to)).join('-');
          for (const word of searchWords(asked)?.words ?? [])
            expect(tokens.some((token) => token.startsWith(word))).toBe(true);
        },
      ),
    );
  });
});
