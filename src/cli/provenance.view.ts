import pc from 'picocolors';
import { groupBy } from '../group-by.js';
import { answerLines } from './answer-lines.js';
import { stopsOf, type EdgeData } from './edge.js';
import type {
  DataUsedData,
  MissingData,
  ProvenanceData,
  SourceData,
  VersionData,
} from './provenance.query.js';
import { codeText, decisionText, parameterText, registryText, runText } from './provenance.words.js';
import { coloured, counted, label, printable } from './text.js';
import { treeLines, type TreeNode } from './tree.js';

/** What a person reads of long lists; `--json` has them all. */
const MOST_FEATURES = 40;
const MOST_SOURCES = 40;
const MOST_AT = 5;
const LONGEST = 400;

/** Where a thing comes from, told from its end: the versions behind it with their evidence, the sources, the gaps. */
export function provenanceLines(provenance: ProvenanceData): string[] {
  const { of, asOf, versions, versionTotal, answer } = provenance;
  const when = asOf === null ? '' : `, as it stood at ${asOf}`;
  const hidden = versionTotal - versions.length;
  return [
    pc.bold(`Where ${label(of.id)} comes from${when}`),
    ...(versions.length === 0
      ? ['No version of a model has a part in it.']
      : treeLines({ text: label(of.id), children: versions.map(versionTree) })),
    ...(hidden > 0 ? [`… and ${counted(hidden, 'further version')}`] : []),
    '',
    ...sourceLines(provenance),
    '',
    ...missingLines(provenance),
    '',
    ...answerLines(answer),
  ];
}

function versionTree(version: VersionData): TreeNode {
  const { servedBy, runs, trainingData, evaluationData, features, decisions } = version;
  const sure = version.certainty === 'RECORDED' ? '' : `  ${coloured(version.certainty)}`;
  const inService = servedBy.filter(({ deployment }) => deployment.state === 'IN_SERVICE');
  const names = inService.map(
    ({ deployment, share }) => `${printable(deployment.name)}${share === null ? '' : ` (${share} %)`}`,
  );
  const service =
    names.length > 0 ? pc.green(`  in service as ${names.join(', ')}`) : pc.dim('  not in service');
  const parameters = parameterText(version);
  const registry = registryText(version);
  return {
    text: `${pc.bold(label(version.version.id))} ${pc.dim('MLModelVersion')}${sure}${service}`,
    children: [
      ...(registry ? [leaf(`its registry says  ${pc.dim(printable(registry, LONGEST))}`)] : []),
      ...decisions.map((one) => leaf(one.approves ? pc.green(decisionText(one)) : decisionText(one))),
      ...runs.map((run) => ({
        text: `made by run ${pc.bold(printable(runText(run), LONGEST))}`,
        children: codeText(run) ? [leaf(`code ${printable(codeText(run), LONGEST)}`)] : [],
      })),
      ...(parameters ? [leaf(`with ${printable(parameters, LONGEST)}`)] : []),
      ...trainingData.map((data) => leaf(`trained on ${dataText(data)}`)),
      ...evaluationData.map((data) => leaf(`evaluated on ${dataText(data)}`)),
      ...features.slice(0, MOST_FEATURES).map(({ feature, sources }) => ({
        text: `feature ${pc.bold(printable(feature.name))}${sources.length === 0 ? pc.yellow('  source not known') : ''}`,
        children: sourceTree(feature.id, sources),
      })),
      ...(features.length > MOST_FEATURES
        ? [leaf(`… and ${counted(features.length - MOST_FEATURES, 'further feature')}`)]
        : []),
    ],
  };
}

const leaf = (text: string): TreeNode => ({ text, children: [] });

const dataText = ({ table, digests }: DataUsedData): string =>
  `${pc.bold(label(table.id))}${digests.length > 0 ? pc.dim(`  digest ${printable(digests.join(', '))}`) : pc.yellow('  digest not known')}`;

/** What is only possible is named where something surer is known, and drawn where nothing is. */
function sourceTree(feature: string, sources: readonly SourceData[]): TreeNode[] {
  const surer = sources.filter(({ certainty }) => certainty !== 'POSSIBLE');
  if (surer.length === 0) return waysTree(feature, sources.slice(0, MOST_SOURCES));
  const possible = sources.length - surer.length;
  const named = sources.slice(surer.length, surer.length + MOST_AT).map(({ source }) => label(source.id));
  const more = possible > named.length ? ` … and ${possible - named.length} more` : '';
  return [
    ...waysTree(feature, surer.slice(0, MOST_SOURCES)),
    ...(possible > 0 ? [leaf(`${coloured('POSSIBLE')}  ${pc.dim(`${named.join(', ')}${more}`)}`)] : []),
  ];
}

/** Ways that begin alike are drawn as one until they part. */
function waysTree(start: string, sources: readonly SourceData[]): TreeNode[] {
  const branches = (ways: readonly (readonly EdgeData[])[], at: string): TreeNode[] => {
    const steps = groupBy(
      ways.filter(({ length }) => length > 0),
      ([step]) => stopsOf(step ? [step] : [], at)[1] ?? at,
    );
    return [...steps].map(([next, same]) => ({
      text: `${pc.bold(label(next))}${pc.dim(stepNote(same[0]?.[0]))}`,
      children: branches(
        same.map((way) => way.slice(1)),
        next,
      ),
    }));
  };
  return branches(
    sources.map(({ way }) => way),
    start,
  );
}

function stepNote(edge: EdgeData | undefined): string {
  if (!edge || edge.type === 'HAS_COLUMN') return '';
  const how =
    edge.stated === 'RECORDED'
      ? (edge.transformations ?? []).join(', ')
      : `${edge.stated.toLowerCase()}: ${edge.rule ?? edge.declaredBy ?? edge.by ?? ''}`;
  return how ? `  ${printable(how)}` : '';
}

function sourceLines({ sources, sourceTotal, of }: ProvenanceData): string[] {
  if (sourceTotal === 0) return ['No source columns are known.'];
  const shown = sources.slice(0, MOST_SOURCES);
  const more = sourceTotal - shown.length;
  return [
    pc.bold(`${label(of.id)} rests on ${counted(sourceTotal, 'source')}`),
    ...[...groupBy(shown, ({ certainty }) => certainty)].map(
      ([certainty, same]) =>
        `  ${coloured(certainty)}  ${same.map(({ source }) => label(source.id)).join(', ')}`,
    ),
    ...(more > 0 ? [`  … and ${counted(more, 'further source')}`] : []),
  ];
}

function missingLines({ missing, missingTotals }: ProvenanceData): string[] {
  if (missingTotals.length === 0) return [pc.green('No evidence is missing.')];
  const sum = missingTotals.reduce((all, { total }) => all + total, 0);
  return [
    pc.yellow(`Evidence is missing at ${counted(sum, 'place')}`),
    ...[...groupBy(missing, ({ what, message }) => `${what} ${message}`).values()].flatMap(missingGroup),
    ...(sum > missing.length ? [`  … and ${sum - missing.length} more`] : []),
  ];
}

function missingGroup(same: readonly MissingData[]): string[] {
  const [first] = same;
  if (!first) return [];
  const at = [...new Set(same.map((one) => label(one.at)))];
  const more = at.length - MOST_AT;
  return [
    `  ${pc.bold(first.what)}  ${at.slice(0, MOST_AT).join(', ')}${more > 0 ? ` … and ${more} more` : ''}`,
    `    ${pc.dim('→')} ${printable(first.message, LONGEST)}`,
  ];
}
