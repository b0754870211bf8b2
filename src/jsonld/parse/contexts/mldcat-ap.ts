import type { JsonObject } from '../../context.js';

/** Where it is published. */
export const MLDCAT_AP_CONTEXT =
  'https://semiceu.github.io/MLDCAT-AP/releases/3.1.0/context/mldcat-ap.jsonld';

const NAMESPACES: Readonly<Record<string, string>> = {
  it6: 'http://data.europa.eu/it6/',
  dct: 'http://purl.org/dc/terms/',
  dcat: 'http://www.w3.org/ns/dcat#',
  spdx: 'http://spdx.org/rdf/terms#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  dqv: 'http://www.w3.org/ns/dqv#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  prov: 'http://www.w3.org/ns/prov#',
  odrl: 'http://www.w3.org/ns/odrl/2/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  mls: 'http://www.w3.org/ns/mls#',
  mlso: 'http://w3id.org/mlso/',
  adms: 'http://www.w3.org/ns/adms#',
  m8g: 'http://data.europa.eu/m8g/',
  lpwcc: 'https://linkedpaperswithcode.com/class/',
  lpwcp: 'https://linkedpaperswithcode.com/property/',
  biro: 'http://purl.org/spar/biro/',
  dpv: 'https://w3id.org/dpv#',
  frapo: 'http://purl.org/cerif/frapo/',
  qb: 'http://purl.org/linked-data/cube#',
};

/**
 * The context of MLDCAT-AP 3.1.0 (SEMIC, European Commission, CC BY 4.0), in short: a class and what it stands for,
 * then its properties, which the context calls `Class.property`. A test holds it against the published file.
 */
