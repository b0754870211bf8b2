import pc from 'picocolors';
import { compacted } from '../jsonld/schema/shown-terms.js';
import { counted, printable } from './text.js';
import type { PlacedFault, ShownVerdict } from './validate.js';

/** Faults shown; `--json` has more. */
const SHOWN = 50;

/** What a fault names is copied and searched for: it stands whole, within reason. */
const LONGEST = 5_000;

/** A verdict for a person. */
export function verdictLines({ conforms, judged, statements, faults }: ShownVerdict): string[] {
  const read = `${counted(judged, 'thing')} judged, in ${counted(statements, 'statement')}`;
  if (judged === 0)
    return [pc.yellow(`Nothing was judged: nothing in it is of a class that the shapes speak of (${read}).`)];
  if (conforms) return [`${pc.green('It conforms.')} ${read}.`];
  return [
    pc.red(`It does not conform: ${counted(faults.length, 'fault')}.`) + ` ${read}.`,
    ...faults.slice(0, SHOWN).flatMap(faultLines),
    ...(faults.length > SHOWN ? [pc.dim(`… and ${faults.length - SHOWN} more: see --json`)] : []),
  ];
}

function faultLines({ node, property, value, message, line }: PlacedFault): string[] {
  const where = [
    ...(property === undefined ? [] : [pc.cyan(printable(compacted(property)))]),
    ...(line === undefined ? [] : [pc.dim(`line ${line}`)]),
  ];
  return [
    ['', pc.bold(printable(node, LONGEST)), ...where].join('  ').trimStart(),
    `  ${printable(message, LONGEST)}`,
    ...(value === undefined ? [] : [pc.dim(`  found: ${printable(value, LONGEST)}`)]),
  ];
}
