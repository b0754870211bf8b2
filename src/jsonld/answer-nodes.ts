import type { AnswerPart } from '../catalog/export/answer-parts.js';
import type { EntityExport } from '../catalog/browse/export-entities.js';
import { entityIri, partIri } from './iris.js';
import { shortDigest } from '../short-digest.js';
import type { JsonLdNode } from './property-values.js';

/** What an answer says of itself: of what it is, whether it is complete, and if not, where it was cut. */
export function answerNode(
  base: string,
  { of, question, asOf, complete, cut, hidden }: AnswerPart,
): JsonLdNode {
  const iri = entityIri(base, of);
  const [name, type] =
    'direction' in question
      ? [`lineage-${question.direction.toLowerCase()}`, 'LineageAnswer']
      : [`impact-${question.change.toLowerCase()}`, 'ImpactAnswer'];
  return {
    '@id': partIri(iri, name),
    '@type': [type],
    of: iri,
    ...question,
    ...(asOf === undefined ? {} : { asOf }),
    complete,
    ...(cut.length > 0 ? { cut } : {}),
    hidden,
  };
}

/** What a change to another thing would do to this one. */
export function consequenceValues(
  base: string,
  { root, consequence }: EntityExport,
): { consequences?: JsonLdNode[] } {
  if (!consequence) return {};
  const { of, ...judged } = consequence;
  const iri = partIri(
    entityIri(base, root.record.id),
    `consequence-${shortDigest(`${judged.change} ${of}`)}`,
  );
  return { consequences: [{ '@id': iri, '@type': ['Consequence'], of: entityIri(base, of), ...judged }] };
}
