import { Command, Option } from 'commander';
import { groupBy } from '../../group-by.js';
import { badInput } from '../../errors.js';
import { completed, once, type CurationOptions } from './curation-command.js';
import { mutate } from './mutate.js';
import { RESULT_FIELDS } from './mutation.view.js';
import { timeOf } from './options.js';

interface LogOptions extends CurationOptions {
  readonly dataset?: string;
  readonly slice?: string;
  readonly kind?: string;
  readonly unit?: string;
  readonly at?: string;
}

export const logCommand = (): Command =>
  completed(
    new Command('log')
      .description('add points to metrics of a version: a number, or a text')
      .argument('<version>', 'the version, by id or as model@version')
      .argument('<points...>', 'name=value, or name=value@step')
      .option('--dataset <name>', 'the data it was measured on')
      .option('--slice <name>', 'the part of it, such as a group')
      .option('--kind <kind>', 'performance, fairness, feature-importance, drift and so on')
      .option('--unit <unit>', 'the unit of the values')
      .addOption(
        new Option(
          '--at <time>',
          'when it was measured, such as 2026-03-01T08:00:00Z (default: now)',
        ).argParser(timeOf),
      ),
    `headwater log churn@3 auc=0.91 loss=0.30@10 loss=0.24@20 --dataset holdout
  headwater log churn@3 recall=0.84 --dataset holdout --slice region=north --kind fairness`,
  ).action((version: string, points: string[], { reason, at, ...rest }: LogOptions) => {
    const { dataset, slice, kind, unit, ...options } = rest;
    const metrics = metricsOf(points, at).map((metric) => ({ ...metric, dataset, slice, kind, unit }));
    return mutate(
      options,
      once(
        `mutation Log($input: LogMetricsInput!, $reason: String) { m: logMetrics(input: $input, reason: $reason) { ${RESULT_FIELDS} } }`,
        { input: { version, metrics }, reason },
      ),
    );
  });

interface Point {
  readonly value?: number;
  readonly text?: string;
  readonly step?: number;
  readonly at?: string;
}

function metricsOf(args: readonly string[], at: string | undefined): { name: string; points: Point[] }[] {
  const points = args.map((arg): { name: string; point: Point } => {
    const match = /^(?<name>[^=]+)=(?<value>.+?)(?:@(?<step>\d+))?$/s.exec(arg)?.groups;
    if (!match) throw badInput(`"${arg}" is no point: write it as name=value or name=value@step.`);
    const { name = '', value = '', step } = match;
    const number = Number(value);
    const point: Point = {
      ...(Number.isFinite(number) ? { value: number } : { text: value }),
      ...(step === undefined ? {} : { step: Number(step) }),
      ...(at === undefined ? {} : { at }),
    };
    return { name, point };
  });
  const metrics = groupBy(points, ({ name }) => name);
  return [...metrics].map(([name, logged]) => ({ name, points: logged.map(({ point }) => point) }));
}
