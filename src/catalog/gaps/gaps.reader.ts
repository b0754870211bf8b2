import type { ThingGap } from './gap-kinds.js';

/** How many current things that go by the same services and domain there are, and of how many it is known. */
export interface GapCount {
  /** What the things belong to or, of tables, the sources that speak of them. */
  readonly services: readonly string[];
  /** Their own, or else that of the model or feature table that they are part of or serve. */
  readonly domain?: string;
  readonly total: number;
  readonly known: number;
}

/** A thing at which something is missing. */
export interface GapThing {
  readonly id: string;
  readonly services: readonly string[];
  readonly domain?: string;
}

/** Which things to look among; what is left out lets all through. Domains are compared without regard to case. */
export interface GapScope {
  readonly services?: readonly string[];
  readonly domains?: readonly string[];
}

/** A service that the catalog knows of, and how it was read. */
export interface ServiceSyncs {
  readonly id: string;
  readonly service: string;
  readonly platform?: string;
  readonly domain?: string;
  /** When it ended, where it has. */
  readonly until?: string;
  /** When its first sync started; nothing where there was none. */
  readonly firstSync?: string;
  /** When the last sync that read all of it ended. */
  readonly lastComplete?: string;
  readonly last?: { readonly state: string; readonly endedAt: string; readonly error?: string };
}

/** What the graph tells of gaps. A fixed number of statements each, however many things there are. */
export interface GapsReader {
  counts(gap: ThingGap): Promise<GapCount[]>;
  /** The first `n` behind that id, in the order of ids; from the beginning where it is left out. */
  page(gap: ThingGap, scope: GapScope, afterId: string | undefined, n: number): Promise<GapThing[]>;
  /** All services, ended ones too. */
  services(): Promise<ServiceSyncs[]>;
}
