export interface DbtOptions {
  /** The service's name in the configuration. */
  readonly service: string;
  /** Absolute: the manifest.json of `dbt compile`, `run`, `build` or `docs generate`. */
  readonly manifest: string;
  /** Absolute: the catalog.json of `dbt docs generate`. */
  readonly catalog?: string;
  /** The OpenLineage namespace of the warehouse, which dbt's files do not tell. */
  readonly namespace: string;
  /** The OpenLineage namespace of its jobs. Left out: `dbt`, as its own OpenLineage integration has it. */
  readonly jobNamespace?: string;
  /** Whether compiled SQL is searched for what columns are made from. Left out: true. */
  readonly columnLineage?: boolean;
}
