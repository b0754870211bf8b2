import { rowOf, type AnswerRows } from '../rows.js';

const relation = (name: string, kind: string, type: string): string =>
  `${name}: [${kind}!]! @relationship(type: "${type}", direction: OUT)`;

/** With both labels, so that a thing is found by the index on ids, as Headwater finds it. */
const typeOf = (kind: string, ...fields: readonly string[]): string =>
  `type ${kind} @node(labels: ["Entity", "${kind}"]) { id: ID! kind: String! name: String! ${fields.join(' ')} }`;

/** The relations that this lineage has, and no more: a schema of all of them would only cost it more. */
export const TYPES = [
  typeOf('Deployment', relation('serves', 'MLModelVersion', 'SERVES')),
  typeOf(
    'MLModelVersion',
    relation('usesFeature', 'MLFeature', 'USES_FEATURE'),
    relation('trainedOn', 'Table', 'TRAINED_ON'),
    relation('producedBy', 'TrainingRun', 'PRODUCED_BY'),
  ),
  typeOf('TrainingRun', relation('trainedOn', 'Table', 'TRAINED_ON')),
  typeOf('MLFeature', relation('derivedFrom', 'Column', 'DERIVED_FROM')),
  typeOf('Table', relation('hasColumn', 'Column', 'HAS_COLUMN')),
  typeOf('Column', relation('derivedFrom', 'Column', 'DERIVED_FROM')),
].join('\n');

const THING = 'id kind name';

/** Three levels, and the ids beyond them that edges among the last level lead to. */
export const NESTED_QUESTION = `query ($id: ID!) { deployments(where: { id: { eq: $id } }) {
  ${THING} serves {
    ${THING}
    usesFeature { ${THING} derivedFrom { ${THING} derivedFrom { id } } }
    trainedOn { ${THING} hasColumn { id } }
    producedBy { ${THING} trainedOn { ${THING} } }
  }
} }`;

/** What stands below a field, and where there is more than the id, the thing itself. */
interface NestedThing {
  readonly id: string;
  readonly kind?: string;
  readonly name?: string;
  readonly [relation: string]: string | undefined | readonly NestedThing[];
}

export interface Nested {
  readonly deployments: readonly NestedThing[];
}

const RELATIONS: Readonly<Record<string, string>> = {
  serves: 'SERVES',
  usesFeature: 'USES_FEATURE',
  trainedOn: 'TRAINED_ON',
  producedBy: 'PRODUCED_BY',
  derivedFrom: 'DERIVED_FROM',
  hasColumn: 'HAS_COLUMN',
};

/** A tree names a thing as often as there are ways to it; the answer has each once. */
export function nestedRows({ deployments }: Nested): AnswerRows {
  const nodes = new Map<string, string>();
  const edges: { from: string; type: string; to: string }[] = [];
  const take = (thing: NestedThing): void => {
    const { id, kind, name } = thing;
    if (kind !== undefined) nodes.set(id, rowOf(id, kind, name));
    for (const [field, type] of Object.entries(RELATIONS)) {
      for (const next of (thing[field] as readonly NestedThing[] | undefined) ?? []) {
        edges.push(type === 'HAS_COLUMN' ? { from: next.id, type, to: id } : { from: id, type, to: next.id });
        take(next);
      }
    }
  };
  for (const deployment of deployments) take(deployment);
  const inside = edges.filter(({ from, to }) => nodes.has(from) && nodes.has(to));
  return {
    nodes: [...nodes.values()],
    edges: [...new Set(inside.map(({ from, type, to }) => rowOf(from, type, to)))],
  };
}
