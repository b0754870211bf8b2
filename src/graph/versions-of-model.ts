import type { GraphExecutor } from './executor.js';
import { findVersionsOfModel } from './queries/find-named.js';

export interface VersionOfModel {
  id: string;
  service: string;
  version: string;
  /** Names that sit on one version at a time, whoever put them there. */
  aliases: string[];
}

/** The versions of the models of that name, in any service: asked by name and by `models:/` URI alike. */
export async function versionsOfModel(executor: GraphExecutor, model: string): Promise<VersionOfModel[]> {
  const rows = await executor.read(findVersionsOfModel, { model });
  return rows.map(({ aliases, uniqueTags, ...row }) => ({
    ...{ ...row, aliases: [...(aliases ?? []), ...(uniqueTags ?? [])] },
  }));
}
