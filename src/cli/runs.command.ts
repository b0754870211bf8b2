import { Command } from 'commander';
import pc from 'picocolors';
import { pageOptions } from './options.js';
import { ask } from './question.js';
import { withCatalogOptions, type CatalogOptions } from './session.js';
import { tableText } from './table.js';
import { coloured, printable } from './text.js';

const RUNS = `query Runs($service: ID, $first: Int, $after: String) {
  syncRuns(service: $service, first: $first, after: $after) {
    nodes {
      id service { name } state mode startedAt endedAt
      read created updated unchanged retired restored rejected requests error refused unread
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Run {
  readonly id: string;
  readonly service: { readonly name: string };
  readonly state: string | null;
  readonly mode: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly read: number | null;
  readonly created: number | null;
  readonly updated: number | null;
  readonly unchanged: number | null;
  readonly retired: number | null;
  readonly restored: number | null;
  readonly rejected: number | null;
  readonly requests: number | null;
  readonly error: string | null;
  readonly refused: readonly string[];
  readonly unread: readonly string[];
}

export interface RunsData {
  readonly syncRuns: {
    readonly nodes: readonly Run[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

interface Options extends CatalogOptions {
  readonly first?: number;
  readonly after?: string;
}

export function runsCommand(): Command {
  const command = new Command('runs')
    .description('what the syncs did, the newest first')
    .argument('[service]', 'of this service; left out: of all');
  for (const option of pageOptions()) command.addOption(option);
  return withCatalogOptions(command)
    .addHelpText(
      'after',
      '\nExample:\n  headwater runs mlflow-prod\n  headwater show SyncRun:mlflow-prod/<id>',
    )
    .action((service: string | undefined, { first = 20, after, ...options }: Options) =>
      ask<RunsData>(options, RUNS, { service, first, after }, runsLines),
    );
}

/** A row for each run; of the newest also why it was not complete. */
export function runsLines({ syncRuns: { nodes, pageInfo } }: RunsData): string[] {
  const [newest] = nodes;
  if (!newest) return ['No sync has run yet: `headwater sync` runs them.'];
  const rows = nodes.map((run) => [
    printable(run.service.name),
    run.startedAt?.slice(0, 19).replace('T', ' ') ?? '',
    coloured(run.state ?? ''),
    `${secondsOf(run)} s`,
    String(run.read ?? 0),
    changesOf(run),
    String(run.requests ?? 0),
  ]);
  const head = ['service', 'began (UTC)', 'state', 'took', 'read', 'changes', 'requests'];
  return [
    tableText(head, rows, { compact: true }),
    ...(newest.error ? [pc.yellow(printable(newest.error, 2000))] : []),
    pc.dim(`The newest whole: headwater show ${newest.id}`),
    ...(pageInfo.hasNextPage ? [pc.dim(`More: --after ${pageInfo.endCursor ?? ''}`)] : []),
  ];
}

const secondsOf = ({ startedAt, endedAt }: Run): string =>
  startedAt && endedAt ? ((Date.parse(endedAt) - Date.parse(startedAt)) / 1000).toFixed(1) : '?';

/** Only what is not nothing: most nights there is little to tell. */
function changesOf(run: Run): string {
  const counts = [
    [run.created, 'created'],
    [run.updated, 'updated'],
    [run.retired, 'retired'],
    [run.restored, 'restored'],
    [run.rejected, 'rejected'],
    [run.unread.length, 'not read'],
    [run.refused.length, 'left to a person'],
  ] as const;
  const said = counts.filter(([count]) => (count ?? 0) > 0).map(([count, what]) => `${count} ${what}`);
  return said.join(', ') || 'none';
}
