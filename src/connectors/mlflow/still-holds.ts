import { parseId } from '../../model/entity-id.js';
import { nameFilter } from '../name-filter.js';
import type { MlflowApi } from './mlflow-api.js';
import type { MlflowOptions } from './options.js';
import { spread } from './spread.js';
import { isPrompt } from './tags.js';

/** Enough to find a page that was lost, and quick enough when much was deleted. */
const ASKED = 30;

/** One of these that the registry still holds and that is to be read, of those that can be asked for by themselves. */
export async function stillHolds(
  ids: readonly string[],
  { service, models }: MlflowOptions,
  api: MlflowApi,
): Promise<string | undefined> {
  const wanted = nameFilter(models);
  const questions = ids.flatMap((id): { id: string; ask: () => Promise<boolean> }[] => {
    const { kind, key } = parseId(id);
    const [of, name = '', version = ''] = key;
    if (of !== service) return [];
    if (kind === 'Experiment')
      return [{ id, ask: async () => (await api.oneExperiment(name)) !== undefined }];
    if (!wanted(name)) return [];
    if (kind === 'MLModel') return [{ id, ask: async () => isModel(await api.oneModel(name)) }];
    if (kind === 'MLModelVersion')
      return [{ id, ask: async () => isModel(await api.oneVersion(name, version)) }];
    return [];
  });
  for (const { id, ask } of spread(questions, ASKED)) if (await ask()) return id;
  return undefined;
}

/** What has become a prompt is not read as a model any more. */
const isModel = (row: { readonly tags?: Parameters<typeof isPrompt>[0] } | undefined): boolean =>
  row !== undefined && !isPrompt(row.tags);
