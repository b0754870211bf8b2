import { Argument, Command } from 'commander';
import { badInput } from '../../errors.js';
import { STATED_TYPES } from '../../model/relations.js';
import { DEPLOYMENT_STATES } from '../../model/states.js';
import { withCatalogOptions, type CatalogOptions } from '../session.js';
import { jsonOf } from './field-arguments.js';
import { mutate, RESULT_FIELDS } from './mutate.js';
import { expectOption, reasonOption } from './options.js';

interface Options extends CatalogOptions {
  readonly expect?: number;
  readonly reason?: string;
}

const once = (document: string, variables: Record<string, unknown>) => () =>
  Promise.resolve({ document, variables });

/** Adds what all these commands take, with an example. */
const completed = (command: Command, example: string): Command =>
  withCatalogOptions(command.addOption(reasonOption())).addHelpText('after', `\nExample:\n  ${example}`);

export const commentCommand = (): Command =>
  withCatalogOptions(
    new Command('comment')
      .description('write a comment about a thing; comments are never changed')
      .argument('<thing>', 'its id, or a name that means one thing')
      .argument('<text>', 'the comment'),
  )
    .addHelpText('after', "\nExample:\n  headwater comment churn@3 'Approved by the model board.'")
    .action((about: string, text: string, options: CatalogOptions) =>
      mutate(
        options,
        once(
          `mutation Comment($input: CommentInput!) { m: addComment(input: $input) { ${RESULT_FIELDS} } }`,
          {
            input: { about, text },
          },
        ),
      ),
    );

export const moveTagCommand = (): Command =>
  completed(
    new Command('move-tag')
      .description('put a unique tag on a version, and take it off the one that had it')
      .argument('<version>', 'the version, by id or as model@version')
      .argument('<tag>', 'the tag, such as production')
      .option('--remove', 'take it off the version instead', false)
      .addOption(expectOption()),
    'headwater move-tag churn@3 production',
  ).action(
    (version: string, tag: string, { remove, expect, reason, ...options }: Options & { remove: boolean }) =>
      mutate(
        options,
        once(
          `mutation Tag($input: UniqueTagInput!, $remove: Boolean!, $expect: Int, $reason: String) {
          m: moveUniqueTag(input: $input, remove: $remove, expectedRevision: $expect, reason: $reason) { ${RESULT_FIELDS} }
        }`,
          { input: { version, tag }, remove, expect: expect ?? null, reason: reason ?? null },
        ),
      ),
  );

export const metadataCommand = (): Command =>
  completed(
    new Command('metadata')
      .description('set one key of the metadata of a thing to any JSON; null takes it away')
      .argument('<thing>', 'its id, or a name that means one thing')
      .argument('<key>', 'the key')
      .argument('<json>', 'the value, as JSON')
      .addOption(expectOption()),
    `headwater metadata churn risk '{"level":"high","board":"2026-03-12"}'`,
  ).action((id: string, key: string, json: string, { expect, reason, ...options }: Options) =>
    mutate(
      options,
      once(
        `mutation Metadata($input: MetadataInput!, $value: JSON, $expect: Int, $reason: String) {
          m: setMetadata(input: $input, value: $value, expectedRevision: $expect, reason: $reason) { ${RESULT_FIELDS} }
        }`,
        {
          input: { id, key },
          value: jsonOf('The value', json),
          expect: expect ?? null,
          reason: reason ?? null,
        },
      ),
    ),
  );

interface LogOptions extends Options {
  readonly dataset?: string;
  readonly slice?: string;
  readonly kind?: string;
}

