import { answerLines, type AnswerData } from '../answer-lines.js';
import { markdownText } from '../table-formats.js';
import { printable } from '../text.js';
import { withoutColours } from './without-colours.js';

/** What a source calls a thing: as code where nothing in it could end that, so that it reads as it is. */
export const markdownName = (text: string): string =>
  /^[\p{L}\p{N}_.@/:·→-]+( [\p{L}\p{N}_.@/:·→-]+)*$/u.test(text)
    ? `\`${printable(text)}\``
    : markdownText(text);

/** The section in which an answer says how far it can be trusted. */
export const whatItRestsOn = (answer: AnswerData): string[] => [
  '### What this rests on',
  '',
  ...withoutColours(answerLines(answer)).map((line) => `- ${markdownText(line.trim())}`),
];

/** When each source was last read, a bullet each; nothing where there are none. */
export const sourceBullets = (
  sources: readonly Pick<AnswerData['sources'][number], 'service' | 'lastSync' | 'outcome'>[],
): string[] =>
  sources.length === 0
    ? []
    : [
        '',
        'It rests on:',
        '',
        ...sources.map(
          ({ service, lastSync, outcome }) =>
            `- ${markdownText(service)}: ${lastSync === null ? 'never synced' : `synced ${lastSync} ${markdownText(outcome ?? '')}`}`,
        ),
      ];
