import { Command } from 'commander';
import pc from 'picocolors';
import { kindsOption, pageOptions } from './options.js';
import { ask } from './question.js';
import { withCatalogOptions, type CatalogOptions } from './session.js';
import { printable } from './text.js';

const SEARCH_QUERY = `query Search($text: String, $filter: EntityFilter, $first: Int, $after: String) {
  search(text: $text, filter: $filter, first: $first, after: $after) {
    nodes { id kind name description }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface SearchData {
  readonly search: {
    readonly nodes: readonly {
      readonly id: string;
      readonly kind: string;
      readonly name: string;
      readonly description: string | null;
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

interface Options extends CatalogOptions {
  readonly kind?: string[];
  readonly first?: number;
  readonly after?: string;
}

export function searchCommand(): Command {
  const command = new Command('search')
    .description('things in whose name, description or tags every word occurs')
    .argument('<words...>', 'words, in any order')
    .addOption(kindsOption());
  for (const option of pageOptions()) command.addOption(option);
  return withCatalogOptions(command)
    .addHelpText('after', '\nExample:\n  headwater search churn --kind MLModel')
    .action((words: string[], { kind, first = 50, after, ...options }: Options) => {
      const variables = { text: words.join(' '), filter: kind ? { kinds: kind } : null, first, after };
      return ask<SearchData>(options, SEARCH_QUERY, variables, searchLines);
    });
}

function searchLines({ search: { nodes, pageInfo } }: SearchData): string[] {
  if (nodes.length === 0) return ['Nothing found.'];
  const found = nodes.map(({ id, kind, name, description }) => {
    const about = description ? `  ${printable(description, 80)}` : '';
    return `${pc.bold(printable(name))} ${pc.dim(kind)}${about}\n  ${pc.dim(id)}`;
  });
  return pageInfo.hasNextPage ? [...found, `… and more: --after ${pageInfo.endCursor ?? ''}`] : found;
}
