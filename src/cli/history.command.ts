import { Command, Option } from 'commander';
import pc from 'picocolors';
import { ENTITY_KINDS } from '../model/entity-kinds.js';
import { CHANGE_FIELDS, changeText, type ChangeData } from './curate/change-text.js';
import { timeOf } from './curate/options.js';
import { pageOptions } from './options.js';
import { ask } from './question.js';
import { withCatalogOptions, type CatalogOptions } from './session.js';
import { label, printable } from './text.js';

const CHANGE = `nodes { entityId at actor source reason revision brokenRules ${CHANGE_FIELDS} }
  pageInfo { hasNextPage endCursor }`;

const HISTORY = `query History($id: ID!, $first: Int, $after: String) {
  history(id: $id, first: $first, after: $after) { ${CHANGE} }
}`;

const CHANGES = `query Changes($since: DateTime, $kind: EntityKind, $service: String, $actor: String, $first: Int, $after: String) {
  changes(since: $since, kind: $kind, service: $service, actor: $actor, first: $first, after: $after) { ${CHANGE} }
}`;

interface Change extends ChangeData {
  readonly entityId: string;
  readonly at: string;
  readonly actor: string;
  readonly source: string;
  readonly reason: string | null;
  readonly revision: number;
  readonly brokenRules: readonly string[];
}

interface Page {
  readonly nodes: readonly Change[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface Options extends CatalogOptions {
  readonly first?: number;
  readonly after?: string;
}

export function historyCommand(): Command {
  const command = new Command('history')
    .description('what happened to a thing, the newest first')
    .argument('<thing>', 'its id, or a name that means one thing');
  for (const option of pageOptions()) command.addOption(option);
  return withCatalogOptions(command)
    .addHelpText('after', '\nExample:\n  headwater history churn@3')
    .action((id: string, { first = 50, after, ...options }: Options) =>
      ask<{ history: Page }>(options, HISTORY, { id, first, after }, ({ history }) =>
        pageLines(history, false, 'Nothing is recorded of it: it is only referred to by others so far.'),
      ),
    );
}

interface FeedOptions extends Options {
  readonly since?: string;
  readonly kind?: string;
  readonly service?: string;
  readonly actor?: string;
}

export function changesCommand(): Command {
  const command = new Command('changes')
    .description('what happened in the whole catalog, in order')
    .option('--since <time>', 'from this moment on, such as 2026-03-01 or 2026-03-01T08:00:00Z', timeOf)
    .addOption(new Option('--kind <kind>', 'only things of this kind').choices(ENTITY_KINDS))
    .option('--service <name>', 'only what belongs to this service')
    .option('--actor <name>', 'only what this one did');
  for (const option of pageOptions()) command.addOption(option);
  return withCatalogOptions(command)
    .addHelpText(
      'after',
      `\nExample:
  headwater changes --since 2026-03-01 --actor ada
  headwater changes --since 2026-03-01T08:00:00Z --service own --kind MLModelVersion`,
    )
    .action(({ first = 50, after, since, kind, service, actor, ...options }: FeedOptions) =>
      ask<{ changes: Page }>(options, CHANGES, { first, after, since, kind, service, actor }, ({ changes }) =>
        pageLines(changes, true, 'Nothing such has changed.'),
      ),
    );
}

function pageLines({ nodes, pageInfo }: Page, named: boolean, nothing: string): string[] {
  if (nodes.length === 0) return [nothing];
  const lines = nodes.flatMap((change) => changeLines(change, named));
  return pageInfo.hasNextPage ? [...lines, `… and more: --after ${pageInfo.endCursor ?? ''}`] : lines;
}

function changeLines(change: Change, named: boolean): string[] {
  const { at, action, actor, source, reason, revision, brokenRules } = change;
  // People speak for themselves, and so does a service that is read by its own name.
  const own = actor === source || source === 'people';
  const who = own ? printable(actor) : `${printable(actor)} ${pc.dim(`for ${printable(source)}`)}`;
  const thing = named
    ? `${pc.bold(label(change.entityId))} ${pc.dim(change.entityId.split(':')[0] ?? '')}  `
    : '';
  return [
    `${pc.dim(at)}  ${thing}${action.toLowerCase()} by ${who}${pc.dim(`, revision ${revision}`)}`,
    ...(reason ? [`  ${pc.italic(printable(reason, 400))}`] : []),
    ...changeText(change).map((line) => `  ${line}`),
    ...brokenRules.map((rule) => pc.yellow(`  breaks ${printable(rule)}`)),
  ];
}
