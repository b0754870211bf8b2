import pc from 'picocolors';
import { refusalMessage, type ImportReport, type PlannedThing } from '../catalog/import/import-report.js';
import type { Refusal } from '../catalog/import/imported-entity.js';
import { counted, printable } from './text.js';

/** Things and refusals shown; `--json` has more. */
const SHOWN = 50;

const SIGNS = {
  NEW: pc.green('+'),
  COMPLETED: pc.cyan('^'),
  CHANGED: pc.yellow('~'),
  UNCHANGED: ' ',
  KEPT: pc.dim('='),
} as const satisfies Record<PlannedThing['action'], string>;

/** What an import did, or would do, for a person. */
export function importLines(report: ImportReport): string[] {
  const { state, read, seconds, refusals, refused, plan } = report;
  if (read === 0) return [pc.yellow('There is nothing in it that a Headwater catalog wrote whole.')];
  const rate = seconds > 0 ? `, ${Math.round(read / seconds).toLocaleString('en')}/s` : '';
  return [
    `${pc.bold(HEADS[state])}  ${counted(read, 'thing')} in ${seconds.toFixed(1)} s${rate}`,
    `  ${countsOf(report)}`,
    ...report.kinds.map(({ kind, ...counts }) => pc.dim(`  ${kind}: ${countsOf({ ...counts, refused: 0 })}`)),
    ...plan.slice(0, SHOWN).map(planLine),
    ...more(plan.length, 'planned'),
    ...refusals.slice(0, SHOWN).map(refusalLine),
    ...more(refused, 'refused'),
    ...endOf(report),
  ];
}

const HEADS = {
  COMPLETE: 'Imported',
  PLANNED: 'Would import',
  REFUSED: 'Not imported',
  INTERRUPTED: 'Imported in part',
} as const satisfies Record<ImportReport['state'], string>;

type Counts = Pick<ImportReport, 'new' | 'completed' | 'changed' | 'unchanged' | 'kept' | 'refused'>;

function countsOf({ new: made, completed, changed, unchanged, kept, refused }: Counts): string {
  const counts = { new: made, completed, changed, unchanged, kept, refused };
  const said = Object.entries(counts).filter(([, count]) => count > 0);
  return said.map(([what, count]) => `${count} ${what}`).join(', ');
}

function planLine({ entity, action, fields = [], edges = [], reason }: PlannedThing): string {
  const changes = [
    ...fields,
    ...edges.map(({ type, upstream, change }) => `${change.toLowerCase()} ${type} ${upstream}`),
  ];
  const said = reason ?? changes.join(', ');
  return `  ${SIGNS[action]} ${printable(`${entity}${said ? `: ${said}` : ''}`, 500)}`;
}

function refusalLine({ node, line, pointer = '', reason }: Refusal): string {
  const where = [...(line === undefined ? [] : [`line ${line}`]), ...(pointer === '' ? [] : [pointer])].join(
    ' ',
  );
  return `  ${pc.red('refused')} ${printable(`${node}${where ? `, ${where}` : ''}: ${reason}`, 1000)}`;
}

const more = (count: number, what: string): string[] =>
  count > SHOWN ? [pc.dim(`  and ${count - SHOWN} more ${what}; --json lists them`)] : [];

function endOf(report: ImportReport): string[] {
  switch (report.state) {
    case 'REFUSED':
      return [pc.red(refusalMessage(report).replace('by skipping what is refused', 'with --skip-refused'))];
    case 'INTERRUPTED':
      return [pc.yellow('It was stopped before its end: the same command again does the rest.')];
    case 'PLANNED':
      return ['Nothing was written.'];
    case 'COMPLETE':
      return [];
  }
}
