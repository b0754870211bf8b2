import type { EntityDocument } from '../../model/document.js';
import { kindOf } from '../../model/entity-id.js';
import { DEPLOYMENT_TRANSITIONS, type DeploymentState } from '../../model/states.js';
import type { EdgeWrite } from '../ingest/ingest.store.js';
import type { CurateStore, CurateTransaction } from './curate.store.js';
import { declaredEdges } from './declared-edges.js';
import { editThing, type Edited, type Editor } from './edit-things.js';
import { invalid, ruleBroken } from './failures.js';
import { PEOPLE } from './people.js';

export interface DeploymentUpdate {
  readonly id: string;
  readonly state?: DeploymentState;
  readonly url?: string;
  readonly target?: string;
  /** Percent of the requests by version. */
  readonly traffic?: Readonly<Record<string, number>>;
  /** The versions that it is to answer with, instead of those it does. */
  readonly serves?: readonly string[];
  readonly expectedRevision?: number | undefined;
}

/** Changes a deployment that people answer for: what it serves, how, and whether it does. */
export async function updateDeployment(
  store: CurateStore,
  editor: Editor,
  update: DeploymentUpdate,
  now: string,
): Promise<Edited> {
  const { id, serves, expectedRevision, ...values } = update;
  if (kindOf(id) !== 'Deployment') throw invalid('id', `${id} is no deployment.`);
  if (values.traffic) checkTraffic(values.traffic);
  return store.transact(async (tx) => {
    await tx.lock([id]);
    const edges = serves ? await servingEdges(tx, editor, id, serves) : {};
    const say = (said: EntityDocument, present: EntityDocument): EntityDocument => {
      if (values.state) checkMove(present['state'], values.state);
      return { ...said, ...values, ...times(said, values.state, now), kind: said.kind };
    };
    return editThing(tx, editor, { id, say, edges, expectedRevision }, now);
  });
}

function checkTraffic(traffic: Readonly<Record<string, number>>): void {
  const shares = Object.values(traffic);
  const wrong = Object.entries(traffic).find(
    ([, share]) => typeof share !== 'number' || !(share >= 0 && share <= 100),
  );
  if (wrong) throw invalid(`traffic.${wrong[0]}`, 'A share of the requests is a percentage, from 0 to 100.');
  const sum = shares.reduce((all, share) => all + share, 0);
  if (sum > 100.000001) throw invalid('traffic', `The shares come to ${sum} percent; they may come to 100.`);
}

function checkMove(before: unknown, after: DeploymentState): void {
  if (before === undefined || before === after) return;
  const open: readonly string[] = DEPLOYMENT_TRANSITIONS[before as DeploymentState];
  if (open.includes(after)) return;
  throw ruleBroken(
    'allowed-transition',
    `A deployment cannot go from ${String(before)} to ${after}. From ${String(before)} it may go to ${open.join(', ')}.`,
    { field: 'state' },
  );
}

/** Since when it answers, or no longer does. */
function times(
  said: EntityDocument,
  state: DeploymentState | undefined,
  now: string,
): Record<string, unknown> {
  if (state === undefined || state === said['state']) return {};
  if (state === 'IN_SERVICE') return { deployedAt: now };
  return state === 'OUT_OF_SERVICE' ? { stoppedAt: now } : {};
}

async function servingEdges(
  tx: CurateTransaction,
  editor: Editor,
  id: string,
  serves: readonly string[],
): Promise<{ added: EdgeWrite[]; ended: EdgeWrite[] }> {
  const wanted = await declaredEdges(
    tx,
    editor,
    id,
    serves.map((upstream) => ({ type: 'SERVES', upstream })),
  );
  const notAVersion = serves.find((upstream) => kindOf(upstream) !== 'MLModelVersion');
  if (notAVersion !== undefined) throw invalid('serves', `${notAVersion} is no version of a model.`);
  const present = (await tx.edgesStatedBy([id], PEOPLE)).filter(({ type }) => type === 'SERVES');
  return {
    added: wanted.filter(({ upstream }) => !present.some((edge) => edge.upstream === upstream)),
    ended: present.filter(({ upstream }) => !serves.includes(upstream)),
  };
}
