import { ENTITY_KINDS } from '../../model/entities.js';
import { constraintsOf, type Constraint } from './constraints.js';
import { labelOf } from './definitions.js';
import { messageOf } from './shape-messages.js';
import { ONTOLOGY_IRI, SHAPES_IRI } from './schema-iris.js';
import { block, english, iriText, list, plain, turtleDocument, versionOf, type Line } from './turtle-blocks.js';
import { partNames, usesOfKind, usesOfPart } from './uses.js';

const TITLE = 'Headwater: what documents of a catalog hold';

/** What each kind and part must and may say, as SHACL: `schema/shapes.ttl`. */
export function shapesDocument(): string {
  const kinds = ENTITY_KINDS.map((kind) => [kind, constraintsOf(usesOfKind(kind))] as const);
  const shared = sharedBy(kinds.map(([, constraints]) => constraints));
  const isShared = (constraint: Constraint): boolean => shared.has(JSON.stringify(constraint));
  const all = kinds[0]?.[1].filter(isShared) ?? [];
  const shapes = [
    ...shapeBlocks('Entity', ENTITY_KINDS, all),
    ...kinds.flatMap(([kind, constraints]) =>
      shapeBlocks(kind, [kind], constraints.filter((constraint) => !isShared(constraint))),
    ),
    ...partNames().flatMap((name) => shapeBlocks(name, [name], constraintsOf(usesOfPart(name)))),
  ];
  const head = block(iriText(SHAPES_IRI), [
    ['a', 'owl:Ontology'],
    ['owl:versionIRI', iriText(`${SHAPES_IRI}/${versionOf(shapes)}`)],
    ['dct:title', english(TITLE)],
    ['rdfs:seeAlso', iriText(ONTOLOGY_IRI)],
  ]);
  return turtleDocument([head, ...shapes]);
}

/** What all kinds demand alike is said once, of all of them. */
function sharedBy(all: readonly (readonly Constraint[])[]): Set<string> {
  const [first = [], ...others] = all.map((constraints) => constraints.map((each) => JSON.stringify(each)));
  const sets = others.map((texts) => new Set(texts));
  return new Set(first.filter((text) => sets.every((texts) => texts.has(text))));
}

function shapeBlocks(name: string, targets: readonly string[], constraints: readonly Constraint[]): string[] {
  const iriOf = ({ keys }: Constraint): string => iriText(`${SHAPES_IRI}#${name}-${fragmentOf(keys)}`);
  const node = block(iriText(`${SHAPES_IRI}#${name}`), [
    ['a', 'sh:NodeShape'],
    ['sh:targetClass', ...targets.map((target) => `hw:${target}`)],
    ['sh:property', ...constraints.map(iriOf)],
  ]);
  return [node, ...constraints.map((constraint) => block(iriOf(constraint), propertyLines(name, constraint)))];
}

const fragmentOf = (keys: readonly string[]): string => keys.join('-').replaceAll(':', '_');

function propertyLines(name: string, constraint: Constraint): Line[] {
  const { path, keys, definition, required, most, datatypes, values, classes } = constraint;
  return [
    ['sh:path', path],
    ['sh:name', english(keys.map(labelOf).join(', '))],
    ['sh:description', ...(definition ? [english(definition)] : [])],
    ['sh:minCount', ...(required ? ['1'] : [])],
    ['sh:maxCount', ...(most === undefined ? [] : [String(most)])],
    // Each of the values is a text: to say so as well would find one fault twice.
    ...(values ? [] : valueLines(datatypes, classes)),
    ['sh:in', ...(values ? [list(values.map(plain))] : [])],
    ['sh:message', english(messageOf(name, constraint))],
  ];
}

function valueLines(datatypes: Constraint['datatypes'], classes: readonly string[]): Line[] {
  if (datatypes) return oneOf('sh:datatype', datatypes);
  return [['sh:nodeKind', 'sh:IRI'], ...oneOf('sh:class', classes)];
}

function oneOf(parameter: 'sh:datatype' | 'sh:class', names: readonly string[]): Line[] {
  const [only, ...others] = names;
  if (only === undefined) return [];
  if (others.length === 0) return [[parameter, only]];
  return [['sh:or', list(names.map((each) => `[ ${parameter} ${each} ]`))]];
}
