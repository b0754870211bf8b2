/** A parameter of a version, as its source gives it. */
export interface ParameterFigure {
  readonly name: string;
  readonly value: string | null;
  /** The value as a number, where the text is one. */
  readonly number: number | null;
}

export interface MetricName {
  readonly metric: string;
  /** Empty: no dataset is named. */
  readonly datasetName: string;
  /** Empty: the whole of the data. */
  readonly slice: string;
}

/** The last value of a metric of a version. */
export interface MetricFigure extends MetricName {
  readonly value: number | null;
  /** The value where it is not a finite number. */
  readonly text: string | null;
  readonly unit: string | null;
}

/** What versions are put in order by. */
export interface VersionKey {
  readonly model: string;
  readonly id: string;
  readonly version: string;
  readonly registeredAt: string | null;
  readonly lastModified: string | null;
  readonly parameters: readonly ParameterFigure[];
  readonly metrics: readonly MetricFigure[];
}

export interface ServingDeployment {
  readonly id: string;
  readonly name: string;
  readonly state: string | null;
  /** Where a person can look at it, or else where it answers. */
  readonly link: string | null;
}

export interface SourceRun {
  /** Absent where only the id that its tracker gave is known. */
  readonly id: string | null;
  readonly name: string;
  readonly link: string | null;
}

/** A version with the figures that were asked for and what stands beside it in a table. */
export interface TableVersion extends VersionKey {
  readonly displayName: string | null;
  readonly stage: string | null;
  readonly status: string | null;
  readonly aliases: readonly string[];
  readonly algorithm: string | null;
  readonly framework: string | null;
  readonly modelUri: string | null;
  readonly link: string | null;
  readonly deployments: readonly ServingDeployment[];
  readonly run: SourceRun | null;
}

/** Which figures to read, by the names that their sources give. */
export interface FigureNames {
  readonly parameters: readonly string[];
  readonly metrics: readonly string[];
}

/** The figures that the versions of a model have. */
export interface KnownFigures {
  readonly model: string;
  readonly parameters: readonly string[];
  readonly metrics: readonly MetricName[];
}

/** What a table of versions needs of the graph: each is one question, however many models, versions and figures. */
export interface VersionTableReader {
  /** The versions of these models, in no order; no more than `most` in all. */
  ofModels(models: readonly string[], figures: FigureNames, most: number): Promise<TableVersion[]>;
  /** What the versions of these models are put in order by; all of them, in no order. */
  keysOf(models: readonly string[], figures: FigureNames): Promise<VersionKey[]>;
  byIds(ids: readonly string[], figures: FigureNames): Promise<TableVersion[]>;
  figuresOf(models: readonly string[]): Promise<KnownFigures[]>;
}
