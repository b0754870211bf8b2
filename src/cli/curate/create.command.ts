import { Argument, Command } from 'commander';
import { badInput } from '../../errors.js';
import { REGISTERED_KINDS } from '../../catalog/curate/registered-kinds.js';
import type { EntityKind } from '../../model/entity-kinds.js';
import type { CatalogClient } from '../catalog-client.js';
import { withCatalogOptions, type CatalogOptions } from '../session.js';
import { fieldArguments } from './field-arguments.js';
import { meantBy } from './meant-by.js';
import { mutate, type MutationRequest } from './mutate.js';
import { RESULT_FIELDS } from './mutation.view.js';
import { reasonOption } from './options.js';

interface Options extends CatalogOptions {
  readonly edge?: readonly string[];
  readonly file?: string;
  readonly reason?: string;
}

interface Edge {
  readonly upstream?: unknown;
}

const EXAMPLE = `
A file holds one thing or several, in YAML (with --- between them) or JSON: "kind", the fields, and "edges", each with
"type" and "upstream". They are registered in their order, up to the first that is refused. Fields that are given on
the command line as well go before those of the file.

Example:
  headwater create MLModelService service=own platform=Headwater versioning=semantic
  headwater create MLModel service=own model=churn task=classification license=Apache-2.0 tags=core tags=pii
  headwater create MLModelVersion service=own model=churn framework=sklearn --edge TRAINED_ON orders
  headwater create Deployment service=own endpoint=live state=IN_SERVICE --edge SERVES churn@1.0.0
  headwater create --file churn.yaml`;

export function createCommand(): Command {
  const command = new Command('create')
    .description('register a thing by hand: a model, a version, a deployment, a table, a team and so on')
    .addArgument(new Argument('[kind]', 'what it is').choices(REGISTERED_KINDS))
    .argument('[fields...]', 'its fields as field=value; a list by naming the field several times')
    .option(
      '--edge <type-and-thing...>',
      'what it depends on: a relation and an id or name, as often as needed',
    )
    .option('--file <file>', 'read what to register from a file; - is the standard input')
    .addOption(reasonOption());
  return withCatalogOptions(command)
    .addHelpText('after', EXAMPLE)
    .action(
      async (
        kind: EntityKind | undefined,
        fields: string[],
        { edge = [], file, reason, ...options }: Options,
      ) => {
        if (file === undefined && (kind === undefined || fields.length === 0))
          throw badInput('Say what to register: a kind and its fields, or --file.');
        const edges = edgesOf(edge);
        const more = kind === undefined ? {} : await fieldArguments(kind, fields);
        const things =
          file === undefined ? [{ kind: kind as EntityKind, fields: {} }] : await filed(file, kind);
        await mutate(options, async function* (client) {
          for (const thing of things) {
            const input = { ...thing.fields, ...more };
            const all = [...edgesIn(input), ...edges];
            const carriedOut = yield request(
              thing.kind,
              { ...input, ...(await withIds(client, all)) },
              reason,
            );
            if (!carriedOut) return;
          }
        });
      },
    );
}

const request = (kind: EntityKind, input: object, reason: string | undefined): MutationRequest => ({
  document: `mutation Create($input: ${kind}Input!, $reason: String) { m: create${kind}(input: $input, reason: $reason) { ${RESULT_FIELDS} } }`,
  variables: { input, reason },
});

async function filed(file: string, kind: EntityKind | undefined) {
  // Loaded only when it is needed: `--help` answers at once.
  const { readDocuments } = await import('./document-file.js');
  return readDocuments(file, kind);
}

function edgesOf(words: readonly string[]): Edge[] {
  if (words.length % 2 !== 0)
    throw badInput('--edge takes a relation and an id or name: --edge TRAINED_ON orders');
  return words.flatMap((type, index) =>
    index % 2 === 0 ? [{ type, upstream: words[index + 1] ?? '' }] : [],
  );
}

const edgesIn = ({ edges }: { edges?: unknown }): Edge[] => (Array.isArray(edges) ? (edges as Edge[]) : []);

/** Edges by the ids of what their names mean, as documents have them. */
async function withIds(client: CatalogClient, edges: readonly Edge[]): Promise<{ edges?: Edge[] }> {
  if (edges.length === 0) return {};
  const named: Edge[] = [];
  for (const edge of edges) {
    const upstream =
      typeof edge.upstream === 'string' ? (await meantBy(client, edge.upstream)).id : edge.upstream;
    named.push({ ...edge, upstream });
  }
  return { edges: named };
}
