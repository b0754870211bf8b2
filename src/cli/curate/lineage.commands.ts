import { Argument, Command } from 'commander';
import { STATED_TYPES } from '../../model/relations.js';
import { completed, once, type CurationOptions } from './curation-command.js';
import { mutate } from './mutate.js';
import { RESULT_FIELDS } from './mutation.view.js';
import { expectOption } from './options.js';

const relation = (): Argument => new Argument('<relation>', 'how it depends on it').choices(STATED_TYPES);

export const declareCommand = (): Command =>
  completed(
    new Command('declare')
      .description('state that one thing depends on another, with who says so and why')
      .argument('<downstream>', 'what depends')
      .addArgument(relation())
      .argument('<upstream>', 'what it depends on')
      .addOption(expectOption()),
    "headwater declare 'Churn dashboard' CONSUMES churn_scores --reason 'seen in its query'",
  ).action(
    (downstream: string, type: string, upstream: string, { expect, reason, ...options }: CurationOptions) =>
      mutate(
        options,
        once(
          `mutation Declare($downstream: ID!, $edge: EdgeInput!, $expect: Int, $reason: String) {
          m: declareLineage(downstream: $downstream, edge: $edge, expectedRevision: $expect, reason: $reason) { ${RESULT_FIELDS} }
        }`,
          {
            downstream,
            edge: { type, upstream, reason },
            expect,
            reason,
          },
        ),
      ),
  );

export const withdrawCommand = (): Command =>
  completed(
    new Command('withdraw')
      .description('take back an edge that people declared')
      .argument('<downstream>', 'what was said to depend')
      .addArgument(relation())
      .argument('<upstream>', 'what it was said to depend on')
      .addOption(expectOption()),
    "headwater withdraw 'Churn dashboard' CONSUMES churn_scores",
  ).action(
    (downstream: string, type: string, upstream: string, { expect, reason, ...options }: CurationOptions) =>
      mutate(
        options,
        once(
          `mutation Withdraw($downstream: ID!, $type: StatedRelation!, $upstream: ID!, $expect: Int, $reason: String) {
          m: withdrawLineage(downstream: $downstream, type: $type, upstream: $upstream, expectedRevision: $expect, reason: $reason) { ${RESULT_FIELDS} }
        }`,
          { downstream, type, upstream, expect, reason },
        ),
      ),
  );
