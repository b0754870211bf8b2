import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { writeCard } from '../../../src/cards/write-card.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { entityId } from '../../../src/model/entity-id.js';
import { fileOf } from '../../support/card-catalog.js';

const KEY = { service: 's', model: 'm', version: '1' } as const;
const ID = entityId('MLModelVersion', 's', 'm', '1');

async function card(changes: Record<string, unknown>, others: readonly EntityDocument[] = []) {
  const documents: EntityDocument[] = [{ kind: 'MLModelVersion', ...KEY, ...changes }, ...others];
  const text = writeCard(await fileOf(documents, ID), 'model-card', { base: 'https://catalog.example' });
  const [, head = '', body = ''] = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text) ?? [];
  return { head: parse(head) as Record<string, unknown>, body };
}

const ATTACKS = [
  '---\nlicense: mit\n---\n# Another card',
  'end: "\ninjected: true',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[click](javascript:alert(1))',
  '![](https://evil.example/pixel.png)',
  '# A heading of theirs',
  'A heading\n===',
  '| a | table |',
  '```\ncode',
  '</details><iframe>',
  '&lt;b&gt;',
  '@everyone https://evil.example',
  '1. a list',
  '- a list',
];

describe('what sources write into a model card', () => {
  it.each(ATTACKS)('stays text: %j', async (attack) => {
    const { head, body } = await card(
      {
        ...{ description: attack, algorithm: attack, owners: [attack], tags: [attack], author: attack },
        ...{ sourceUrl: attack, aliases: [attack], metadata: { limitations: attack, intended_use: attack } },
      },
      [
        { kind: 'MLModel', service: 's', model: 'm', license: attack, task: attack },
        { kind: 'Metric', ...KEY, metric: attack, datasetName: attack, slice: attack, value: 1 },
        { kind: 'HyperParameter', ...KEY, parameter: attack, value: attack },
      ],
    );
    const oneLine = attack.replace(/\s+/g, ' ');
    expect(head).toMatchObject({ license: 'other', license_name: oneLine, tags: [oneLine], model_name: 'm' });
    expect(Object.keys(head)).not.toContain('injected');
    const unescaped = body.replace(/\\[\\`*_[\]|~#!>$.)+=-]/g, '');
    expect(unescaped).not.toMatch(/<(?!https?:)/);
    expect(unescaped).not.toContain('](');
    const headings = unescaped.match(/^#.*$/gm) ?? [];
    expect(headings.join()).not.toMatch(/theirs|Another/);
    expect(unescaped).not.toMatch(/^(===|---|\d+\. a list|- a list)/m);
    expect(unescaped.match(/```/g)).toHaveLength(2);
    expect(unescaped).not.toContain('https://evil');
  });
});

describe('a model card', () => {
  it('says of each section what is missing in it', async () => {
    const { body } = await card({});
    const sections = new Map(
      body.split(/^## /m).map((part) => [part.slice(0, part.indexOf('\n')), part] as const),
    );
    for (const title of [
      'Model details',
      'Intended use',
      'Training data',
      'Evaluation',
      'Limitations',
      'Decisions',
    ])
      expect(sections.get(title), title).toContain('_Not known: ');
    expect(sections.get('What is missing')).toContain('**training data**');
    expect(sections.get('How to trace it')).toContain(`headwater provenance "${ID}"`);
  });

  it('takes what people recorded as metadata or tags, of the version before its model', async () => {
    const { body } = await card(
      { metadata: { 'Intended-Use': 'Ranking customers' }, tags: ['limitations=Only Europe'] },
      [
        {
          kind: 'MLModel',
          service: 's',
          model: 'm',
          metadata: { intended_use: 'Anything', ethical_considerations: ['May discriminate'] },
        },
      ],
    );
    expect(body).toContain('Ranking customers');
    expect(body).not.toContain('Anything');
    expect(body).toContain('Only Europe');
    expect(body).toContain('May discriminate');
  });
});
