import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';

const schema = JSON.parse(
  readFileSync(new URL('../../../../schema/files.schema.json', import.meta.url), 'utf8'),
) as object;
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
(addFormats as unknown as (instance: Ajv2020) => void)(ajv);
const validate = ajv.compile(schema);

const team = { kind: 'Team', name: 'growth' };
const consumer = (upstream: unknown): object => ({
  kind: 'Dashboard',
  service: 'bi',
  dashboard: 'd',
  edges: [{ type: 'CONSUMES', upstream }],
});

describe('the schema that editors check a file of declarations with', () => {
  test.each([
    ['a thing', team],
    ['a list', [team, consumer('Table:n/t')]],
    ['documents', { $schema: './files.schema.json', documents: [team] }],
    ['an end by key', consumer({ kind: 'Table', namespace: 'n', table: 't' })],
    ['a model by name', consumer('models:/churn@champion')],
  ])('accepts %s', (_, file) => {
    expect(validate(file), JSON.stringify(validate.errors)).toBe(true);
  });

  test.each([
    ['a kind that there is not', { kind: 'Dashbord' }],
    ['the record of a sync', { kind: 'SyncRun', service: 's', run: 'r' }],
    ['a key that lacks a part', { kind: 'Column', namespace: 'n', table: 't' }],
    ['a property that the kind does not have', { ...team, colour: 'red' }],
    ['an end of a kind that the relation does not lead to', consumer('Team:growth')],
    ['an end by half a key', consumer({ kind: 'Table', table: 't' })],
    ['more beside the documents', { documents: [team], name: 'x' }],
  ])('refuses %s', (_, file) => {
    expect(validate(file)).toBe(false);
  });
});
