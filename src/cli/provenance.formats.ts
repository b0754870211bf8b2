import { stopsOf } from './edge.js';
import { sourceBullets } from './formats/markdown.js';
import type { DataUsedData, ProvenanceData, SourceData, VersionData } from './provenance.query.js';
import { codeText, decisionText, parameterText, registryText, runText } from './provenance.words.js';
import { markdownTable, markdownText } from './table-formats.js';
import { label } from './text.js';

/** For a ticket or an audit: each version with its evidence, where data enters, and what is missing. */
export function provenanceMarkdown(provenance: ProvenanceData): string[] {
  const { of, asOf, versions, sources, missing, answer } = provenance;
  const when = asOf === null ? '' : `, as it stood at ${asOf}`;
  const cut = answer.cut.map(({ reason, beyond }) => `- cut (${reason}): ${beyond} further in sight`);
  return [
    `## Where ${markdownText(label(of.id))} comes from${when}`,
    '',
    ...(versions.length === 0
      ? ['No version of a model has a part in it.', '']
      : versions.flatMap(ofVersion)),
    `### Sources: ${provenance.sourceTotal}`,
    '',
    ...(sources.length === 0
      ? ['None known.']
      : markdownTable(['source', 'certainty', 'way'], sources.map(sourceRow(of.id)))),
    '',
    '### Missing evidence',
    '',
    ...(missing.length === 0
      ? ['None.']
      : markdownTable(
          ['hop', 'what', 'at', 'message'],
          missing.map(({ what, at, depth, message }) => [String(depth), what, label(at), message]),
        )),
    '',
    answer.complete ? 'This answer is complete.' : 'This answer is not complete:',
    ...(cut.length > 0 ? ['', ...cut] : []),
    ...sourceBullets(answer.sources),
  ];
}

function ofVersion(version: VersionData): string[] {
  const { servedBy, runs, trainingData, evaluationData, features, decisions, certainty } = version;
  const served = servedBy.map(
    ({ deployment, since, share }) =>
      `${label(deployment.id)} ${deployment.state ?? ''}${share === null ? '' : `, ${share} %`}${since === null ? '' : `, known since ${since}`}`,
  );
  const rows: [string, string][] = [
    ['certainty', certainty],
    ['served by', served.join('; ') || 'no deployment'],
    ['registry says', registryText(version)],
    ...decisions.map((one): [string, string] => [one.approves ? 'approval' : 'decision', decisionText(one)]),
    ...runs.flatMap((run): [string, string][] => [
      ['run', `${runText(run)} (${run.id})`],
      ['code', codeText(run)],
    ]),
    ['parameters', parameterText(version)],
    ...trainingData.map((data): [string, string] => ['trained on', dataText(data)]),
    ...evaluationData.map((data): [string, string] => ['evaluated on', dataText(data)]),
  ];
  return [
    `### ${markdownText(label(version.version.id))}`,
    '',
    ...markdownTable(
      ['evidence', ''],
      rows.map(([name, text]) => [name, text || 'not known']),
    ),
    '',
    ...(features.length === 0
      ? []
      : [
          ...markdownTable(
            ['feature', 'source', 'certainty', 'way'],
            features.flatMap(({ feature, sources }) =>
              sources.length === 0
                ? [[feature.name, 'not known', '', '']]
                : sources.map((source) => [feature.name, ...sourceRow(feature.id)(source)]),
            ),
          ),
          '',
        ]),
  ];
}

const dataText = ({ table, digests }: DataUsedData): string =>
  `${label(table.id)}, digest ${digests.join(', ') || 'not known'}`;

const sourceRow =
  (start: string) =>
  ({ source, certainty, way }: SourceData): string[] => [
    ...[label(source.id), certainty],
    stopsOf(way, start).map(label).join(' → '),
  ];
