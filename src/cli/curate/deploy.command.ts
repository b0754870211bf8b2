import { Command, Option } from 'commander';
import { badInput } from '../../errors.js';
import { DEPLOYMENT_STATES } from '../../model/states.js';
import type { CatalogClient } from '../catalog-client.js';
import { completed, type CurationOptions } from './curation-command.js';
import { meantBy } from './meant-by.js';
import { mutate } from './mutate.js';
import { RESULT_FIELDS } from './mutation.view.js';
import { expectOption, sharesOf } from './options.js';

interface DeployOptions extends CurationOptions {
  readonly state?: string;
  readonly serves?: string[];
  readonly url?: string;
  readonly target?: string;
  readonly traffic?: Readonly<Record<string, number>>;
}

export const deployCommand = (): Command =>
  completed(
    new Command('deploy')
      .description('change a deployment that people registered: what it serves, and whether it does')
      .argument('<deployment>', 'its id or name')
      .option('--serves <version...>', 'the versions that it is to answer with, instead of those it does')
      .addOption(
        new Option(
          '--traffic <shares>',
          'percent of the requests by version: churn@1.0.0=90,churn@1.1.0=10',
        ).argParser(sharesOf),
      )
      .addOption(new Option('--state <state>', 'whether it answers').choices(DEPLOYMENT_STATES))
      .option('--url <url>', 'where it answers')
      .option('--target <target>', 'what it runs on')
      .addOption(expectOption()),
    `headwater deploy live --serves churn@1.0.0 churn@1.1.0 --traffic churn@1.0.0=90,churn@1.1.0=10
  headwater deploy live --serves churn@1.1.0 --state IN_SERVICE
  headwater deploy live --state OUT_OF_SERVICE`,
  ).action((id: string, { expect, reason, ...rest }: DeployOptions) => {
    const { state, serves, url, target, traffic, ...options } = rest;
    if ([state, serves, url, target, traffic].every((value) => value === undefined))
      throw badInput('Say what is to become of it: --serves, --traffic, --state, --url or --target.');
    return mutate(options, async (client) => {
      const shares = traffic && (await byId(client, traffic));
      return {
        document: `mutation Deploy($input: DeploymentUpdateInput!, $expect: Int, $reason: String) {
          m: updateDeployment(input: $input, expectedRevision: $expect, reason: $reason) { ${RESULT_FIELDS} }
        }`,
        variables: {
          input: { id, state, serves, url, target, traffic: shares },
          expect,
          reason,
        },
      };
    });
  });

async function byId(
  client: CatalogClient,
  shares: Readonly<Record<string, number>>,
): Promise<Record<string, number>> {
  const named = await Promise.all(
    Object.entries(shares).map(
      async ([version, share]) => [(await meantBy(client, version)).id, share] as const,
    ),
  );
  return Object.fromEntries(named);
}
