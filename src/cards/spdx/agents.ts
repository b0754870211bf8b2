import type { Card, Party } from '../card.js';
import { shortDigest } from '../../short-digest.js';
import { known } from '../text.js';
import { element, type Element } from './elements.js';

const TYPES = { User: 'Person', Team: 'Organization' } as const;

/** The IRI of somebody, by the name alone: the same wherever it is named in the document. */
export const agentIri = ({ iri }: Card, name: string): string => `${iri}#agent-${shortDigest(name)}`;

/** Who answers for the version and its data, who made it, and who decided on it. */
export function agentsOf(card: Card): Element[] {
  const { owners, authors, datasets, file } = card;
  const deciders = file.evidence.decisions.map(({ by }): Party => ({ name: by }));
  return [...owners, ...authors, ...datasets.flatMap((dataset) => dataset.owners), ...deciders].map((party) =>
    // Of whom nobody registered it is not known what they are: an agent.
    element(party.kind ? TYPES[party.kind] : 'Agent', agentIri(card, party.name), {
      name: party.name,
      ...known({
        externalIdentifier:
          party.email === undefined
            ? []
            : [{ type: 'ExternalIdentifier', externalIdentifierType: 'email', identifier: party.email }],
      }),
    }),
  );
}
