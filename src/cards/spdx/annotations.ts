import type { Absent } from '../absent.js';
import type { Card } from '../card.js';
import { decisionText } from '../decision-text.js';
import { shortDigest } from '../../short-digest.js';
import { agentIri } from './agents.js';
import { element, type Element } from './elements.js';

/** What is missing, as the catalog says it; and what people decided, as reviews. */
export function annotationsOf(card: Card, absent: readonly Absent[]): Element[] {
  const about = (key: string, annotationType: 'other' | 'review', statement: string): Element =>
    element('Annotation', `${card.iri}#annotation-${shortDigest(key)}`, {
      ...{ annotationType, subject: card.iri, statement },
    });
  return [
    ...absent.map(({ part, why, at }) => {
      const where = at === undefined ? '' : ` of ${at}`;
      return about(`${part} ${at ?? ''} ${why}`, 'other', `Not known: ${part}${where}. ${why}`);
    }),
    ...card.file.evidence.decisions.map((decision) =>
      about(
        JSON.stringify(decision),
        'review',
        `${decision.at} by ${decision.by} (${agentIri(card, decision.by)}): ${decisionText(decision)}`,
      ),
    ),
  ];
}
