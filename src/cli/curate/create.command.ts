import { Argument, Command } from 'commander';
import { badInput } from '../../errors.js';
import { ENTITY_KINDS, type EntityKind } from '../../model/entity-kinds.js';
import { withCatalogOptions, type CatalogOptions } from '../session.js';
import { fieldArguments } from './field-arguments.js';
import { mutate, RESULT_FIELDS } from './mutate.js';
import { reasonOption } from './options.js';

interface Options extends CatalogOptions {
  readonly edge?: readonly string[];
  readonly reason?: string;
}

const EXAMPLE = `
Example:
  headwater create MLModelService service=own platform=Headwater versioning=semantic
  headwater create MLModel service=own model=churn task=classification license=Apache-2.0 tags=core
  headwater create MLModelVersion service=own model=churn framework=sklearn --edge TRAINED_ON Table:shop/orders
  headwater create Deployment service=own endpoint=live state=IN_SERVICE --edge SERVES MLModelVersion:own/churn/1.0.0`;

export function createCommand(): Command {
  const command = new Command('create')
    .description('register a thing by hand: a model, a version, a deployment, a table, a team and so on')
    .addArgument(new Argument('<kind>', 'what it is').choices(ENTITY_KINDS))
    .argument('<fields...>', 'its fields as field=value; a list by naming the field several times')
    .option('--edge <type-and-id...>', 'what it depends on: a relation and an id, as often as needed')
    .addOption(reasonOption());
  return withCatalogOptions(command)
    .addHelpText('after', EXAMPLE)
    .action(async (kind: EntityKind, fields: string[], { edge = [], reason, ...options }: Options) => {
      const edges = edgesOf(edge);
      const input = { ...(await fieldArguments(kind, fields)), ...(edges.length > 0 ? { edges } : {}) };
      const document = `mutation Create($input: ${kind}Input!, $reason: String) { m: create${kind}(input: $input, reason: $reason) { ${RESULT_FIELDS} } }`;
      await mutate(options, () =>
        Promise.resolve({ document, variables: { input, reason: reason ?? null } }),
      );
    });
}

function edgesOf(words: readonly string[]): { type: string; upstream: string }[] {
  if (words.length % 2 !== 0)
    throw badInput('--edge takes a relation and an id: --edge TRAINED_ON Table:shop/orders');
  return words.flatMap((type, index) =>
    index % 2 === 0 ? [{ type, upstream: words[index + 1] ?? '' }] : [],
  );
}
