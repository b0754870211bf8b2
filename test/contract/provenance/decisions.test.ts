import { beforeAll, expect, it } from 'vitest';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { describeOnEveryEngine } from '../../support/engines.js';
import { curator, type Curator } from '../curate/curator.js';
import { said, versionDocuments } from '../diff/compared-things.js';
import { asked, DEPLOYMENT, version, whatAt } from './given-provenance.js';

describeOnEveryEngine('who approved a version', (open) => {
  let executor: GraphExecutor;
  let ask: Curator;
  const decisions = async (more = {}): Promise<Record<string, unknown>[]> => {
    const { versions } = await asked(ask, version('1'), more);
    return (versions[0]?.decisions ?? []).map((one) =>
      Object.fromEntries(Object.entries(one).filter(([, value]) => value !== null)),
    );
  };
  const set = (stage: string, reason: string) =>
    `mutation { updateMLModelVersion(id: "${version('1')}", set: { stage: "${stage}" }, reason: "${reason}") { __typename } }`;
  /** Later than all that was done so far, and before what comes. */
  const moment = async (): Promise<string> => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const at = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    return at;
  };

  beforeAll(async () => {
    executor = await open();
    ask = curator(executor, { actor: 'bob', role: 'admin' });
    await said(
      executor,
      versionDocuments({ number: '1', fields: { aliases: ['champion'] } }),
      '2026-03-01T00:00:00.000Z',
    );
  });

  it('is nobody where only a registry says so', async () => {
    expect(await decisions()).toEqual([]);
    expect(whatAt(await asked(ask, version('1')))).toContain(`NO_APPROVAL ${version('1')}`);
  });

  it('is not who moved it to staging or wrote about it, but that is told', async () => {
    await ask(set('staging', 'figures complete'));
    await ask(
      `mutation { addComment(input: { about: "${version('1')}", text: "Looks good." }) { __typename } }`,
    );
    expect(await decisions()).toEqual([
      { what: 'STAGE', by: 'bob', after: 'staging', reason: 'figures complete', approves: false },
      { what: 'COMMENT', by: 'bob', after: 'Looks good.', approves: false },
    ]);
    expect(whatAt(await asked(ask, version('1')))).toContain(`NO_APPROVAL ${version('1')}`);
  });

  it('is who moved it to production, named it or made a deployment serve it, with when and why', async () => {
    const before = await moment();
    await ask(set('production', 'board of 3 March'));
    const board = await moment();
    await ask(
      `mutation { moveUniqueTag(input: { version: "${version('1')}", tag: "approved" }, reason: "item 1") { __typename } }`,
    );
    await ask(
      `mutation { createDeployment(input: { service: "registry", endpoint: "live", state: "IN_SERVICE", edges: [{ type: SERVES, upstream: "${version('1')}" }] }, reason: "go") { __typename } }`,
    );
    const approvals = [
      {
        what: 'STAGE',
        by: 'bob',
        before: 'staging',
        after: 'production',
        reason: 'board of 3 March',
        approves: true,
      },
      { what: 'UNIQUE_TAG', by: 'bob', after: 'approved', reason: 'item 1', approves: true },
      { what: 'SERVED', by: 'bob', after: DEPLOYMENT, reason: 'go', approves: true },
    ];
    expect((await decisions()).slice(2)).toEqual(approvals);
    expect(whatAt(await asked(ask, version('1'))).join()).not.toContain('NO_APPROVAL');

    // As of a moment, only what had been done by then.
    expect((await decisions({ asOf: board })).slice(2)).toEqual(approvals.slice(0, 1));
    expect(whatAt(await asked(ask, version('1'), { asOf: before }))).toContain(`NO_APPROVAL ${version('1')}`);
  });

  it('stays who it was when it is taken back, which is told too', async () => {
    await ask(set('archived', 'replaced'));
    expect((await decisions()).at(-1)).toEqual({
      ...{ what: 'STAGE', by: 'bob', before: 'production', after: 'archived', reason: 'replaced' },
      approves: false,
    });
    expect(whatAt(await asked(ask, version('1'))).join()).not.toContain('NO_APPROVAL');
  });
});
