import type { JsonObject } from '../../context.js';
import { schemaOrgContext } from './schema-org.js';

export const FAIR4ML_CONTEXTS: readonly string[] = [
  'https://w3id.org/fair4ml',
  'https://w3id.org/fair4ml/',
  'https://w3id.org/fair4ml/0.1.0',
];

const TERMS = [
  ...['MLModel', 'MLModelEvaluation', 'ethicalLegalSocial', 'evaluatedOn', 'evaluationMetrics'],
  ...['evaluationResults', 'fineTunedFrom', 'hasCO2eEmissions', 'hasEvaluation', 'intendedUse', 'mlTask'],
  ...['modelCategory', 'modelRisksBiasLimitations', 'sharedBy', 'testedOn', 'trainedOn', 'usageInstructions'],
  'validatedOn',
];

/** FAIR4ML 0.1.0 is a layer on schema.org; what it has a word for goes before it. */
export const fair4mlContext = (): JsonObject => ({
  ...schemaOrgContext(),
  fair4ml: 'https://w3id.org/fair4ml#',
  cr: 'http://mlcommons.org/croissant/',
  ...Object.fromEntries(TERMS.map((name) => [name, `fair4ml:${name}`])),
});
