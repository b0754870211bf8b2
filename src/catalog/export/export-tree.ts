import { badInput } from '../../errors.js';
import type { EntityKind } from '../../model/entities.js';
import { kindOf } from '../../model/entity-id.js';
import { exportIds, type EntityExport } from '../browse/export-entities.js';
import type { ExportReader } from '../browse/export.reader.js';
import type { EdgeReader } from '../diff/edge.reader.js';

/** Kinds of which a tree can be asked, and why the others have none. */
const ROOTS: readonly EntityKind[] = ['MLModel', 'MLModelVersion', 'Table', 'MLFeatureTable'];
/** What others make predictions with. */
const USED: readonly EntityKind[] = ['MLModelVersion', 'Deployment'];
/** Things read at once. */
const AT_ONCE = 50;

/**
 * A thing and all that hangs on it: of a model its versions, and of each version its features, parameters, metrics,
 * files and steps, the run that made it, the deployments that serve it and the tables that hold its predictions; of a
 * table its columns. Each thing once, what is above before what is below.
 * @throws BAD_INPUT for a kind that nothing hangs on.
 */
export async function* exportTree(
  {
    exports,
    edges,
    at,
  }: { readonly exports: ExportReader; readonly edges: EdgeReader; readonly at?: string | undefined },
  root: string,
): AsyncGenerator<readonly EntityExport[], void, undefined> {
  if (!ROOTS.includes(kindOf(root)))
    throw badInput(
      `A tree can be asked of ${ROOTS.join(', ')}, not of a thing of the kind ${kindOf(root)}. What belongs to a service is found with \`service\`.`,
    );
  const seen = new Set([root]);
  const waiting = [root];
  while (waiting.length > 0) {
    const page = await exportIds(exports, waiting.splice(0, AT_ONCE));
    yield page;
    const used = page.map(({ root: { record } }) => record).filter(({ kind }) => USED.includes(kind));
    const into = await using(
      edges,
      used.map(({ id }) => id),
      at,
    );
    for (const id of [...page.flatMap((entity) => hangingOn(entity, root)), ...into])
      if (!seen.has(id)) {
        seen.add(id);
        waiting.push(id);
      }
  }
}

/** What a thing holds, and of a version what it takes in and what made it. */
function hangingOn({ root: { record, children, edges } }: EntityExport, root: string): string[] {
  const { id, kind } = record;
  if (id !== root && kind !== 'MLModelVersion') return [];
  const own = kind === 'MLModelVersion' ? ['USES_FEATURE', 'PRODUCED_BY'] : [];
  return [
    ...children.map(({ child }) => child),
    ...edges.filter(({ type }) => own.includes(type)).map(({ upstream }) => upstream),
  ];
}

/** What serves these, and the tables that hold their predictions. */
async function using(edges: EdgeReader, ids: readonly string[], at: string | undefined): Promise<string[]> {
  if (ids.length === 0) return [];
  const found = await edges.edgesAt(ids, 'in', at);
  return found
    .filter(
      ({ type, downstream }) =>
        type === 'SERVES' || (type === 'PREDICTED_BY' && kindOf(downstream) === 'Table'),
    )
    .map(({ downstream }) => downstream)
    .sort();
}
