import { canonicalize } from 'json-canonicalize';
import type { EdgeStatement } from '../../model/document.js';
import { kindOf } from '../../model/entity-id.js';
import type { StatedRelation } from '../../model/relations.js';
import { validateDocument } from '../ingest/document-validator.js';
import type { EdgeWrite } from '../ingest/ingest.store.js';
import { keyDocument } from '../ingest/mentions.js';
import type { CurateStore, CurateTransaction } from './curate.store.js';
import { declaredEdges } from './declared-edges.js';
import { editThing, type Edited, type Editor } from './edit-things.js';
import { fieldAt, invalid, ruleBroken } from './failures.js';
import { PEOPLE } from './people.js';

export interface Declaration {
  readonly downstream: string;
  readonly edge: EdgeStatement;
  readonly expectedRevision?: number | undefined;
}

/** States an edge between two things, with who says so and why. Declared again, it is as declared last. */
export async function declareLineage(
  store: CurateStore,
  editor: Editor,
  { downstream, edge, expectedRevision }: Declaration,
  now: string,
): Promise<Edited> {
  checkEnds(downstream, edge);
  return store.transact(async (tx) => {
    // Locked before it is compared: of two who declare at once the second sees what the first has said.
    await tx.lock([downstream]);
    const [wanted] = (await declaredEdges(tx, editor, downstream, [edge])) as [EdgeWrite];
    const present = (await tx.edgesStatedBy([downstream], PEOPLE)).find((other) => isSame(other, wanted));
    const same =
      present !== undefined && canonicalize(present.properties) === canonicalize(wanted.properties);
    const edges = same ? {} : present ? { altered: [wanted] } : { added: [wanted] };
    return editThing(tx, editor, { id: downstream, edges, expectedRevision }, now);
  });
}

export interface Withdrawal {
  readonly downstream: string;
  readonly type: StatedRelation;
  readonly upstream: string;
  readonly via?: string;
  readonly expectedRevision?: number | undefined;
}

/** Takes back what people declared. @throws RULE_BROKEN where a source states the edge: it is the source's to take back. */
export async function withdrawLineage(
  store: CurateStore,
  editor: Editor,
  { expectedRevision, ...withdrawal }: Withdrawal,
  now: string,
): Promise<Edited> {
  const { downstream, type, upstream, via = '' } = withdrawal;
  return store.transact(async (tx) => {
    await tx.lock([downstream]);
    const wanted = { type, downstream, upstream, via };
    const declared = (await tx.edgesStatedBy([downstream], PEOPLE)).filter((edge) => isSame(edge, wanted));
    if (declared.length === 0) await refuse(tx, wanted);
    return editThing(tx, editor, { id: downstream, edges: { ended: declared }, expectedRevision }, now);
  });
}

type Ends = Pick<EdgeWrite, 'type' | 'downstream' | 'upstream' | 'via'>;

const isSame = (edge: Ends, other: Ends): boolean =>
  edge.type === other.type && edge.upstream === other.upstream && edge.via === other.via;

function checkEnds(downstream: string, edge: EdgeStatement): void {
  const validated = validateDocument({ ...keyDocument(downstream), edges: [edge] });
  if (validated.ok) return;
  const { pointer, reason } = validated.rejection;
  const field = fieldAt(pointer.replace('/edges/0', ''));
  const ends = `A ${kindOf(downstream)} cannot depend by ${edge.type} on ${edge.upstream}: ${reason}`;
  throw invalid(field, field === 'upstream' || field === 'type' ? ends : reason);
}

async function refuse(tx: CurateTransaction, wanted: Ends): Promise<void> {
  const { downstream, type, upstream } = wanted;
  const stated = (await tx.edgesTouching([downstream])).filter(
    (edge) => edge.downstream === downstream && isSame(edge, wanted),
  );
  if (stated.length === 0) return;
  throw ruleBroken(
    'source-is-witness',
    `That ${downstream} depends by ${type} on ${upstream} is what ${stated.map(({ by }) => by).join(', ')} says; people declared no such edge. It ends when its source no longer states it.`,
    { field: kindOf(downstream), inTheWay: [] },
  );
}
