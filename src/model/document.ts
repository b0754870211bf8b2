import type { EntityKind } from './entities.js';
import type { Stated, StatedRelation } from './relations.js';

/**
 * What a source says of one thing: its kind, its key, its properties and the edges that start at it.
 * Connectors yield these; the JSON Schema of each kind (`schema/entities/`) checks them.
 * A property that is absent is not stated; there is no null.
 */
export interface EntityDocument {
  readonly kind: EntityKind;
  readonly edges?: readonly EdgeStatement[];
  readonly [property: string]: unknown;
}

/** An edge towards what the document's thing depends on. */
export interface EdgeStatement {
  readonly type: StatedRelation;
  /**
   * The id of the upstream end, or MLflow's own way to name a version: `models:/name/version` or
   * `models:/name@alias`, which the catalog resolves to the version that it means.
   */
  readonly upstream: string;
  /** Which service a `models:/` URI belongs to. Left out: the only one that has a model of that name. */
  readonly service?: string;
  /** How the source knows. Left out: RECORDED. */
  readonly stated?: Stated;
  /** The name of the rule that inferred it, or where it was declared. */
  readonly rule?: string;
  /** Why somebody declares it, in their words. */
  readonly reason?: string;
  /** The pipeline that carries the values, by id. */
  readonly via?: string;
  /** What happens to the values on the way, as OpenLineage has it: `DIRECT/IDENTITY`, `INDIRECT/FILTER` and so on. */
  readonly transformations?: readonly string[];
  /** The values are masked on the way. */
  readonly masked?: boolean;
  /** The state of the upstream data that was used: a digest or a table version. */
  readonly digest?: string;
}
