import { describe, expect, it } from 'vitest';
import { mayDo, requireRight, ROLES, type Right } from '../../../../src/catalog/access/principal.js';
import { HeadwaterError } from '../../../../src/errors.js';

const TABLE: Readonly<Record<Right, readonly string[]>> = {
  edit: ['editor', 'admin'],
  ingest: ['ingestor', 'admin'],
  purge: ['admin'],
  administer: ['admin'],
};

describe('A role', () => {
  it.each(Object.entries(TABLE) as [Right, string[]][])(
    'may %s only if it is one of %s',
    (right, allowed) => {
      for (const role of ROLES)
        expect(mayDo({ actor: 'ada', role }, right), role).toBe(allowed.includes(role));
    },
  );

  it('that is not enough is told which one would be', () => {
    const attempt = () => requireRight({ actor: 'ada', role: 'reader' }, 'ingest');
    expect(attempt).toThrow(HeadwaterError);
    expect(attempt).toThrow(/"ada" has the role reader, which may not ingest.*ingestor or admin/);
  });
});
