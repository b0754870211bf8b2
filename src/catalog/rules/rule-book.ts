import type { Transitions } from '../../model/decorators.js';
import {
  DEPLOYMENT_TRANSITIONS,
  SCHEDULE_TRANSITIONS,
  STAGE_TRANSITIONS,
  STATUS_TRANSITIONS,
} from '../../model/states.js';

/** Every rule by its name, as failures and flags call it, and what it demands. `docs/rules.md` is made from this. */
export const RULE_BOOK = {
  'immutable-field':
    'The name, version and framework of a version never change, nor does the key of anything: make a new version.',
  'allowed-transition': 'A status, a stage, a schedule and a deployment move only as the tables below allow.',
  'version-name':
    'Where a service claims semantic versions or whole numbers for its versions, each version is one.',
  'distinct-names':
    'Two things in one place do not differ only by case or by the Unicode form of their letters.',
  'unique-tag': 'A unique tag or an alias sits on one version of a model at a time. Moving it is one step.',
  'served-version':
    'A version that a deployment in service answers with cannot be deleted, nor its model, nor its service. It can be archived.',
  'deployment-in-service': 'A deployment is stopped before it is deleted.',
  'delete-before-purge': 'Only what was deleted is purged.',
  ended:
    'What has ended is restored before anything is changed in it or added to it, and what it hangs on before it.',
  'stored-content':
    'What the store keeps of an uploaded artifact (that it is uploaded, its checksum and size) follows from the upload; nobody says it.',
  'source-is-witness':
    'Of what a source speaks of, people say only what is for people to say; and what a source states only the source takes back.',
} as const;

export type RuleName = keyof typeof RULE_BOOK;

const TABLES: Readonly<Record<string, Transitions>> = {
  'Status of a model or version': STATUS_TRANSITIONS,
  'Stage of a model or version': STAGE_TRANSITIONS,
  'Schedule of a model': SCHEDULE_TRANSITIONS,
  'State of a deployment': DEPLOYMENT_TRANSITIONS,
};

/** The page of all rules and of all tables of transitions. */
export function rulesPage(): string {
  const rules = Object.entries(RULE_BOOK).map(([name, text]) => `- **\`${name}\`**: ${text}`);
  const tables = Object.entries(TABLES).flatMap(([title, table]) => [
    ...['', `## ${title}`, '', '```mermaid', 'stateDiagram-v2'],
    ...Object.entries(table).flatMap(([from, to]) => to.map((next) => `  ${from} --> ${next}`)),
    '```',
  ]);
  return [
    '# The rules of the catalog',
    '',
    'Each holds for GraphQL, the CLI and imports alike: what breaks one is refused with the name of the rule and what stands in the way. A source that breaks one is recorded as it is, because the source is the witness: the thing carries the flag in `brokenRules`, the change in its history does, and the sync warns.',
    '',
    'This page is made from the code (`npm run generate`).',
    '',
    ...rules,
    ...tables,
    '',
    'From a value that stands in no table (a registry says `READY`, or `None`) every first move is open.',
    '',
  ].join('\n');
}
