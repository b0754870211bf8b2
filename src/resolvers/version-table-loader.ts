import DataLoader from 'dataloader';
import type { VersionTableSource } from '../catalog/versions/find-version-table.js';
import type {
  FigureNames,
  KnownFigures,
  TableVersion,
  VersionKey,
  VersionTableReader,
} from '../catalog/versions/version-table.reader.js';

/** More versions than these are put in order by their keys, and only those of the page are read. */
const MOST_READ_WHOLE = 2000;

/** Tables of many models with the same figures are one question, or three where they have too many versions. */
class LoadedVersions implements VersionTableSource {
  private readonly whole: DataLoader<string, readonly TableVersion[] | undefined>;
  private readonly ordered: DataLoader<string, readonly VersionKey[]>;
  private readonly pages: DataLoader<readonly string[], readonly TableVersion[]>;

  constructor(reader: VersionTableReader, figures: FigureNames) {
    this.whole = new DataLoader(async (models) => {
      const versions = await reader.ofModels(models, figures, MOST_READ_WHOLE + 1);
      if (versions.length > MOST_READ_WHOLE) return models.map(() => undefined);
      return groupsOf(models, versions);
    });
    this.ordered = new DataLoader(async (models) => groupsOf(models, await reader.keysOf(models, figures)));
    this.pages = new DataLoader(
      async (lists) => {
        const versions = await reader.byIds([...new Set(lists.flat())], figures);
        const known = new Map(versions.map((version) => [version.id, version] as const));
        return lists.map((ids) => ids.flatMap((id) => known.get(id) ?? []));
      },
      { cache: false },
    );
  }

  all = (model: string): Promise<readonly TableVersion[] | undefined> => this.whole.load(model);
  keys = (model: string): Promise<readonly VersionKey[]> => this.ordered.load(model);
  rows = (ids: readonly string[]): Promise<readonly TableVersion[]> => this.pages.load(ids);
}

function groupsOf<Version extends VersionKey>(
  models: readonly string[],
  versions: readonly Version[],
): Version[][] {
  const groups = new Map<string, Version[]>(models.map((model) => [model, []]));
  for (const version of versions) groups.get(version.model)?.push(version);
  return models.map((model) => groups.get(model) ?? []);
}

type Asking = { readonly versionTables: VersionTableReader };

/** One source per request and set of figures. */
const sources = new WeakMap<object, Map<string, VersionTableSource>>();
const figuresOfModels = new WeakMap<object, DataLoader<string, KnownFigures>>();

/** The figures that the versions of models have: one question for all models of a request. */
export function knownFigures(context: Asking): DataLoader<string, KnownFigures> {
  const loader =
    figuresOfModels.get(context) ??
    new DataLoader<string, KnownFigures>(async (models) => {
      const figures = await context.versionTables.figuresOf(models);
      const known = new Map(figures.map((figure) => [figure.model, figure] as const));
      return models.map((model) => known.get(model) ?? { model, parameters: [], metrics: [] });
    });
  figuresOfModels.set(context, loader);
  return loader;
}

export function versionsFor(context: Asking, figures: FigureNames): VersionTableSource {
  const known = sources.get(context) ?? new Map<string, VersionTableSource>();
  sources.set(context, known);
  const key = JSON.stringify(figures);
  const source = known.get(key) ?? new LoadedVersions(context.versionTables, figures);
  known.set(key, source);
  return source;
}
