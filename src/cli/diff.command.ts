import { tableText } from './table.js';
import { Command } from 'commander';
import pc from 'picocolors';
import { ask } from './question.js';
import { withCatalogOptions, type CatalogOptions } from './session.js';
import { label, printable } from './text.js';

const DIFF_QUERY = `query Diff($a: ID!, $b: ID!) {
  diff(a: $a, b: $b) { a { id } b { id } differences { aspect name before after delta } }
}`;

interface Difference {
  readonly aspect: string;
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly delta: number | null;
}

interface DiffData {
  readonly diff: {
    readonly a: { readonly id: string };
    readonly b: { readonly id: string };
    readonly differences: readonly Difference[];
  };
}

export function diffCommand(): Command {
  const command = new Command('diff')
    .description('what differs between two versions')
    .argument('<a>', 'a version, as model@version or by id')
    .argument('<b>', 'another');
  return withCatalogOptions(command)
    .addHelpText(
      'after',
      '\nExample:\n  headwater diff customer_churn_predictor@2 customer_churn_predictor@3',
    )
    .action((a: string, b: string, options: CatalogOptions) =>
      ask<DiffData>(options, DIFF_QUERY, { a, b }, diffLines),
    );
}

function diffLines({ diff: { a, b, differences } }: DiffData): string[] {
  if (differences.length === 0) return [`${label(a.id)} and ${label(b.id)} do not differ.`];
  const head = ['', '', label(a.id), label(b.id), 'change'];
  return [tableText(head, differences.map(row))];
}

const row = ({ aspect, name, before, after, delta }: Difference): string[] => {
  const change =
    delta === null
      ? before === null
        ? pc.green('added')
        : after === null
          ? pc.red('removed')
          : ''
      : signed(delta);
  return [
    aspect.toLowerCase().replace('_', ' '),
    ...[printable(name), printable(before ?? ''), printable(after ?? '')],
    change,
  ];
};

const signed = (delta: number): string => `${delta > 0 ? '+' : ''}${Number(delta.toPrecision(4))}`;