const CLASSES = `
Activity prov:Activity
Agent foaf:Agent: actedOnBehalfOf prov:actedOnBehalfOf @id @set, name foaf:name @set
Algorithm mls:Algorithm: hasAlgorithmType mlso:hasAlgorithmType @id @set,
  hasLearningMethodType mlso:hasLearningMethodType @id
Benchmark it6:Benchmark: title dct:title @set
BibliographicReference biro:BibliographicReference: bibliographicCitation dct:bibliographicCitation,
  format dct:format, references dct:references @id @set
Catalogue dcat:Catalog: creator dct:creator @id, dataset dcat:dataset @id @set,
  description dct:description @set, homepage foaf:homepage @id, identifier dct:identifier,
  keyword dcat:keyword @set, licence dct:license @id, modificationDate dct:modified,
  publisher dct:publisher @id, record dcat:record @id @set, releaseDate dct:issued,
  service dcat:service @id @set, title dct:title @set
CatalogueRecord dcat:CatalogRecord: description dct:description @set,
  descriptionVersion it6:descriptionVersion, modificationDate dct:modified,
  primaryTopic foaf:primaryTopic @id
CataloguedResource dcat:Resource
Checksum spdx:Checksum: algorithm spdx:algorithm @id, checksumValue spdx:checksumValue xsd:hexBinary
ChecksumAlgorithm spdx:ChecksumAlgorithm
Collection it6:Collection: creationDate it6:creationDate, description dct:description,
  hasUploader it6:hasUploader @id, identifier dct:identifier, title dct:title, visibility it6:visibility @id
ComputerInfrastructure it6:ComputerInfrastructure: hasHardware it6:hasHardware @id @set,
  hasLibrary it6:hasLibrary @id @set, title dct:title
Concept skos:Concept
CostMatrix it6:CostMatrix
DataQuality it6:DataQuality: description dct:description, identifier dct:identifier, title dct:title
DataService dcat:DataService: endpointUrl dcat:endpointURL @id @set,
  servesDataset dcat:servesDataset @id @set, servesModel it6:servesModel @id @set, title dct:title @set
Dataset dcat:Dataset: accessRights dct:accessRights @id, biasMethod it6:biasMethod @set,
  collectionDate it6:collectionDate, collectionMethod it6:collectionMethod,
  contributor dct:contributor @id @set, creator dct:creator @id @set, curationMethod it6:curationMethod @set,
  dataProvenance it6:dataProvenance @set, datasetDistribution dcat:distribution @id @set,
  description dct:description @set, geographicalCoverage dct:spatial @id @set,
  hasVersion dcat:hasVersion @id @set, identifier dct:identifier @set,
  isReferencedBy dct:isReferencedBy @id @set, isVersionOf dct:isVersionOf @id @set,
  keyword dcat:keyword @set, landingPage dcat:landingPage @id @set, language dct:language @id @set,
  publisher dct:publisher @id, releaseDate dct:issued, status adms:status @id, theme dcat:theme @id @set,
  title dct:title @set, type dct:type @id @set, unsuitabilityMethod it6:unsuitabilityMethod @set,
  version dcat:version, versionLabel it6:versionLabel, visibility it6:visibility @id,
  wasGeneratedBy prov:wasGeneratedBy @id @set
Distribution dcat:Distribution: accessService dcat:accessService @id @set, accessUrl dcat:accessURL @id @set,
  byteSize dcat:byteSize xsd:nonNegativeInteger, checksum spdx:checksum @id,
  defaultTargetAttribute it6:defaultTargetAttribute @set, downloadUrl dcat:downloadURL @id @set,
  format dct:format @id, hasData dpv:hasData @id @set, hasFeature it6:hasFeature @id @set,
  hasPolicy odrl:hasPolicy @id, hasQualityMeasurement dqv:hasQualityMeasurement @id @set,
  identifier dct:identifier, ignoreAttribute it6:ignoreAttribute @set, language dct:language @id @set,
  licence dct:license @id, linkedSchemas dct:conformsTo @id @set, mediaType dcat:mediaType @id,
  numberOfDatapoints it6:numberOfDatapoints xsd:nonNegativeInteger, processingDate it6:processingDate,
  processingError it6:processingError, processingWarning it6:processingWarning,
  rowIdAttribute it6:rowIDAttribute, title dct:title @set
Document foaf:Document
Engagement it6:Engagement: download it6:download xsd:integer, like it6:like xsd:integer
EnvironmentalImpact it6:EnvironmentalImpact: carbonEmitted it6:carbonEmitted,
  measurementMethodology it6:measurementMethodology @set, powerConsumption it6:powerConsumption
EstimationProcedure it6:EstimationProcedure: description dct:description,
  hasParameter it6:hasParameter @id @set, hasSplit it6:hasSplit @id @set, identifier dct:identifier,
  title dct:title, type dct:type @id
Evaluation it6:Evaluation: arrayData it6:arrayData, fold it6:fold, hasFlow it6:hasFlow @id @set,
  identifier dct:identifier, intervalEnd it6:intervalEnd, intervalStart it6:intervalStart, label rdfs:label,
  repeat it6:repeat, sample it6:sample, sampleSize it6:sampleSize, stdev it6:stdev, title dct:title,
  value it6:value
EvaluationMeasure it6:EvaluationMeasure: description dct:description, implementation it6:implementation,
  title dct:title, value it6:value, valueBad it6:valueBad, valueGood it6:valueGood
Feature it6:Feature: description dct:description, title dct:title, type dct:type @id
File it6:File: checksum spdx:checksum @id @set, format dct:format @id, id dct:identifier, title dct:title,
  url it6:url @id
Flow it6:Flow: className it6:className, customName it6:customName, description dct:description,
  externalVersion it6:externalVersion, hasDependency it6:hasDependency @id @set,
  hasFlowParameter it6:hasFlowParameter @id @set, hasUploader it6:hasUploader @id, identifier dct:identifier,
  keyword dcat:keyword @set, status adms:status @id, title dct:title, uploaded it6:uploaded,
  version it6:version
FlowParameter it6:FlowParameter: defaultValue it6:defaultValue, description dct:description,
  recommendedRange it6:recommendedRange, title dct:title, type dct:type @id
Hardware it6:Hardware: description dct:description @set, title dct:title
HarmRisk it6:HarmRisk: description dct:description, mitigation it6:mitigation @set,
  nature it6:nature @id @set, probability it6:probability, severity it6:severity, source it6:source @id @set,
  title dct:title, type dct:type @id @set
HexBinary xsd:hexBinary
ImageObject m8g:ImageObject
Integer xsd:integer
Library it6:Library: description dct:description @set, isExecutedBy it6:isExecutedBy @id @set,
  licence dct:license @id @set, title dct:title, version it6:version
LicenceDocument dct:LicenseDocument
LinguisticSystem dct:LinguisticSystem
Literal rdfs:Literal
Location dct:Location
MachineLearningModel it6:MachineLearningModel: bias it6:bias, contributor dct:contributor @id @set,
  created dct:created, creator dct:creator @id @set, description dct:description @set,
  designSpecifications it6:designSpecifications @set, evaluationResults it6:evaluationResults,
  evaluationStrategies it6:evaluationStrategies, fineTunedFrom it6:fineTunedFrom @id,
  hasBenchmark it6:hasBenchmark @id @set, hasBibliographicReference it6:hasBibliographicReference @id @set,
  hasEngagement it6:hasEngagement @id, hasFile it6:hasFile @id @set,
  hasInputModality it6:hasInputModality @id @set, hasOutputModality it6:hasOutputModality @id @set,
  hasPolicy odrl:hasPolicy @id @set, hasPrediction it6:hasPrediction @id @set,
  hasProvider it6:hasProvider @id @set, hasRegisteredUser it6:hasRegisteredUser @id @set,
  hasRepository it6:hasRepository @id @set, hasRisk it6:hasRisk @id @set, hasUploader it6:hasUploader @id,
  hasVariation it6:hasVariation @id @set, howToUse it6:howToUse, identifier dct:identifier,
  intendedUse it6:intendedUse @set, isFundedBy frapo:isFundedBy @id @set, keyword dcat:keyword @set,
  language dct:language @id @set, licence dct:license @id @set, limitations it6:limitations,
  logo m8g:logo @id @set, methodOfDistribution it6:methodOfDistribution @set,
  modelArchitecture it6:modelArchitecture @set, modified dct:modified @set, name dct:title @set,
  placedOnMarketDate it6:placedOnMarketDate, ranOn it6:ranOn @id @set, releaseDate it6:releaseDate,
  shortDescription it6:shortDescription, testedOn it6:testedOn @id @set,
  testingDescription it6:testingDescription,
  totalNumberOfParameters it6:totalNumberOfParameters xsd:nonNegativeInteger @set,
  trainedOn it6:trainedOn @id @set, trainingMethodologies it6:trainingMethodologies,
  trainingProcess it6:trainingProcess, type dct:type @id @set, validatedOn it6:validatedOn @id @set,
  version dcat:version
Measure it6:Measure
MediaType dct:MediaType
MediaTypeOrExtent dct:MediaTypeOrExtent
Modality it6:Modality: classification it6:classification @id @set, size it6:size @set
NonNegativeInteger xsd:nonNegativeInteger
OutputFileDescription it6:OutputFileDescription: id dct:identifier, title dct:title, url it6:url @id
Paper lpwcc:paper: abstract dct:abstract, creator dct:creator @id @set, date dct:date,
  hasDocument it6:hasDocument @id, hasModel lpwcp:hasModel @id @set,
  hasRepository lpwcp:hasRepository @id @set, references dct:references @id @set, subject dct:subject,
  title dct:title
Parameter it6:Parameter: component it6:component, name dct:title, value it6:value
Policy odrl:Policy
Prediction it6:Prediction: format dct:format @id, hasPredictionFeature it6:hasPredictionFeature @id @set
PredictionFeature it6:PredictionFeature: title dct:title, type dct:type @id
QualityMeasurement dqv:QualityMeasurement: dataset qb:dataSet @id @set, featureIndex it6:featureIndex @id,
  intervalEnd it6:intervalEnd, intervalStart it6:intervalStart, type dct:type @id, value dqv:value
QualityMeasurementDataset dqv:QualityMeasurementDataset: evaluationEngineId it6:evaluationEngine,
  identifier dct:identifier
Repository lpwcc:repository: hasFile it6:hasFile @id @set, name dct:title
Resource rdfs:Resource
RightsStatement dct:RightsStatement
Run it6:Run: errorMessage it6:errorMessage, executes mls:realizes @id @set,
  hasEvaluation it6:hasEvaluation @id @set, hasFlow it6:hasFlow @id,
  hasInferencingImpact it6:hasInferencingImpact @id @set,
  hasOutputFileDescription it6:hasOutputFileDescription @id,
  hasOutputFilePrediction it6:hasOutputFilePrediction @id, hasParameter it6:hasParameter @id @set,
  hasTask it6:hasTask @id, hasTrainingImpact it6:hasTrainingImpact @id @set, hasUploader it6:hasUploader @id,
  identifier dct:identifier, keyword dcat:keyword @set, runDetails it6:runDetails, setupId it6:setupId,
  setupString it6:setupString, trainingTime it6:trainingTime @set
RunCollection it6:RunCollection: hasRun it6:hasRun @id @set
Split it6:Split: description dct:description, id dct:identifier, isAppliedTo it6:isAppliedTo @id @set,
  title dct:title, type dct:type @id
Standard dct:Standard
Task it6:Task: hasCostMatrix it6:hasCostMatrix @id,
  hasEstimationProcedure it6:hasEstimationProcedure @id @set,
  hasEvaluationMeasure it6:hasEvaluationMeasure @id @set, hasOutput it6:hasOutput @id,
  hasTaskType it6:hasTaskType @id, id dct:identifier, keyword dcat:keyword @set,
  sourceData it6:sourceData @id @set, targetFeature it6:targetFeature @id @set, title dct:title
TaskCollection it6:TaskCollection: hasTask it6:hasTask @id @set
TaskType it6:TaskType: description skos:definition, id skos:notation, title skos:prefLabel
TemporalLiteral rdfs:Literal
`;

export const mldcatApContext = (): JsonObject => Object.fromEntries(definitions());

function* definitions(): Generator<[string, unknown], void> {
  const classes = CLASSES.trim().replace(/[:,]\n {2}/g, (end) => `${end[0]} `);
  for (const line of classes.split('\n')) {
    const [head = '', ...rest] = line.split(/(?<=^\S+ \S+): /);
    const [name = '', means = ''] = head.split(' ');
    yield [name, expanded(means)];
    for (const property of rest.join('').split(', ').filter(Boolean)) {
      const [key = '', id = '', ...flags] = property.split(' ');
      yield [`${name}.${key}`, definition(id, flags)];
    }
  }
}

function definition(id: string, flags: readonly string[]): JsonObject {
  const type = flags.find((flag) => flag !== '@set');
  return {
    '@id': expanded(id),
    ...(type === undefined ? {} : { '@type': type === '@id' ? type : expanded(type) }),
    ...(flags.includes('@set') ? { '@container': '@set' } : {}),
  };
}

function expanded(curie: string): string {
  const colon = curie.indexOf(':');
  return `${NAMESPACES[curie.slice(0, colon)] ?? ''}${curie.slice(colon + 1)}`;
}
