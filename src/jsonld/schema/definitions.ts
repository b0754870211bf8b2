/**
 * What keys mean that no decorator of the model describes: those that the catalog itself adds, and those of the
 * small things inside a document. By the local name of the class (or `*`) and the key.
 */
export const DEFINITIONS: Readonly<Record<string, string>> = {
  '*.identifier': 'The id of the catalog.',
  '*.since': 'Since when the catalog has known it.',
  '*.until': 'When it ceased to exist at its source; without it, it is current.',
  '*.revision': 'Grows by one with each accepted change.',
  '*.notation': 'The name that it is known by.',
  '*.agentName': 'Its name as an agent.',
  '*.qualifiedInfluence': 'What a source states of something it depends on.',
  '*.qualifiedDerivation': 'What a source states of something it is made from.',
  '*.qualifiedGeneration': 'What a source states of what made it.',
  '*.qualifiedUsage': 'What a source states of something it reads.',
  '*.partOf': 'What it belongs to.',
  '*.versions': 'Its versions.',
  '*.hyperParameters': 'The settings that its training ran with.',
  '*.metrics': 'The figures measured on it.',
  '*.artifacts': 'Its files whose address is not known.',
  '*.steps': 'The steps of the pipeline that makes it.',
  '*.features': 'Its features.',
  '*.columns': 'Its columns.',
  '*.files': 'Its files.',
  '*.predictions': 'The tables that hold its predictions.',
  '*.publisher': 'Who answers for it, where it is one.',
  '*.currentVersion': 'Its latest version.',
  '*.account': 'What the catalog says of it where its sources give no description.',
  '*.collectionDate': 'By when its data had been collected.',
  '*.concept': 'The concept that everything else refers to by its name.',
  '*.agent': 'The agent that everything else refers to by its name.',
  'Metric.quality': 'What is measured.',
  'Metric.hasValue': 'The last value, once more.',
  'Metric.points': 'A point of its history.',

  Statement: 'What one source states of one edge: that something depends on something else, and how that is known.',
  'Statement.relation': 'The relation, by its name in the catalog.',
  'Statement.influencer': 'What it depends on.',
  'Statement.entity': 'What it is made from or reads.',
  'Statement.activity': 'What made it.',
  'Statement.via': 'The pipeline that carries the values.',
  'Statement.stated': 'How the source knows: a system recorded it, a person declared it, or a rule inferred it.',
  'Statement.by': 'Who states it: a service, or the people of the catalog.',
  'Statement.rule': 'The rule that inferred it.',
  'Statement.declaredBy': 'The person who declared it.',
  'Statement.reason': 'Why somebody declares it.',
  'Statement.transformations': 'What happens to the values on the way.',
  'Statement.masked': 'Whether the values are masked on the way.',
  'Statement.digest': 'The state of the upstream data: a digest or a version.',

  MetricPoint: 'One point of the history of a metric.',
  'MetricPoint.step': 'Its step, where its tracker counts any.',
  'MetricPoint.measuredAt': 'When it was logged.',
  'MetricPoint.value': 'Its value.',
  'MetricPoint.text': 'Its value as text, where it is one.',
};

/** What a key of a class means; nothing where it is described nowhere. */
export const definitionOf = (name: string, key: string): string | undefined =>
  DEFINITIONS[`${name}.${key}`] ?? DEFINITIONS[`*.${key}`];

/** `usesFeature` is "uses feature". */
export const labelOf = (key: string): string =>
  key.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2').toLowerCase();
