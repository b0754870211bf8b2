import type { Command } from 'commander';
import { withCatalogOptions, type CatalogOptions } from '../session.js';
import type { MutationRequest } from './mutate.js';
import { reasonOption } from './options.js';

export interface CurationOptions extends CatalogOptions {
  readonly expect?: number;
  readonly reason?: string;
}

/** The work of a command that carries out one mutation, which is known from the start. */
export const once = (document: string, variables: Record<string, unknown>) => (): Promise<MutationRequest> =>
  Promise.resolve({ document, variables });

/** Adds what all commands take that change something, with an example. */
export const completed = (command: Command, example: string): Command =>
  withCatalogOptions(command.addOption(reasonOption())).addHelpText('after', `\nExample:\n  ${example}`);
