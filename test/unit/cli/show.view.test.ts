import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { SHOW_QUERY, showLines } from '../../../src/cli/show.view.js';
import { entityDefinitions } from '../../../src/model/registry.js';
import { createSchema } from '../../../src/resolvers/schema.js';

const plain = (lines: readonly string[]): string =>
  // eslint-disable-next-line no-control-regex -- the colours of a terminal
  lines.join('\n').replace(/\u001b\[\d+m/g, '');

describe('what show asks', () => {
  it('is a valid document', () => {
    expect(validate(createSchema(), parse(SHOW_QUERY))).toEqual([]);
  });

  it.each(entityDefinitions().map((definition) => [definition.kind, definition] as const))(
    'names every property that a %s can show, but its key, which the id tells',
    (kind, { properties, key }) => {
      const own =
        new RegExp(`\\.\\.\\. on ${kind} \\{(.*(?:\\n(?!    \\.\\.\\. ).*)*)`).exec(SHOW_QUERY)?.[1] ?? '';
      const asked = `${SHOW_QUERY.slice(0, SHOW_QUERY.indexOf('...'))} ${own}`.split(/\W+/);
      for (const [name, { graphql }] of properties)
        if (graphql !== false && !key.includes(name)) expect(asked, name).toContain(name);
    },
  );
});

describe('what show prints', () => {
  it('is what is kept by key as the JSON that it is', () => {
    const entity = {
      id: 'MLModel:s/m',
      kind: 'MLModel',
      name: 'm',
      metadata: { team: { size: 3 } },
      steps: [],
    };
    expect(plain(showLines({ entity }))).toContain('metadata  {"team":{"size":3}}');
  });

  it('are the steps of a version in order, with what they run with', () => {
    const steps = [
      { name: 'clean', description: null, hasAssets: false, parameters: { class: 'Clean' } },
      { name: 'fit', description: 'Trains.', hasAssets: true, parameters: null },
    ];
    const text = plain(
      showLines({ entity: { id: 'MLModelVersion:s/m/1', kind: 'MLModelVersion', name: '1', steps } }),
    );
    expect(text).toMatch(/clean .* false .* {"class":"Clean"}[\s\S]*fit .* Trains\./);
  });

  it('are the people of a team by what they are called', () => {
    const entity = {
      id: 'Team:data',
      kind: 'Team',
      name: 'data',
      members: [{ id: 'User:ana' }, { id: 'User:bo' }],
    };
    expect(plain(showLines({ entity }))).toContain('members  ana, bo');
  });

  it('are the comments with their authors, whatever is written in them', () => {
    const comments = [{ writtenAt: '2026-11-20T12:00:00.000Z', author: 'ana', text: 'a\u001b[31m red' }];
    const text = showLines({ entity: { id: 'Tag:pii', kind: 'Tag', name: 'pii', comments } }).join('\n');
    expect(text).toContain('a\\u001b[31m red');
  });
});
