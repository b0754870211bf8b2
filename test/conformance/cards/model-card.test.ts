import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { writeCard } from '../../../src/cards/write-card.js';
import { entityId } from '../../../src/model/entity-id.js';
import { fileOf } from '../../support/card-catalog.js';
import { pythonEnvironment } from '../../support/python-env.js';
import { describeWithPython } from '../../support/real-parts.js';
import { runTool } from '../../support/run-tool.js';
import { temporaryDirectory } from '../../support/temp-dir.js';
import { churnDocuments, VERSION } from '../../unit/jsonld/support/churn-documents.js';
import { fullDocuments, fullId } from '../../unit/jsonld/support/full-documents.js';
import { HOSTILE_NAMES, hostileDocuments } from '../../unit/jsonld/support/hostile-names.js';

const SCRIPT = fileURLToPath(new URL('../support/read_model_cards.py', import.meta.url));
const SET_UP_MS = 10 * 60_000;

interface Told {
  readonly data: Readonly<Record<string, unknown>>;
  readonly model: string | null;
  readonly results: readonly Record<string, unknown>[];
  readonly text: string;
}

describeWithPython('model cards read by huggingface_hub', () => {
  let python: string;
  beforeAll(async () => {
    ({ python } = await pythonEnvironment('huggingface'));
  }, SET_UP_MS);

  async function read(cards: readonly string[]): Promise<Told[]> {
    const { path, remove } = await temporaryDirectory('cards');
    try {
      const files = cards.map((_, index) => join(path, `${index}.md`));
      await Promise.all(files.map((file, index) => writeFile(file, cards[index] ?? '')));
      return JSON.parse(await runTool(python, [SCRIPT, ...files])) as Told[];
    } finally {
      await remove();
    }
  }

  const cardOf = async (...given: Parameters<typeof fileOf>): Promise<string> =>
    writeCard(await fileOf(...given), 'model-card', { base: 'https://catalog.example' });

  it('have their metadata and their results', async () => {
    const [told] = await read([await cardOf(churnDocuments(), VERSION)]);
    expect(told?.model).toBe('customer_churn_predictor');
    expect(told?.results).toEqual([
      { task: 'other', dataset: 'not recorded', config: null, metric: 'auc', value: 0.92 },
    ]);
    expect(told?.data).toMatchObject({
      library_name: 'xgboost',
      datasets: ['shop.public.customer_features', 'shop.public.customers_2025'],
      metrics: ['auc'],
    });
    expect(told?.text).toContain('# customer\\_churn\\_predictor, version 3');
  });

  it('are read where every property is filled, and where nothing is known', async () => {
    const bare = { kind: 'MLModelVersion', service: 's', model: 'm', version: '1' } as const;
    const told = await read([
      await cardOf(fullDocuments(), fullId('MLModelVersion')),
      await cardOf([bare], entityId('MLModelVersion', 's', 'm', '1')),
    ]);
    expect(told.map(({ results }) => results.length)).toEqual([1, 0]);
    expect(told[0]?.data['license']).toBe('other');
    expect(told[1]?.text).toContain('_Not known: It is not known what it was trained on');
  });

  it('keep what is hostile in its place', async () => {
    const names = Object.values(HOSTILE_NAMES);
    const cards = await Promise.all(
      names.map((name) => cardOf(hostileDocuments(name), entityId('MLModelVersion', name, name, name))),
    );
    const told = await read(cards);
    told.forEach(({ data, text }, index) => {
      // Controls and line breaks become blanks; all else is the name as it was.
      // eslint-disable-next-line no-control-regex
      const name = (names[index] ?? '').replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
      expect(data['model_name']).toBe(name);
      expect(data['datasets']).toEqual([name]);
      expect(Object.keys(data).sort()).toEqual(expect.arrayContaining(['datasets', 'model_name']));
      expect(text).toMatch(/^\s*# /);
    });
  });
});
