import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDocuments } from '../../../../src/cli/curate/document-file.js';
import { temporaryDirectory, type TemporaryDirectory } from '../../../support/temp-dir.js';

let scratch: TemporaryDirectory;
beforeAll(async () => {
  scratch = await temporaryDirectory('documents');
});
afterAll(() => scratch.remove());

async function fileOf(text: string): Promise<string> {
  const file = join(scratch.path, 'things.yaml');
  await writeFile(file, text);
  return file;
}

const MODEL = { kind: 'MLModel', fields: { service: 'own', model: 'churn' } };

describe('A file of things to register', () => {
  it.each([
    ['one document of YAML', 'kind: MLModel\nservice: own\nmodel: churn\n', 1],
    [
      'several documents',
      'kind: MLModel\nservice: own\nmodel: churn\n---\n{kind: MLModel, service: own, model: churn}\n',
      2,
    ],
    ['a list of JSON', '[{"kind":"MLModel","service":"own","model":"churn"}]', 1],
    ['documents with empty ones between', '---\n---\nkind: MLModel\nservice: own\nmodel: churn\n---\n', 1],
  ])('may be %s', async (_, text, count) => {
    expect(await readDocuments(await fileOf(text), undefined)).toEqual(
      Array.from({ length: count }, () => MODEL),
    );
  });

  it('needs no kind where the command names it', async () => {
    expect(await readDocuments(await fileOf('service: own\nmodel: churn\n'), 'MLModel')).toEqual([MODEL]);
  });

  it.each([
    ['nothing in it', '', /There is nothing in .*things\.yaml/],
    ['broken YAML', 'kind: MLModel\nmodel: [a\n', /things\.yaml, line \d: /],
    ['a thing without a kind', 'model: churn\n', /say what it is/],
    ['a kind that is none', 'kind: MLModle\n', /did you mean MLModel\?/],
    ['what only the catalog writes', 'kind: SyncRun\n', /nothing is registered as a "SyncRun"/],
    ['a field that the kind does not have', 'kind: MLModel\nlicence: MIT\n', /did you mean license\?/],
    [
      'a number where a text is wanted',
      '- kind: Team\n  name: a\n- kind: MLModelVersion\n  version: 1.10\n',
      /thing 2: version is a text: write it in quotes/,
    ],
    ['a text instead of fields', 'just words\n', /written as its fields/],
  ])('says what is wrong with %s', async (_, text, message) => {
    await expect(readDocuments(await fileOf(text), undefined)).rejects.toThrow(message);
  });

  it('says when it is of another kind than the command', async () => {
    await expect(readDocuments(await fileOf('kind: Team\nname: a\n'), 'MLModel')).rejects.toThrow(
      /it is a Team, and no MLModel/,
    );
  });

  it('says when it cannot be read', async () => {
    await expect(readDocuments(join(scratch.path, 'none.yaml'), undefined)).rejects.toThrow(/ENOENT/);
  });
});
