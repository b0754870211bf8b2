import { Command } from 'commander';
import { badInput } from '../../errors.js';
import type { EntityKind } from '../../model/entity-kinds.js';
import type { CatalogClient } from '../catalog-client.js';
import { withCatalogOptions, type CatalogOptions } from '../session.js';
import { changedLists } from './changed-lists.js';
import { fieldArguments } from './field-arguments.js';
import { meantBy } from './meant-by.js';
import { mutate, type MutationRequest } from './mutate.js';
import { RESULT_FIELDS } from './mutation.view.js';
import { expectOption, reasonOption } from './options.js';

interface Options extends CatalogOptions {
  readonly set?: readonly string[];
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  readonly revert?: readonly string[];
  readonly expect?: number;
  readonly reason?: string;
}

const EXAMPLE = `
What is said goes before what the sources say, for search and filters too, until it is reverted. --set replaces the
whole of a list; --add and --remove leave the rest of it.

Example:
  headwater curate orders --set description='All orders, returns included' owners=ada
  headwater curate orders --add tags=pii tags=core --remove owners=bob
  headwater curate churn@3 --set stage=production --reason 'approved on 12 March' --expect 4
  headwater curate orders --revert description
  headwater curate orders customers refunds --set domain=sales`;

export function curateCommand(): Command {
  const command = new Command('curate')
    .description('say something of things, over what their sources say; no sync touches it')
    .argument('<things...>', 'ids, or names that mean one thing each')
    .option('--set <field=value...>', 'what to say')
    .option('--add <field=value...>', 'put into a list, such as tags, owners or terms')
    .option('--remove <field=value...>', 'take out of a list')
    .option('--revert <field...>', "take people's word back, so that the sources are heard again")
    .addOption(expectOption())
    .addOption(reasonOption());
  return withCatalogOptions(command)
    .addHelpText('after', EXAMPLE)
    .action(async (things: string[], said: Options) => {
      const { set = [], add = [], remove = [], revert = [], expect, reason, ...options } = said;
      if (set.length + add.length + remove.length + revert.length === 0)
        throw badInput('Say what to --set, --add, --remove or --revert.');
      if (things.length > 1 && expect !== undefined) throw badInput('--expect is for one thing.');
      await mutate(options, async function* (client) {
        if (things.length > 1 && add.length + remove.length === 0) {
          const [first = ''] = things;
          const values = await fieldArguments((await meantBy(client, first)).kind, set);
          yield many(things, values, revert, reason);
          return;
        }
        for (const thing of things)
          yield await one(client, thing, { set, add, remove, revert }, expect, reason);
      });
    });
}

async function one(
  client: CatalogClient,
  thing: string,
  { set, add, remove, revert }: Required<Pick<Options, 'set' | 'add' | 'remove' | 'revert'>>,
  expect: number | undefined,
  reason: string | undefined,
): Promise<MutationRequest> {
  const { id, kind } = await meantBy(client, thing);
  const lists = await changedLists(client, { id, kind }, add, remove);
  const values = { ...(await fieldArguments(kind, set)), ...lists.values };
  return requestOf(kind, id, values, revert, expect ?? lists.revision, reason);
}

const requestOf = (
  kind: EntityKind,
  id: string,
  set: object,
  revert: readonly string[],
  expect: number | undefined,
  reason: string | undefined,
): MutationRequest => ({
  document: `mutation Curate($id: ID!, $set: ${kind}Patch!, $revert: [String!], $expect: Int, $reason: String) {
    m: update${kind}(id: $id, set: $set, revert: $revert, expectedRevision: $expect, reason: $reason) { ${RESULT_FIELDS} }
  }`,
  variables: { id, set, revert, expect, reason },
});

const many = (
  ids: readonly string[],
  set: object,
  revert: readonly string[],
  reason: string | undefined,
): MutationRequest => ({
  document: `mutation Curate($input: CurateManyInput!, $reason: String) {
    m: curateMany(input: $input, reason: $reason) { ${RESULT_FIELDS} }
  }`,
  variables: { input: { ids, set, revert }, reason },
});
