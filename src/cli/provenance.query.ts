import { ANSWER_FIELDS, type AnswerData } from './answer-lines.js';
import { EDGE_FIELDS, type EdgeData } from './edge.js';

const SOURCE = `{ source { id kind name } certainty depth way { ${EDGE_FIELDS} } }`;
const DATA = `{ table { id name } digests edges { ${EDGE_FIELDS} } }`;

export const PROVENANCE_QUERY = `query Provenance($id: ID!, $asOf: DateTime) {
  provenance(id: $id, asOf: $asOf) {
    of { id kind name }
    asOf
    versions {
      version { id name stage status aliases uniqueTags tags { name value } registeredAt author runId }
      certainty
      servedBy { deployment { id name state } since share }
      runs { id name status startedAt endedAt user sourceName gitCommit gitRepository }
      parameters { parameter value }
      trainingData ${DATA}
      evaluationData ${DATA}
      features { feature { id name dataType } sources ${SOURCE} }
      decisions { what by at before after reason approves }
    }
    versionTotal
    sources ${SOURCE}
    sourceTotal
    missing { what at version depth message }
    missingTotals { what total }
    ${ANSWER_FIELDS}
  }
}`;

interface Thing {
  readonly id: string;
  readonly name: string;
}

export interface SourceData {
  readonly source: Thing & { readonly kind: string };
  readonly certainty: string;
  readonly depth: number;
  readonly way: readonly EdgeData[];
}

export interface DataUsedData {
  readonly table: Thing;
  readonly digests: readonly string[];
  readonly edges: readonly EdgeData[];
}

export interface RunData extends Thing {
  readonly status: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly user: string | null;
  readonly sourceName: string | null;
  readonly gitCommit: string | null;
  readonly gitRepository: string | null;
}

export interface DecisionData {
  readonly what: string;
  readonly by: string;
  readonly at: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string | null;
  readonly approves: boolean;
}

export interface VersionData {
  readonly version: Thing & {
    readonly stage: string | null;
    readonly status: string | null;
    readonly aliases: readonly string[];
    readonly uniqueTags: readonly string[];
    readonly tags: readonly { readonly name: string; readonly value: string | null }[];
    readonly registeredAt: string | null;
    readonly author: string | null;
    readonly runId: string | null;
  };
  readonly certainty: string;
  readonly servedBy: readonly {
    readonly deployment: Thing & { readonly state: string | null };
    readonly since: string | null;
    readonly share: number | null;
  }[];
  readonly runs: readonly RunData[];
  readonly parameters: readonly { readonly parameter: string; readonly value: string | null }[];
  readonly trainingData: readonly DataUsedData[];
  readonly evaluationData: readonly DataUsedData[];
  readonly features: readonly {
    readonly feature: Thing & { readonly dataType: string | null };
    readonly sources: readonly SourceData[];
  }[];
  readonly decisions: readonly DecisionData[];
}

export interface MissingData {
  readonly what: string;
  readonly at: string;
  readonly version: string | null;
  readonly depth: number;
  readonly message: string;
}

export interface ProvenanceData {
  readonly of: Thing & { readonly kind: string };
  readonly asOf: string | null;
  readonly versions: readonly VersionData[];
  readonly versionTotal: number;
  readonly sources: readonly SourceData[];
  readonly sourceTotal: number;
  readonly missing: readonly MissingData[];
  readonly missingTotals: readonly { readonly what: string; readonly total: number }[];
  readonly answer: AnswerData;
}
