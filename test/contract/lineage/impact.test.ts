import { beforeAll, expect, it } from 'vitest';
import { emptyGraph, describeOnEveryEngine } from '../../support/engines.js';
import { curator, type Curator } from '../curate/curator.js';

const RESULT = '{ __typename ... on Failure { message } }';
const REPORT = 'Column:db/report/total';

describeOnEveryEngine('impact by GraphQL', (open) => {
  let ada: Curator;
  const ask = async (impact: string): Promise<Record<string, unknown>> =>
    (await ada(`{ ${impact} }`))['impact'] as Record<string, unknown>;

  beforeAll(async () => {
    const executor = await open();
    await emptyGraph(executor);
    ada = curator(executor, { actor: 'ada', role: 'editor' });
    for (const input of [
      'createTable(input: { namespace: "db", table: "orders" })',
      'createTable(input: { namespace: "db", table: "report", owners: ["bo"] })',
      'createColumn(input: { namespace: "db", table: "orders", column: "a", dataType: "int" })',
      `createColumn(input: { namespace: "db", table: "report", column: "total",
        edges: [{ type: DERIVED_FROM, upstream: "Column:db/orders/a", transformations: ["INDIRECT/FILTER"] }] })`,
      `createDashboard(input: { service: "bi", dashboard: "board", edges: [{ type: CONSUMES, upstream: "${REPORT}" }] })`,
    ])
      expect(Object.values(await ada(`mutation { ${input} ${RESULT} }`))[0]).toEqual({
        __typename: 'Changed',
      });
  });

  it('tells what is touched, how badly, by what use and by which way', async () => {
    const { items } = await ask(
      'impact(of: "orders.a") { items { entity { id } effect severity use whyOthers whyOthersCapped atWorst { effect } why { type } } }',
    );
    const said = {
      effect: 'BREAKS',
      severity: 'CRITICAL',
      whyOthersCapped: false,
      whyOthers: 0,
      atWorst: null,
    };
    expect(items).toMatchObject([
      { entity: { id: REPORT }, ...said, why: [{ type: 'DERIVED_FROM' }] },
      {
        entity: { id: 'Dashboard:bi/board' },
        ...said,
        why: [{ type: 'DERIVED_FROM' }, { type: 'CONSUMES' }],
      },
      { entity: { id: 'Table:db/report' }, ...said },
    ]);
  });

  it('tells whom to tell, of columns the owners of their table, as people have named them', async () => {
    const owners =
      'owners { owner { name entity { id } } total live severity things { entity { id } why { type } } } ownersTotal';
    expect(await ask(`impact(of: "orders.a", first: 1) { ${owners} }`)).toMatchObject({
      owners: [
        {
          owner: { name: 'bo', entity: null },
          ...{ total: 2, live: 2, severity: 'CRITICAL' },
          things: [{ entity: { id: REPORT }, why: [{}] }, { entity: { id: 'Table:db/report' } }],
        },
        { owner: null, total: 1, things: [{ entity: { id: 'Dashboard:bi/board' } }] },
      ],
      ownersTotal: 2,
    });
    expect(await ask('impact(of: "orders.a") { owners(first: 1) { total } ownersTotal }')).toEqual({
      ...{ owners: [{ total: 2 }], ownersTotal: 2 },
    });
  });

  it('takes the type that it knows for the one before, and judges a wider one more mildly', async () => {
    const retype = (args: string): Promise<unknown> =>
      ask(
        `impact(of: "orders.a", change: RETYPE, ${args}) { retype { from to widens } totals { bySeverity { severity total } } }`,
      );
    expect(await retype('toType: "bigint"')).toEqual({
      ...{ retype: { from: 'int', to: 'bigint', widens: true } },
      totals: { bySeverity: [{ severity: 'MEDIUM', total: 3 }] },
    });
    expect(await retype('fromType: "bigint", toType: "int"')).toEqual({
      ...{ retype: { from: 'bigint', to: 'int', widens: false } },
      totals: { bySeverity: [{ severity: 'CRITICAL', total: 3 }] },
    });
    expect(
      await ask('impact(of: "orders.a", change: RENAME, newName: "b") { newName retype { to } }'),
    ).toEqual({
      ...{ newName: 'b', retype: null },
    });
  });

  it.each([
    ['impact(of: "board") { totals { total } }', /kind Dashboard: .* It can be asked of Column/],
    ['impact(of: "orders.a", toType: "text") { totals { total } }', /go with RETYPE, not DROP/],
    ['impact(of: "orders", change: RETYPE, toType: "text") { totals { total } }', /no type of its own/],
    ['impact(of: "orders.a") { owners(first: 0) { total } }', /between 1 and 1000/],
  ])('refuses %s', async (question, message) => {
    await expect(ask(question)).rejects.toThrow(message);
  });
});
