import { describe, expect, it } from 'vitest';
import { checkChange, retypeOf } from '../../../../src/catalog/lineage/changed-thing.js';
import { isWidening, WIDENINGS } from '../../../../src/catalog/lineage/widening.js';

const column = 'Column:db/orders/a';

describe('what can be changed', () => {
  it.each([
    column,
    'Table:db/orders',
    'MLFeature:s/m/1/f',
    'StoredFeature:s/t/f',
    'MLFeatureTable:s/t',
    'MLModelVersion:s/m/1',
    'Deployment:s/d',
    'Pipeline:n/j',
  ])('%s', (of) => {
    for (const change of ['DROP', 'RENAME', 'RETYPE', 'VALUES', 'STALE'] as const)
      expect(() => checkChange(of, { change })).not.toThrow();
  });

  it('is no model, whose versions are to be asked about, nor anything of another kind', () => {
    expect(() => checkChange('MLModel:s/m', { change: 'DROP' })).toThrow(
      /kind MLModel: ask about one of its versions\. It can be asked of Column, Table, /,
    );
    expect(() => checkChange('Tag:pii', { change: 'DROP' })).toThrow(/kind Tag\. It can be asked of Column/);
  });

  it.each([
    [column, { change: 'DROP', toType: 'text' }, /go with RETYPE, not DROP/],
    [column, { change: 'RETYPE', fromType: 'int' }, /without `toType`/],
    [column, { change: 'RETYPE', toType: ' ' }, /cannot be empty/],
    ['Table:db/orders', { change: 'RETYPE', toType: 'text' }, /A Table has no type of its own/],
    [column, { change: 'RETYPE', newName: 'b' }, /goes with RENAME, not RETYPE/],
    [column, { change: 'RENAME', newName: '' }, /cannot be empty/],
  ] as const)('of %s, %j is refused', (of, details, message) => {
    expect(() => checkChange(of, details)).toThrow(message);
  });

  it('a type that is not known before is not taken to be widened', () => {
    expect(retypeOf({ change: 'RETYPE', toType: 'bigint' })).toEqual({ to: 'bigint', widens: false });
    expect(retypeOf({ change: 'RETYPE', fromType: 'int', toType: 'bigint' })?.widens).toBe(true);
    expect(retypeOf({ change: 'RETYPE' })).toBeUndefined();
  });
});

describe('a wider type', () => {
  it.each([
    ['int', 'bigint'],
    ['SMALLINT', 'Integer'],
    ['int', 'double precision'],
    ['float', 'double'],
    ['real', 'float64'],
    ['varchar(20)', 'text'],
    ['varchar( 20 )', 'character  varying(20)'],
    ['char(5)', 'varchar(5)'],
    ['decimal(10,2)', 'numeric(12, 2)'],
    ['decimal(10)', 'decimal(12,2)'],
    ['made_up', 'MADE_UP'],
  ])('%s → %s holds every value of the old one', (from, to) => {
    expect(isWidening(from, to)).toBe(true);
  });

  it.each([
    ['bigint', 'int'],
    ['bigint', 'double'],
    ['double', 'float'],
    ['int', 'int8'],
    ['int', 'text'],
    ['text', 'varchar(20)'],
    ['varchar(20)', 'varchar(19)'],
    ['varchar', 'varchar(20)'],
    ['varchar(5)', 'char(9)'],
    ['decimal(10,2)', 'decimal(10,4)'],
    ['decimal(10,2)', 'decimal'],
    ['timestamp', 'date'],
    ['', 'int'],
  ])('%s → %s does not', (from, to) => {
    expect(isWidening(from, to)).toBe(false);
  });

  it('by name, stands in the published table as the code has it', () => {
    const types = (cell: string) => cell.split(', ').filter((type) => /^[a-z0-9 ]+$/.test(type));
    const rows = WIDENINGS.map(([from, to]) => [types(from), types(to)] as const);
    const all = [...new Set(rows.flat(2))].filter((type) => type !== 'with or without n');
    for (const from of all)
      for (const to of all) {
        const published = rows.some(([froms, tos]) => froms.includes(from) && tos.includes(to));
        expect([from, to, from === to || isWidening(from, to)]).toEqual([from, to, from === to || published]);
      }
  });
});
