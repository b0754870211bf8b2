import { markdownTable, markdownText } from '../../markdown-text.js';
import type { Card } from '../card.js';
import { decisionText } from '../decision-text.js';
import { textOf, textsOf } from '../text.js';
import { bullet, link, name, prose } from './prose.js';

export function details(card: Card): string[] {
  const { version, model, evidence, artifacts } = card.file;
  const said = (value: unknown): string | undefined => {
    const text = textOf(value);
    return text === undefined ? undefined : markdownText(text);
  };
  const people = (parties: Card['owners']): string =>
    parties.map((party) => markdownText(party.name)).join(', ');
  const framework = [version['framework'], version['frameworkVersion']].flatMap(textsOf).join(' ');
  return [
    ...bullet('Id', name(card.id)),
    ...bullet('Owners', people(card.owners)),
    ...bullet('Authors', people(card.authors)),
    ...bullet('Task', said(card.task)),
    ...bullet('Algorithm', said(card.algorithm)),
    ...bullet('Architecture family', said(card.family)),
    ...bullet('Framework', said(framework)),
    ...bullet('Licence', said(card.license)),
    ...bullet('Predicts', said(version['target'])),
    ...bullet('Registered', said(version['registeredAt'])),
    ...bullet('Stage', said(version['stage'])),
    ...bullet('Status', said(version['status'])),
    ...bullet('Aliases', textsOf(version['aliases']).map(markdownText).join(', ')),
    ...bullet('Domain', said(version['domain'] ?? model?.['domain'])),
    ...bullet('Loaded by', said(version['modelUri'])),
    ...bullet('In its registry', link(version['sourceUrl'])),
    ...evidence.runs.flatMap((run) => [
      ...bullet('Training run', `${name(run.id)} ${said(run['status']) ?? ''}`.trim()),
      ...bullet('Code', [link(run['gitRepository']), said(run['gitCommit'])].filter(Boolean).join(' at ')),
    ]),
    ...evidence.servedBy.flatMap(({ deployment }) =>
      bullet('Served by', `${name(deployment.id)} ${said(deployment['state']) ?? ''}`.trim()),
    ),
    ...table(
      ['parameter', 'value'],
      evidence.parameters.map((parameter) => [parameter.name, textOf(parameter['value']) ?? '']),
    ),
    ...table(
      ['file', 'checksum', 'bytes'],
      artifacts.map((artifact) => [
        artifact.name,
        textOf(artifact['checksum']) ?? 'not recorded',
        textOf(artifact['size']) ?? 'not recorded',
      ]),
    ),
  ];
}

/** A table after a blank line; nothing where it would be empty. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  rows.length === 0 ? [] : ['', ...markdownTable(head, rows)];

export const considered = (texts: readonly string[]): string[] =>
  texts.flatMap((text, index) => [...(index > 0 ? [''] : []), ...prose(text)]);

export const decisions = ({ file }: Card): string[] =>
  file.evidence.decisions.map(
    (decision) =>
      `- ${markdownText(decision.at)}, ${markdownText(decision.by)}: ${markdownText(decisionText(decision))}`,
  );
