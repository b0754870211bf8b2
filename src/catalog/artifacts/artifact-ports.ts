import type { EntityReader } from '../browse/entity.reader.js';
import type { CurateStore } from '../curate/curate.store.js';
import type { ArtifactLimits } from './artifact-limits.js';
import type { ArtifactStore } from './artifact.store.js';
import type { ContentLedger } from './content.ledger.js';
import type { Turns } from './turns.js';

/** What the use cases about artifacts need. */
export interface ArtifactPorts {
  readonly entities: EntityReader;
  readonly curation: CurateStore;
  readonly ledger: ContentLedger;
  readonly store: ArtifactStore;
  readonly limits: ArtifactLimits;
  /** By artifact: what is at its path is looked at and replaced by one at a time. */
  readonly turns: Turns;
  readonly clock: () => Date;
}
