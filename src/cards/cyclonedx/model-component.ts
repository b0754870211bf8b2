import { parseId } from '../../model/entity-id.js';
import type { Card, Party } from '../card.js';
import { licenseOf } from '../license.js';
import { addressOf, known, textOf } from '../text.js';
import { artifactComponent } from './artifact-component.js';
import type { Json } from '../json.js';
import { modelCard } from './model-card.js';
import { versionProperties } from './properties.js';

export function modelComponent(card: Card): Json {
  const { file, license } = card;
  const [service] = parseId(card.id).key;
  const named = license === undefined ? undefined : licenseOf(license);
  return {
    type: 'machine-learning-model',
    'bom-ref': card.iri,
    ...known({
      group: service === '' ? undefined : service,
      authors: card.authors.map(contact),
      publisher: card.owners.map(({ name }) => name).join(', ') || undefined,
    }),
    name: card.name,
    version: card.version,
    ...known({
      description: card.description,
      licenses: named ? [('name' in named ? { license: named } : named) as Json] : [],
      pedigree: pedigreeOf(card),
      externalReferences: referencesOf(card),
      components: file.artifacts.map((artifact) => artifactComponent(card, artifact)),
      tags: card.tags,
    }),
    modelCard: modelCard(card),
    properties: versionProperties(card),
  };
}

/** Another version that this one is made from, by its name alone: it has a document of its own. */
export function olderVersion(card: Card, id: string): Json {
  const [service, name = '', version = ''] = parseId(id).key;
  return {
    type: 'machine-learning-model',
    'bom-ref': card.iriOf(id),
    ...known({ group: service === '' ? undefined : service }),
    name,
    version,
    ...known({ description: textOf(card.file.things.get(id)?.['description']) }),
  };
}

/** The versions whose weights its training started from. */
function pedigreeOf(card: Card): Json | undefined {
  const tuned = card.file.lineage.edges.filter(
    ({ type, downstream }) => type === 'FINE_TUNED_FROM' && downstream === card.id,
  );
  const from = [...new Set(tuned.map(({ upstream }) => upstream))].sort();
  if (from.length === 0) return undefined;
  // A reference is unique, and these stand among the components under theirs.
  return {
    ancestors: from.map((id) => ({ ...olderVersion(card, id), 'bom-ref': `${card.iriOf(id)}#ancestor` })),
  };
}

function referencesOf({ file }: Card): Json[] {
  const { version, evidence } = file;
  const reference = (type: string, url: unknown, comment: string): Json[] => {
    const address = addressOf(url);
    return address === undefined ? [] : [{ type, url: address, comment }];
  };
  return [
    ...reference('website', version['sourceUrl'], 'The version in its registry.'),
    ...reference('distribution', version['artifactUri'], 'Where its files lie.'),
    ...reference('distribution', version['modelUri'], 'How clients load it.'),
    ...evidence.runs.flatMap((run) => [
      ...reference('build-meta', run['sourceUrl'], 'The training run.'),
      ...reference(
        'vcs',
        run['gitRepository'],
        `The code, at commit ${textOf(run['gitCommit']) ?? 'not recorded'}.`,
      ),
    ]),
  ];
}

export const contact = ({ name, email }: Party): Json => ({
  name,
  ...(email !== undefined && /^[^\s@<>"]+@[\w.-]+\.\w+$/.test(email) ? { email } : {}),
});
