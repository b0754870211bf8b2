import type { SchemaCurie } from './turtle-blocks.js';

/** How a term of ours stands to those of others, where its classes in documents do not say so already. */
export interface Alignment {
  /** Whatever ours is true of, theirs is true of. */
  readonly within?: readonly SchemaCurie[];
  /** Theirs means much the same, but not quite, or demands what the catalog may not know. */
  readonly close?: readonly SchemaCurie[];
}

/**
 * By local name. OpenMetadata's terms are only ever close: its ontology makes models data services and pipelines data
 * assets, which ours are not.
 */
export const CLASS_ALIGNMENTS: Readonly<Record<string, Alignment>> = {
  Application: { within: ['schema:SoftwareApplication'] },
  Artifact: { close: ['schema:MediaObject', 'om:File'] },
  Column: { close: ['om:Column'] },
  Comment: { within: ['schema:Comment'] },
  Dashboard: { close: ['om:Dashboard'] },
  Deployment: { close: ['schema:WebAPI'] },
  Domain: { close: ['om:Domain'] },
  GlossaryTerm: { within: ['schema:DefinedTerm'], close: ['om:GlossaryTerm'] },
  Metric: { close: ['fair4ml:MLModelEvaluation', 'schema:Observation'] },
  MLFeatureTable: { close: ['cr:RecordSet', 'schema:Dataset'] },
  MLModel: { close: ['om:MLModel', 'schema:CreativeWork'] },
  MLModelService: { close: ['om:MLModelService', 'schema:DataCatalog'] },
  MLModelVersion: { close: ['om:MLModel'] },
  Pipeline: { close: ['om:Pipeline'] },
  SyncRun: { close: ['schema:Action'] },
  Table: { close: ['schema:Dataset', 'cr:RecordSet', 'om:Table'] },
  Tag: { close: ['om:Tag', 'schema:DefinedTerm'] },
  Team: { within: ['schema:Organization'], close: ['om:Team'] },
  TrainingRun: { close: ['schema:Action'] },
  User: { within: ['schema:Person'], close: ['om:User'] },

  Statement: { within: ['prov:Influence'] },
  MetricPoint: { close: ['dqv:QualityMeasurement', 'schema:Observation'] },
  Revision: { within: ['prov:Entity'] },
  Change: { within: ['prov:Activity'], close: ['schema:UpdateAction'] },
};

export const PROPERTY_ALIGNMENTS: Readonly<Record<string, Alignment>> = {
  usesFeature: { within: ['prov:wasInfluencedBy'], close: ['it6:hasFeature'] },
  predictedBy: { within: ['prov:wasInfluencedBy'] },
  consumes: { within: ['prov:wasInfluencedBy'] },
  evaluatedOn: { close: ['it6:testedOn', 'fair4ml:evaluatedOn'] },
  nestedIn: { within: ['dct:isPartOf'] },
  owner: { close: ['prov:wasAttributedTo', 'om:hasOwner'] },
  hyperParameter: { close: ['mls:hasHyperParameter', 'om:hasMLHyperParameter'] },
  declaredBy: { close: ['dct:creator'] },
  email: { close: ['foaf:mbox', 'schema:email'] },
  checksum: { close: ['schema:sha256'] },
  primaryKey: { close: ['csvw:primaryKey'] },
  foreignKeys: { close: ['csvw:foreignKey'] },
  unit: { close: ['schema:unitText'] },
  sourceCode: { close: ['schema:codeRepository'] },
  gitRepository: { close: ['schema:codeRepository'] },
  otherNames: { close: ['skos:altLabel', 'schema:alternateName'] },
  synonyms: { within: ['skos:altLabel'] },
  reason: { close: ['skos:changeNote'] },
  framework: { close: ['schema:softwareRequirements'] },
};
