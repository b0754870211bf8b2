import type { Draft } from './draft.js';
import type { ForeignNode } from './graph.js';
import { dcat, dct, foaf, it6, localName } from './terms.js';
import { commonFacts, labelOf, links, text } from './values.js';

/** A data service that serves models is a deployment of theirs; of any other there is no place. */
export function takeDataService(draft: Draft, node: ForeignNode): void {
  const models = draft.graph.things(node, it6('servesModel'));
  if (models.length === 0) {
    draft.keep(node, undefined, 'is a data service that serves no model');
    return;
  }
  const [url] = links(draft, node, dcat('endpointURL'));
  const endpoint = labelOf(draft, node) || (url === undefined ? '' : localName(url));
  const made = endpoint
    ? draft.thing(node, 'Deployment', [draft.serviceFor('deployments'), endpoint])
    : undefined;
  if (!made) return;
  // A description says that it serves, and not whether it does so now.
  draft.say(made, { url, state: 'UNKNOWN', ...commonFacts(draft, node) });
  text(draft, node, dct('identifier'));
  for (const model of models) {
    const [version] = draft.madeOf(model, 'MLModelVersion');
    if (version) draft.link(made, 'SERVES', version.id);
    else
      draft.keep(
        node,
        it6('servesModel'),
        `${model.id} is no model of this document, so that its version is not known`,
      );
  }
}

/** The catalog that a document describes is what the named service is. */
export function takeCatalog(draft: Draft, node: ForeignNode): void {
  const { namespace: service } = draft;
  for (const property of [dcat('dataset'), dcat('service'), dcat('resource'), dct('hasPart')])
    draft.graph.things(node, property);
  if (service === undefined) {
    draft.keep(node, undefined, 'is a catalog, which is taken as a service where --service names it');
    return;
  }
  const made = draft.thing(node, 'MLModelService', [service]);
  if (!made) return;
  const title = text(draft, node, dct('title'), foaf('name'));
  text(draft, node, dct('identifier'));
  draft.say(made, { ...commonFacts(draft, node), displayName: title === service ? undefined : title });
}
