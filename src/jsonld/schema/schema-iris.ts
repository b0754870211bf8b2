/** The ontology: the namespace of our terms without its `#`. Its major version changes when a term changes its meaning. */
export const ONTOLOGY_IRI = 'https://w3id.org/headwater/1';
/** The shapes, of which each is a fragment. */
export const SHAPES_IRI = `${ONTOLOGY_IRI}/shapes`;
