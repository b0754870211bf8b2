import { Command } from 'commander';
import { badInput } from '../../errors.js';
import type { EntityKind } from '../../model/entity-kinds.js';
import type { CatalogClient } from '../catalog-client.js';
import { dataOf } from '../graphql-result.js';
import { withCatalogOptions, type CatalogOptions } from '../session.js';
import { fieldArguments } from './field-arguments.js';
import { mutate, RESULT_FIELDS } from './mutate.js';
import { expectOption, reasonOption } from './options.js';

interface Options extends CatalogOptions {
  readonly set?: readonly string[];
  readonly revert?: readonly string[];
  readonly expect?: number;
  readonly reason?: string;
}

const EXAMPLE = `
Example:
  headwater curate orders --set description='All orders, returns included' owners=ada tags=pii tags=core
  headwater curate churn@3 --set stage=production --reason 'approved on 12 March' --expect 4
  headwater curate orders --revert description
  headwater curate orders customers refunds --set domain=sales`;

export function curateCommand(): Command {
  const command = new Command('curate')
    .description('say something of things, over what their sources say; no sync touches it')
    .argument('<things...>', 'ids, or names that mean one thing each')
    .option('--set <field=value...>', 'what to say')
    .option('--revert <field...>', "take people's word back, so that the sources are heard again")
    .addOption(expectOption())
    .addOption(reasonOption());
  return withCatalogOptions(command)
    .addHelpText('after', EXAMPLE)
    .action(async (things: string[], { set = [], revert = [], expect, reason, ...options }: Options) => {
      if (set.length + revert.length === 0) throw badInput('Say what to --set or to --revert.');
      if (things.length > 1 && expect !== undefined) throw badInput('--expect is for one thing.');
      const [only] = things as [string];
      await mutate(options, async (client) => {
        const kind = await kindOf(client, only);
        const values = await fieldArguments(kind, set);
        return things.length > 1
          ? many(things, values, revert, reason)
          : one(kind, only, values, revert, expect, reason);
      });
    });
}

const one = (
  kind: EntityKind,
  id: string,
  set: object,
  revert: readonly string[],
  expect: number | undefined,
  reason: string | undefined,
) => ({
  document: `mutation Curate($id: ID!, $set: ${kind}Patch!, $revert: [String!], $expect: Int, $reason: String) {
    m: update${kind}(id: $id, set: $set, revert: $revert, expectedRevision: $expect, reason: $reason) { ${RESULT_FIELDS} }
  }`,
  variables: { id, set, revert, expect: expect ?? null, reason: reason ?? null },
});

const many = (
  ids: readonly string[],
  set: object,
  revert: readonly string[],
  reason: string | undefined,
) => ({
  document: `mutation Curate($input: CurateManyInput!, $reason: String) {
    m: curateMany(input: $input, reason: $reason) { ${RESULT_FIELDS} }
  }`,
  variables: { input: { ids, set, revert }, reason: reason ?? null },
});

async function kindOf(client: CatalogClient, id: string): Promise<EntityKind> {
  const { entity } = dataOf<{ entity: { kind: EntityKind } }>(
    await client.query('query Kind($id: ID!) { entity(id: $id) { kind } }', { id }),
  );
  return entity.kind;
}