export const logCommand = (): Command =>
  completed(
    new Command('log')
      .description('add points to metrics of a version: a number, or a text')
      .argument('<version>', 'the version, by id or as model@version')
      .argument('<points...>', 'name=value, or name=value@step')
      .option('--dataset <name>', 'the data it was measured on')
      .option('--slice <name>', 'the part of it, such as a group')
      .option('--kind <kind>', 'performance, fairness, drift and so on'),
    'headwater log churn@3 auc=0.91 loss=0.30@10 --dataset holdout',
  ).action((version: string, points: string[], { dataset, slice, kind, reason, ...options }: LogOptions) => {
    const part = { ...(dataset ? { dataset } : {}), ...(slice ? { slice } : {}), ...(kind ? { kind } : {}) };
    const metrics = metricsOf(points).map((metric) => ({ ...metric, ...part }));
    return mutate(
      options,
      once(
        `mutation Log($input: LogMetricsInput!, $reason: String) { m: logMetrics(input: $input, reason: $reason) { ${RESULT_FIELDS} } }`,
        { input: { version, metrics }, reason: reason ?? null },
      ),
    );
  });

interface Point {
  readonly value?: number;
  readonly text?: string;
  readonly step?: number;
}

function metricsOf(args: readonly string[]): { name: string; points: Point[] }[] {
  const metrics = new Map<string, Point[]>();
  for (const arg of args) {
    const match = /^(?<name>[^=]+)=(?<value>.+?)(?:@(?<step>\d+))?$/s.exec(arg)?.groups;
    if (!match) throw badInput(`"${arg}" is no point: write it as name=value or name=value@step.`);
    const { name = '', value = '', step } = match;
    const number = Number(value);
    const point: Point = {
      ...(Number.isFinite(number) ? { value: number } : { text: value }),
      ...(step === undefined ? {} : { step: Number(step) }),
    };
    metrics.set(name, [...(metrics.get(name) ?? []), point]);
  }
  return [...metrics].map(([name, points]) => ({ name, points }));
}

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
  ).action((downstream: string, type: string, upstream: string, { expect, reason, ...options }: Options) =>
    mutate(
      options,
      once(
        `mutation Declare($downstream: ID!, $edge: EdgeInput!, $expect: Int, $reason: String) {
          m: declareLineage(downstream: $downstream, edge: $edge, expectedRevision: $expect, reason: $reason) { ${RESULT_FIELDS} }
        }`,
        {
          downstream,
          edge: { type, upstream, reason: reason ?? null },
          expect: expect ?? null,
          reason: reason ?? null,
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
  ).action((downstream: string, type: string, upstream: string, { expect, reason, ...options }: Options) =>
    mutate(
      options,
      once(
        `mutation Withdraw($downstream: ID!, $type: StatedRelation!, $upstream: ID!, $expect: Int, $reason: String) {
          m: withdrawLineage(downstream: $downstream, type: $type, upstream: $upstream, expectedRevision: $expect, reason: $reason) { ${RESULT_FIELDS} }
        }`,
        { downstream, type, upstream, expect: expect ?? null, reason: reason ?? null },
      ),
    ),
  );

interface DeployOptions extends Options {
  readonly state?: string;
  readonly serves?: string[];
  readonly url?: string;
  readonly target?: string;
}

export const deployCommand = (): Command =>
  completed(
    new Command('deploy')
      .description('change a deployment that people registered: what it serves, and whether it does')
      .argument('<deployment>', 'its id or name')
      .option('--serves <version...>', 'the versions that it is to answer with, instead of those it does')
      .option('--state <state>', `one of ${DEPLOYMENT_STATES.join(', ')}`)
      .option('--url <url>', 'where it answers')
      .option('--target <target>', 'what it runs on')
      .addOption(expectOption()),
    'headwater deploy live --serves churn@1.1.0 --state IN_SERVICE\n  headwater deploy live --state OUT_OF_SERVICE',
  ).action((id: string, { expect, reason, state, serves, url, target, ...options }: DeployOptions) =>
    mutate(
      options,
      once(
        `mutation Deploy($input: DeploymentUpdateInput!, $expect: Int, $reason: String) {
          m: updateDeployment(input: $input, expectedRevision: $expect, reason: $reason) { ${RESULT_FIELDS} }
        }`,
        {
          input: { id, state, serves, url, target },
          ...{ expect: expect ?? null, reason: reason ?? null },
        },
      ),
    ),
  );
