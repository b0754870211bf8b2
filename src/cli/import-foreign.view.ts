import pc from 'picocolors';
import type { ForeignImportReport } from '../import-foreign.js';
import type { Aside } from '../jsonld/foreign/report.js';
import { counted, printable } from './text.js';

/** Groups of what was kept aside that are shown; `--json` has all of it, node by node. */
const SHOWN = 50;

/** What an import of a foreign document did, or would do, for a person. */
export function foreignLines(report: ForeignImportReport): string[] {
  const { state, source, vocabularies, taken, edges, rejected, aside, pending } = report;
  const planned = state === 'PLANNED';
  const things = Object.values(taken).reduce((sum, count) => sum + count, 0);
  return [
    `${pc.bold(planned ? 'Would import' : 'Imported')}  ${counted(things, 'thing')} of ${vocabularies.join(', ')} as the word of ${printable(source)}`,
    `  ${countsOf(report)}`,
    ...Object.entries(taken).map(([kind, count]) => pc.dim(`  ${kind} ${count}`)),
    ...Object.entries(edges).map(([type, count]) => pc.dim(`  ${type} ${count}`)),
    ...(pending > 0
      ? [`  ${counted(pending, 'statement')} wait for a version that nothing answers to yet`]
      : []),
    ...rejected.map(
      ({ node, document, pointer, reason }) =>
        `  ${pc.red('rejected')} ${printable(`${node} (${document}${pointer}): ${reason}`, 1000)}`,
    ),
    ...asideLines(aside),
    planned ? 'Nothing was written.' : 'What an earlier import held and this one does not stays as it is.',
  ];
}

function countsOf({ created, updated, restored, unchanged }: ForeignImportReport): string {
  const said = Object.entries({ created, updated, restored, unchanged }).filter(([, count]) => count > 0);
  return said.map(([what, count]) => `${count} ${what}`).join(', ') || 'nothing taken';
}

/** The same property kept aside for the same reason is told once, with the first node as an example. */
function asideLines(aside: readonly Aside[]): string[] {
  const groups = new Map<string, Aside[]>();
  for (const each of aside) {
    const key =
      each.property === undefined ? `${each.node} ${each.reason}` : `${each.property} ${each.reason}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const lines = [...groups.values()].map(([first, ...others]) => {
    if (!first) return '';
    const { node, property, reason } = first;
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    return `  ${pc.yellow('aside')} ${printable(`${node}${more}${property === undefined ? '' : `, ${property}`}: ${reason}`, 500)}`;
  });
  const rest = lines.length - SHOWN;
  return [
    ...lines.slice(0, SHOWN),
    ...(rest > 0 ? [pc.dim(`  and ${rest} more kept aside; --json lists them`)] : []),
  ];
}
