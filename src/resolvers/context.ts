import type { AccessControl } from '../catalog/access/access-control.js';
import type { Principal } from '../catalog/access/principal.js';
import type { EntityReader } from '../catalog/browse/entity.reader.js';
import type { StatementReader } from '../catalog/browse/statement.reader.js';
import type { CurateStore } from '../catalog/curate/curate.store.js';
import type { EdgeReader } from '../catalog/diff/edge.reader.js';
import type { GapsReader } from '../catalog/gaps/gaps.reader.js';
import { asOfOf } from '../catalog/history/find-past.js';
import type { HistoryReader } from '../catalog/history/history.reader.js';
import { PastReader } from '../catalog/history/past.reader.js';
import type { HeldWalks } from '../catalog/lineage/held-walks.js';
import type { LineageReader, ReadingTerms } from '../catalog/lineage/lineage.reader.js';
import type { SearchIndex } from '../catalog/search/search-index.js';
import type { SyncStarter } from '../catalog/sync/sync-starter.js';
import type { VersionTableReader } from '../catalog/versions/version-table.reader.js';
import { createLoaders, type Loaders } from './loaders.js';

/** What resolvers may ask. */
export interface CatalogPorts {
  readonly entities: EntityReader;
  readonly edges: EdgeReader;
  readonly lineage: LineageReader;
  readonly walks: HeldWalks;
  readonly gaps: GapsReader;
  readonly search: SearchIndex;
  readonly syncs: SyncStarter;
  readonly curation: CurateStore;
  readonly history: HistoryReader;
  readonly statements: StatementReader;
  readonly access: AccessControl;
  readonly versionTables: VersionTableReader;
}

/** One per request: loaders batch and remember within a request, and never beyond it. */
export interface RequestContext extends CatalogPorts {
  readonly loaders: Loaders;
  /** The loaders of what hangs on a thing: as it is now, or as of the moment that the thing was asked for. */
  loadersOf(thing: Readonly<Record<string, unknown>>): Loaders;
  /** The loaders of that moment; none: of now. */
  loadersAt(at: string | undefined): Loaders;
  readonly principal: Principal;
}

/** Under `terms` long questions are asked: they end when the client goes away, and wait for their turn. */
export function createContext(
  ports: CatalogPorts,
  principal: Principal,
  terms: Pick<ReadingTerms, 'signal' | 'turn'> = {},
): RequestContext {
  const loaders = createLoaders(ports.entities, ports.statements);
  const past = new Map<string, Loaders>();
  const loadersAt = (at: string | undefined): Loaders => {
    if (at === undefined) return loaders;
    const known =
      past.get(at) ?? createLoaders(new PastReader(ports.entities, ports.history, at), ports.statements);
    past.set(at, known);
    return known;
  };
  return {
    ...ports,
    lineage: terms.signal || terms.turn ? ports.lineage.under(terms) : ports.lineage,
    principal,
    loaders,
    loadersOf: (thing) => loadersAt(asOfOf(thing)),
    loadersAt,
  };
}
