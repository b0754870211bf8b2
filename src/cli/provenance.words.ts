import { label, printable } from './text.js';
import type { DecisionData, RunData, VersionData } from './provenance.query.js';

/** The words of a provenance report, without colours and escapes of any format: they are of sources and people. */

const LONGEST_TEXT = 300;

/** Parameters as `name=value`, in one line. */
export const parameterText = ({ parameters }: VersionData): string =>
  parameters.map(({ parameter, value }) => `${parameter}=${value ?? ''}`).join(', ');

export function runText({ name, status, startedAt, endedAt, user }: RunData): string {
  return [
    name,
    status ?? '',
    startedAt === null ? '' : `started ${startedAt}`,
    endedAt === null ? '' : `ended ${endedAt}`,
    user === null ? '' : `by ${user}`,
  ]
    .filter(Boolean)
    .join('  ');
}

/** Where the code lies; empty where nothing is known of it. */
export const codeText = ({ sourceName, gitRepository, gitCommit }: RunData): string =>
  [sourceName ?? '', gitRepository ?? '', gitCommit === null ? '' : `commit ${gitCommit}`]
    .filter(Boolean)
    .join('  ');

/** What a version carries by its source's word; nobody stands for it here. */
export function registryText({ version }: VersionData): string {
  const { stage, status, aliases, tags, author, registeredAt } = version;
  return [
    registeredAt === null ? '' : `registered ${registeredAt}${author === null ? '' : ` by ${author}`}`,
    stage === null ? '' : `stage ${stage}`,
    status === null ? '' : `status ${status}`,
    aliases.length > 0 ? `alias ${aliases.join(' ')}` : '',
    tags.length > 0
      ? `tags ${tags.map(({ name, value }) => (value === null ? name : `${name}=${value}`)).join(' ')}`
      : '',
  ]
    .filter(Boolean)
    .join('  ');
}

export function decisionText({ what, by, at, before, after, reason }: DecisionData): string {
  const why = reason === null ? '' : `: ${reason}`;
  return printable(`${at}  ${by} ${deedText(what, before, after)}${why}`, LONGEST_TEXT);
}

function deedText(what: string, before: string | null, after: string | null): string {
  switch (what) {
    case 'COMMENT':
      return `wrote "${after ?? ''}"`;
    case 'SERVED':
      return after === null ? `took it out of ${label(before ?? '')}` : `made ${label(after)} serve it`;
    case 'STAGE':
    case 'STATUS':
      return `moved its ${what.toLowerCase()}${before === null ? '' : ` from ${before}`} to ${after ?? 'none'}`;
    default: {
      const name = what === 'ALIAS' ? 'alias' : 'unique tag';
      return after === null ? `took the ${name} ${before ?? ''} off it` : `gave it the ${name} ${after}`;
    }
  }
}
