import pc from 'picocolors';
import type { SyncCounts } from '../catalog/sync/sync-counts.js';
import type { KindOutcome, PlannedChange, SyncReport } from '../catalog/sync/sync-report.js';
import { kindOf } from '../model/entity-id.js';
import { coloured, counted, label, printable } from './text.js';

/** What is known of a run, here and from a server alike. */
export type SyncOutcome = Omit<SyncReport, 'counters'>;

/** What a sync did, or would do, for a person. */
export function syncLines(outcome: SyncOutcome): string[] {
  const { service, state, mode, resumed, dryRun, reason, read, requests, bytes, seconds } = outcome;
  const rate = seconds > 0 ? `, ${Math.round(read / seconds).toLocaleString('en')}/s` : '';
  const size = bytes > 0 ? `, ${sizeOf(bytes)}` : '';
  const how = [
    ...(dryRun ? ['dry run: nothing was changed'] : []),
    ...(mode === 'DELTA' ? ['only what changed'] : []),
    ...(resumed ? ['went on where the last run was killed'] : []),
  ];
  return [
    `${pc.bold(service)} ${coloured(state)}  ${counted(read, 'document')} in ${seconds.toFixed(1)} s${rate}, ${counted(requests, 'request')}${size}${how.map((text) => `, ${text}`).join('')}`,
    `  ${countsOf(outcome, dryRun)}, ${outcome.rejected} rejected`,
    ...outcome.kinds.map((kind) => pc.dim(`  ${kindLine(kind)}`)),
    ...(reason ? [`  ${pc.yellow(printable(reason, 2000))}`] : []),
    ...outcome.unread.map(
      ({ id, reason: why }) => `  ${pc.yellow('not read')} ${printable(`${id}: ${why}`, 500)}`,
    ),
    ...outcome.rejections.map(
      ({ document, pointer, reason: why }) =>
        `  ${pc.yellow('rejected')} ${printable(`${document} ${pointer}: ${why}`, 500)}`,
    ),
    ...outcome.warnings.map((warning) => pc.dim(`  ${printable(warning, 500)}`)),
    ...refusedLines(outcome.refused),
    ...(outcome.plan ? planLines(outcome.plan) : []),
  ];
}

function countsOf({ created, updated, unchanged, retired, restored }: SyncCounts, planned = false): string {
  const [create, update, retire, restore] = planned
    ? ['to create', 'to update', 'to retire', 'to restore']
    : ['created', 'updated', 'retired', 'restored'];
  const ends = `${retired > 0 ? `, ${retired} ${retire}` : ''}${restored > 0 ? `, ${restored} ${restore}` : ''}`;
  return `${created} ${create}, ${updated} ${update}, ${unchanged} unchanged${ends}`;
}

/** Of a kind only what is not nothing. */
function kindLine({ kind, read, ...counts }: KindOutcome): string {
  const said = Object.entries(counts).filter(([, count]) => count > 0);
  return `${kind} ${read}: ${said.map(([what, count]) => `${count} ${what}`).join(', ') || 'nothing taken'}`;
}

/** Things shown of each action; `--json` has all. */
const SHOWN = 50;
/** After a run, a few are enough to see what it is about. */
const REFUSED_SHOWN = 10;

const SIGNS = {
  CREATED: pc.green('+'),
  UPDATED: pc.yellow('~'),
  DELETED: pc.red('-'),
  RESTORED: pc.cyan('^'),
  PURGED: pc.red('-'),
} as const satisfies Record<PlannedChange['action'], string>;

const WORDS = {
  CREATED: 'to create',
  UPDATED: 'to update',
  DELETED: 'to retire',
  RESTORED: 'to restore',
  PURGED: 'to purge',
} as const satisfies Record<PlannedChange['action'], string>;

/** What is lost is shown first: it is what a person looks for. */
const ORDER = ['DELETED', 'UPDATED', 'RESTORED', 'CREATED'] as const;

/** The plan of a dry run, an action after the other. */
export function planLines(plan: readonly PlannedChange[]): string[] {
  if (plan.length === 0) return ['', 'Nothing would change.'];
  return ORDER.flatMap((action) => {
    const changes = plan.filter((change) => change.action === action);
    if (changes.length === 0) return [];
    const more = changes.length - SHOWN;
    return [
      '',
      `${pc.bold(WORDS[action])} ${changes.length}`,
      ...changes.slice(0, SHOWN).map((change) => `  ${SIGNS[action]} ${changeLine(change)}`),
      ...(more > 0 ? [pc.dim(`  and ${more} more; --json has all of them`)] : []),
    ];
  });
}

function changeLine({ entity, kind, action, fields, edges }: PlannedChange): string {
  const what = action === 'UPDATED' ? fields.map((field) => printable(field)) : [];
  const lineage = edges.map(
    ({ change, type, upstream }) => `${EDGE_SIGNS[change]}${type} ${label(upstream)}`,
  );
  const said = [...what, ...(action === 'UPDATED' ? lineage : [])].join(', ');
  return `${pc.dim(kind)} ${label(entity)}${said ? pc.dim(`: ${said}`) : ''}`;
}

const EDGE_SIGNS = { ADDED: '+', ALTERED: '~', ENDED: '-' } as const;

function refusedLines(refused: readonly string[]): string[] {
  if (refused.length === 0) return [];
  const more = refused.length - REFUSED_SHOWN;
  return [
    `  ${pc.bold('left to a person')} ${refused.length}`,
    ...refused.slice(0, REFUSED_SHOWN).map((id) => `    ${pc.red('-')} ${pc.dim(kindOf(id))} ${label(id)}`),
    ...(more > 0 ? [pc.dim(`    and ${more} more; --dry-run --accept-removals shows them`)] : []),
  ];
}

const sizeOf = (bytes: number): string =>
  bytes < 100_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
