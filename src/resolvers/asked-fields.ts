import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/** The names of the fields that a document asks for at that place below a field, in whatever type or fragment. */
export function askedFields({ fieldNodes, fragments }: Info, ...path: readonly string[]): Set<string> {
  let sets = fieldNodes.map(({ selectionSet }) => selectionSet);
  for (const step of path) {
    sets = sets.flatMap((set) =>
      [...fieldsOf(set, fragments)]
        .filter(({ name }) => name.value === step)
        .map((field) => field.selectionSet),
    );
  }
  return new Set(sets.flatMap((set) => [...fieldsOf(set, fragments)].map(({ name }) => name.value)));
}

function* fieldsOf(
  set: SelectionSetNode | undefined,
  fragments: Info['fragments'],
): Generator<Extract<SelectionSetNode['selections'][number], { kind: Kind.FIELD }>> {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.FIELD) {
      yield selection;
      continue;
    }
    const within = selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value] : selection;
    yield* fieldsOf(within?.selectionSet, fragments);
  }
}
