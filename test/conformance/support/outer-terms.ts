import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Parser } from 'n3';
import { expandCurie, type Curie } from '../../../src/jsonld/vocabularies.js';
import { SHAPES } from './validators.js';

/** Vocabularies as their publishers have them, from npm: all statements of each, as N-Quads. */
const PUBLISHED = ['csvw', 'dcat', 'dcterms', 'dqv', 'foaf', 'oa', 'org', 'prov', 'skos'] as const;

/**
 * What vocabularies declare that no package has: of each the terms that are wanted here and that its publisher lists.
 * Croissant 1.1 (docs.mlcommons.org/croissant), ML-Schema (ml-schema.github.io/documentation), FAIR4ML 0.1.0
 * (w3id.org/fair4ml).
 */
const LISTED: readonly Curie[] = [
  // DCAT 3; the package has DCAT 2.
  ...(['version', 'hasVersion', 'isVersionOf', 'hasCurrentVersion'] as const).map((name): Curie => `dcat:${name}`),
  ...(['cr:Field', 'cr:RecordSet'] as const),
  ...(['EvaluationMeasure', 'Experiment', 'Feature', 'HyperParameter', 'HyperParameterSetting'] as const).map(
    (name): Curie => `mls:${name}`,
  ),
  ...(['Model', 'ModelEvaluation', 'Run', 'hasHyperParameter', 'hasInput', 'hasValue', 'specifiedBy'] as const).map(
    (name): Curie => `mls:${name}`,
  ),
  ...(['MLModel', 'MLModelEvaluation', 'evaluatedOn', 'fineTunedFrom', 'intendedUse', 'mlTask'] as const).map(
    (name): Curie => `fair4ml:${name}`,
  ),
];

/** Every IRI that some outer vocabulary declares. MLDCAT-AP publishes its terms by its shapes. */
export async function outerTerms(): Promise<ReadonlySet<string>> {
  const files = PUBLISHED.map((name) => createRequire(import.meta.url).resolve(`@vocabulary/${name}/${name}.nq`));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const declared = texts.flatMap((text) =>
    new Parser({ format: 'N-Quads' }).parse(text).map(({ subject }) => subject.value),
  );
  const profile = new Parser().parse(await readFile(SHAPES.mldcatAp, 'utf8')).map(({ object }) => object.value);
  return new Set([...declared, ...profile.filter((iri) => iri.includes('/it6/')), ...LISTED.map(expandCurie)]);
}
