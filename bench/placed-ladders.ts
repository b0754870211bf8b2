import { column, columnId, dashboard, table } from './documents.js';
import type { Placement } from './placed-graphs.js';

/**
 * A ladder of diamonds, from a source column to a dashboard: on each rung two columns are made from one, and one from
 * those two. 2^rungs ways lead from the one end to the other, all of them equally long.
 */
export function placeLadder(rungs: number): Placement {
  const name = (rung: number): string => `shop.w3_${rungs}_${rung}`;
  const things = [table(name(0)), column(name(0), 'c')];
  for (let rung = 1; rung <= rungs; rung += 1) {
    const [sides, from] = [`${name(rung)}_sides`, columnId(name(rung - 1), 'c')];
    things.push(table(sides), column(sides, 'left', [from]), column(sides, 'right', [from]));
    things.push(
      table(name(rung)),
      column(name(rung), 'c', [columnId(sides, 'left'), columnId(sides, 'right')]),
    );
  }
  const end = dashboard(`w3 ${rungs}`, [columnId(name(rungs), 'c')]);
  return {
    ...{ part: String(rungs), start: columnId(name(0), 'c'), end: end.id, answers: 2 * rungs + 1 },
    things: [...things, end],
  };
}
