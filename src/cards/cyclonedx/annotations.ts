import type { Absent } from '../absent.js';
import type { Card } from '../card.js';
import { decisionText } from '../decision-text.js';
import { HEADWATER } from '../headwater.js';
import type { Json } from '../json.js';

/** What is missing, said by the catalog; and what people decided, said by them. */
export function annotationsOf(card: Card, absent: readonly Absent[]): Json[] {
  const tool = { component: { type: 'application', name: HEADWATER } };
  return [
    ...absent.map(({ part, why, at }) => ({
      subjects: [card.iri],
      annotator: tool,
      timestamp: card.at,
      text: `Not known: ${part}${at === undefined ? '' : ` of ${at}`}. ${why}`,
    })),
    ...card.file.evidence.decisions.map((decision) => ({
      subjects: [card.iri],
      annotator: { individual: { name: decision.by } },
      timestamp: decision.at,
      text: decisionText(decision),
    })),
  ];
}
