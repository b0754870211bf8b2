import { Command } from 'commander';
import { HeadwaterError } from '../../errors.js';
import { ask } from '../question.js';
import { counted } from '../text.js';
import { completed, once, type CurationOptions } from './curation-command.js';
import { mutate } from './mutate.js';
import { RESULT_FIELDS } from './mutation.view.js';
import { expectOption } from './options.js';

export const deleteCommand = (): Command =>
  endCommand(
    'delete',
    'end a thing and all that it holds; restore gives it back',
    'headwater delete churn@2',
  );

export const restoreCommand = (): Command =>
  endCommand(
    'restore',
    'give back what was deleted, with its history and lineage',
    'headwater restore MLModelVersion:own/churn/2.0.0',
  );

const endCommand = (name: 'delete' | 'restore', description: string, example: string): Command =>
  completed(
    new Command(name)
      .description(description)
      .argument('<thing>', name === 'restore' ? 'its id' : 'its id, or a name that means one thing')
      .addOption(expectOption()),
    example,
  ).action((id: string, { expect, reason, ...options }: CurationOptions) =>
    mutate(
      options,
      once(
        `mutation End($id: ID!, $expect: Int, $reason: String) {
          m: ${name}(id: $id, expectedRevision: $expect, reason: $reason) { ${RESULT_FIELDS} }
        }`,
        { id, expect, reason },
      ),
    ),
  );

export const archiveCommand = (): Command =>
  completed(
    new Command('archive')
      .description('move a model or a version to the stage archived; it stays where it is')
      .argument('<thing>', 'its id, or a name that means one thing')
      .addOption(expectOption()),
    "headwater archive churn@1 --reason 'replaced by 2'",
  ).action((id: string, { expect, reason, ...options }: CurationOptions) =>
    mutate(
      options,
      once(
        `mutation Archive($input: CurateInput!, $reason: String) {
          m: curate(input: $input, reason: $reason) { ${RESULT_FIELDS} }
        }`,
        { input: { id, set: { stage: 'archived' }, expectedRevision: expect }, reason },
      ),
    ),
  );

const PURGE = `mutation Purge($id: ID!, $dryRun: Boolean!, $reason: String) {
  purge(id: $id, dryRun: $dryRun, reason: $reason) {
    __typename ... on Purged { id dryRun removed { kind count } } ... on Failure { message }
  }
}`;

interface PurgeData {
  readonly purge: {
    readonly __typename: string;
    readonly message?: string;
    readonly dryRun?: boolean;
    readonly removed?: readonly { readonly kind: string; readonly count: number }[];
  };
}

export const purgeCommand = (): Command =>
  completed(
    new Command('purge')
      .description(
        'remove for good what was deleted, with its history; without --yes it only says what would go',
      )
      .argument('<id>', 'its id')
      .option('--yes', 'really remove it', false),
    'headwater purge MLModel:own/churn\n  headwater purge MLModel:own/churn --yes',
  ).action((id: string, { yes, reason, ...options }: CurationOptions & { readonly yes: boolean }) =>
    ask<PurgeData>(options, PURGE, { id, dryRun: !yes, reason }, ({ purge }) => {
      const { __typename, message = '', removed = [], dryRun } = purge;
      if (__typename !== 'Purged')
        throw new HeadwaterError(__typename === 'NotFound' ? 'NOT_FOUND' : 'RULE_BROKEN', message);
      const lines = removed.map(({ kind, count }) => `  ${counted(count, kind)}`);
      return dryRun
        ? ['This would go for good, with its history; --yes removes it:', ...lines]
        : ['Removed for good:', ...lines];
    }),
  );
