import { BEARING_BOOK, BEARING_TABLE, BEARINGS, type Carrier } from './bearing.js';
import { STATES } from './liveness.js';
import {
  CHANGES,
  classOf,
  consequence,
  EFFECT_BOOK,
  EFFECT_TABLE,
  EFFECTS,
  SEVERITY_TABLE,
  type Change,
  type ChangeClass,
} from './severity.js';
import { WIDENINGS } from './widening.js';

const WIDER = 'RETYPE to a wider type';
const CLASSES = new Map<string, ChangeClass>([
  ...CHANGES.map((change: Change) => [change, classOf(change)] as const),
  [WIDER, classOf('RETYPE', true)],
]);
const CARRIERS = Object.keys(BEARING_TABLE) as Carrier[];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => {
  const widths = head.map((cell, column) =>
    Math.max(...[cell, ...rows.map((row) => row[column] ?? '')].map((text) => text.length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
};

/** The page of how severity is judged, from the tables that judge it. */
export function severityPage(): string {
  const changes = [...new Set(CLASSES.values())].map((kind) => ({
    kind,
    title: [...CLASSES]
      .filter(([, other]) => other === kind)
      .map(([change]) => change)
      .join(', '),
  }));
  return [
    '# How bad a change is',
    '',
    'What `impact` says of each thing that a change touches: the **effect**, which is what happens to it, and the **severity**, which is how bad that is. This page is made from the tables that the code judges by (`npm run generate`).',
    '',
    '## Change × relation × state',
    '',
    'What happens to a thing that depends on the changed thing by this relation and by nothing in between. LIVE: an in-service deployment or a consumer is it, or hangs on it. DORMANT: nothing in service does. ARCHIVED: it has ended, or its stage says so. Severity never rises from LIVE to DORMANT to ARCHIVED.',
    ...changes.flatMap(({ kind, title }) => [
      '',
      `### ${title}`,
      '',
      ...table(
        ['relation', 'effect', ...STATES],
        CARRIERS.map((carrier) => {
          const bearing = BEARING_TABLE[carrier].AT_RUN;
          const { effect } = consequence(kind, bearing, 'LIVE');
          return [carrier, effect, ...STATES.map((state) => consequence(kind, bearing, state).severity)];
        }),
      ),
    ]),
    '',
    '## The whole way counts',
    '',
    'Further on, what happens follows from the whole way that the change takes, not from its last step alone. Along the way it bears on each thing in one of four ways, the worst first:',
    '',
    ...BEARINGS.map((bearing) => `- **${bearing}**: ${BEARING_BOOK[bearing]}`),
    '',
    'What changes bears on itself as AT_RUN. How it bears on a dependent, by the relation and by how it bears on what that depends on:',
    '',
    ...table(
      ['relation', ...BEARINGS.map((bearing) => `from ${bearing}`)],
      CARRIERS.map((carrier) => [carrier, ...BEARINGS.map((bearing) => BEARING_TABLE[carrier][bearing])]),
    ),
    '',
    'So a column that is dropped breaks the feature that is made from it; the version that takes the feature cannot be trained again; and the deployment that serves the version breaks, because it reads the feature when it scores (`DERIVED_FROM`, `USES_FEATURE`, `SERVES`: AT_RUN, AS_INPUT, AT_RUN). A table that is dropped on which a version was trained leaves the deployment as it is, and the dashboard behind it too (`TRAINED_ON`, `SERVES`, `CONSUMES`: IN_TRAINING, BEHIND_TRAINING, BEHIND_TRAINING). That a version was trained on a table does not say that it reads it when it scores: `USES_FEATURE` says that, and where it is not stated it is not judged.',
    '',
    'What is made of something that breaks counts as broken with it: nothing new is made. That an old state of it can still be read, as of a table that a job leaves behind, is not told apart.',
    '',
    'What bears so has this effect:',
    '',
    ...table(
      ['bearing', ...changes.map(({ title }) => title)],
      BEARINGS.map((bearing) => [bearing, ...changes.map(({ kind }) => EFFECT_TABLE[kind][bearing])]),
    ),
    '',
    '## Effects',
    '',
    'The worst first.',
    '',
    ...table(
      ['effect', 'what happens', ...STATES],
      EFFECTS.map((effect) => [
        effect,
        EFFECT_BOOK[effect],
        ...STATES.map((state) => SEVERITY_TABLE[effect][state]),
      ]),
    ),
    '',
    '## When several ways lead to a thing',
    '',
    '1. The most certain ways count. A way is as certain as its weakest step.',
    '2. Of those, the ones with the worst effect, by the order above: that is the effect of the thing.',
    '3. Of those, the shortest: one of them is shown as `why`, and the others as short are counted in `whyOthers`. A way that carries values on every step is shown before one that does not; where there is none, the use is INDIRECT.',
    '',
    'A less certain way may do worse. It changes neither the effect nor the certainty, and is not kept quiet: `atWorst` says what it would do, how surely and by which way, `totals.worse` counts such things, and the order of the answer goes by it.',
    '',
    '## Indirect use',
    '',
    'A step that is known only to filter, join, group, sort or the like (`INDIRECT/…` of OpenLineage) is impact as any other, and as severe: what filters by a column fails without it, and answers otherwise when it means something else.',
    '',
    '## Wider types',
    '',
    'A RETYPE breaks what a DROP breaks. It does less where the new type is known to hold every value of the old one: where the two are the same, or stand in this table, without regard to case. All else counts as narrowing.',
    '',
    ...table(['from any of', 'to any of'], WIDENINGS),
    '',
  ].join('\n');
}
