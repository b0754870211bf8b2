import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFacts } from '../../../../src/catalog/diff/compare-facts.js';
import {
  ASPECTS,
  factKey,
  type Difference,
  type Fact,
  type Verdict,
} from '../../../../src/catalog/diff/difference.js';

const metric = (name: string, text: string, unit?: string): Fact => ({
  ...{ aspect: 'METRIC', key: factKey('METRIC', name), name, text },
  ...(text === 'NaN' ? {} : { number: Number(text) }),
  metric: { name, ...(unit === undefined ? {} : { unit }) },
});

const judged = (name: string, before: string, after: string, units: [string?, string?] = []) =>
  compareFacts([metric(name, before, units[0])], [metric(name, after, units[1])]).differences[0];

const factOf = fc
  .record({
    ...{ aspect: fc.constantFrom(...ASPECTS), name: fc.constantFrom('auc', 'loss', 'x', 'y') },
    number: fc.option(fc.constantFrom(0, 1, 2.5, -1, Infinity), { nil: undefined }),
    ...{ word: fc.constantFrom('', 'a', 'b'), unit: fc.constantFrom(undefined, 's') },
    toldBy: fc.constantFrom([], [factKey('FEATURE', 'x')]),
  })
  .map(({ aspect, name, number, word, unit, toldBy }): Fact => ({
    ...{
      aspect,
      name,
      key: factKey(aspect, name),
      text: number === undefined ? word : String(number),
      toldBy,
    },
    ...(number === undefined ? {} : { number }),
    ...(aspect === 'METRIC' ? { metric: { name, ...(unit ? { unit } : {}) } } : {}),
  }));
const facts = fc.uniqueArray(factOf, { selector: ({ key }) => key, maxLength: 20 });

const TURNED: Record<Verdict, Verdict> = {
  BETTER: 'WORSE',
  WORSE: 'BETTER',
  SAME: 'SAME',
  UNKNOWN: 'UNKNOWN',
};

const mirrored = ({ before, after, delta, verdict, ...rest }: Difference): Difference => ({
  ...rest,
  ...(after === undefined ? {} : { before: after }),
  ...(before === undefined ? {} : { after: before }),
  ...(delta === undefined ? {} : { delta: 0 - delta }),
  ...(verdict === undefined ? {} : { verdict: TURNED[verdict] }),
  ...{ edgesBefore: rest.edgesAfter, edgesAfter: rest.edgesBefore },
});

describe('A comparison', () => {
  it('is empty between a thing and itself, in whatever order its facts come', () => {
    fc.assert(
      fc.property(facts, (side) => {
        const { differences, totals } = compareFacts(side, [...side].reverse());
        expect({ differences, totals }).toEqual({ differences: [], totals: [] });
      }),
    );
  });

  it('is mirrored when the sides change places', () => {
    fc.assert(
      fc.property(facts, facts, (left, right) => {
        const [there, back] = [compareFacts(left, right), compareFacts(right, left)];
        expect(back.differences).toEqual(there.differences.map(mirrored));
        expect(back.totals).toEqual(
          there.totals.map(({ added, removed, ...rest }) => ({ ...rest, added: removed, removed: added })),
        );
        const { better, worse, ...rest } = there.verdicts;
        expect(back.verdicts).toEqual({ ...rest, better: worse, worse: better });
      }),
    );
  });

  it('tells every fact that differs, but not the edge beside what comes or goes with it', () => {
    fc.assert(
      fc.property(facts, facts, (left, right) => {
        const text = (side: Fact[], key: string) => side.find((fact) => fact.key === key)?.text;
        const gone = (key: string) => (text(left, key) === undefined) !== (text(right, key) === undefined);
        const keys = [...new Set([...left, ...right].map(({ key }) => key))].filter((key) => {
          const [fact] = [...right, ...left].filter((found) => found.key === key);
          const silent = gone(key) && fact?.toldBy?.some(gone);
          return text(left, key) !== text(right, key) && !silent;
        });
        const told = compareFacts(left, right).differences.map(({ aspect, name }) => factKey(aspect, name));
        expect([...told].sort()).toEqual([...keys].sort());
      }),
    );
  });

  it('judges a metric by the direction that its name tells, with the difference', () => {
    expect(judged('auc', '0.5', '0.75')).toMatchObject({ verdict: 'BETTER', delta: 0.25 });
    expect(judged('auc', '0.75', '0.5')).toMatchObject({ verdict: 'WORSE', delta: -0.25 });
    expect(judged('val_loss', '0.5', '0.25')).toMatchObject({ verdict: 'BETTER', delta: -0.25 });
    expect(judged('rmse', '1', 'Infinity')).toMatchObject({ verdict: 'WORSE' });
    expect(judged('rmse', '1', 'Infinity')).not.toHaveProperty('delta');
  });

  it('judges nothing that it cannot, and says why', () => {
    expect(judged('widgets', '1', '2')).toMatchObject({
      ...{ verdict: 'UNKNOWN', because: 'its name does not tell which way is better', delta: 1 },
    });
    const units = judged('rmse', '1', '2', ['s', 'ms']);
    expect(units).toMatchObject({ verdict: 'UNKNOWN', because: 'the units differ' });
    expect(units).not.toHaveProperty('delta');
    expect(judged('auc', '1', 'NaN')).toMatchObject({ verdict: 'UNKNOWN', because: 'a value is no number' });
    const [only] = compareFacts([], [metric('auc', '1')]).differences;
    expect(only).toMatchObject({ verdict: 'UNKNOWN', because: 'only one side has it' });
  });
});
