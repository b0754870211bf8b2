import type { Principal } from '../catalog/access/principal.js';
import type { EntityReader } from '../catalog/browse/entity.reader.js';
import type { LineageReader } from '../catalog/lineage/lineage.reader.js';
import type { SyncStarter } from '../catalog/sync/sync-starter.js';
import { createLoaders, type Loaders } from './loaders.js';

/** What resolvers may ask. */
export interface CatalogPorts {
  readonly entities: EntityReader;
  readonly lineage: LineageReader;
  readonly syncs: SyncStarter;
}

/** One per request: loaders batch and remember within a request, and never beyond it. */
export interface RequestContext extends CatalogPorts {
  readonly loaders: Loaders;
  readonly principal: Principal;
}

export const createContext = (ports: CatalogPorts, principal: Principal): RequestContext => ({
  ...ports,
  principal,
  loaders: createLoaders(ports.entities),
});
