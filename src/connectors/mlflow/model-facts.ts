import { text } from '../filled-text.js';
import { list } from './values.js';
import type { WireModel } from './wire-types.js';

/** A registered model as the rest of the listing needs it. */
export interface ModelFacts {
  readonly name: string;
  readonly latestVersion?: string;
  readonly aliases: readonly { readonly alias: string; readonly version: string }[];
}

export function modelFacts(wire: WireModel): ModelFacts {
  // MLflow lists the newest of each stage, in no order; the newest of all is among them.
  const latest = list(wire.latest_versions)
    .map(({ version }) => Number(version))
    .filter((version) => Number.isSafeInteger(version));
  return {
    name: String(wire.name),
    latestVersion: latest.length > 0 ? String(Math.max(...latest)) : undefined,
    aliases: list(wire.aliases)
      .flatMap(({ alias, version }) =>
        text(alias) === undefined || version === undefined
          ? []
          : [{ alias: String(alias), version: String(version) }],
      )
      .sort((a, b) => (a.alias < b.alias ? -1 : 1)),
  };
}

export const aliasesOf = ({ aliases }: ModelFacts, version: string): string[] =>
  aliases.filter((alias) => alias.version === version).map(({ alias }) => alias);
