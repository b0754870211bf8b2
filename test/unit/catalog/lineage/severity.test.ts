import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  BEARING_TABLE,
  BEARINGS,
  type Bearing,
  type Carrier,
} from '../../../../src/catalog/lineage/bearing.js';
import { STATES } from '../../../../src/catalog/lineage/liveness.js';
import {
  classOf,
  consequence,
  EFFECTS,
  SEVERITIES,
  type ChangeClass,
} from '../../../../src/catalog/lineage/severity.js';
import { severityPage } from '../../../../src/catalog/lineage/severity-page.js';
import { LINEAGE_TYPES } from '../../../../src/model/relations.js';

const CLASSES: readonly ChangeClass[] = ['GONE', 'WIDER', 'VALUES', 'STALE'];

/** Said again by hand: change × bearing → effect, then severity when LIVE, DORMANT, ARCHIVED. */
const CELLS: readonly (readonly [ChangeClass, Bearing, string])[] = [
  ['GONE', 'AT_RUN', 'BREAKS CRITICAL MEDIUM LOW'],
  ['GONE', 'AS_INPUT', 'CANNOT_RETRAIN HIGH LOW LOW'],
  ['GONE', 'IN_TRAINING', 'CANNOT_RETRAIN HIGH LOW LOW'],
  ['GONE', 'BEHIND_TRAINING', 'ON_RETRAINING LOW LOW LOW'],
  ['WIDER', 'AT_RUN', 'REVIEW MEDIUM LOW LOW'],
  ['WIDER', 'AS_INPUT', 'REVIEW MEDIUM LOW LOW'],
  ['WIDER', 'IN_TRAINING', 'REVIEW MEDIUM LOW LOW'],
  ['WIDER', 'BEHIND_TRAINING', 'ON_RETRAINING LOW LOW LOW'],
  ['VALUES', 'AT_RUN', 'WRONG HIGH LOW LOW'],
  ['VALUES', 'AS_INPUT', 'DRIFTS MEDIUM LOW LOW'],
  ['VALUES', 'IN_TRAINING', 'DRIFTS MEDIUM LOW LOW'],
  ['VALUES', 'BEHIND_TRAINING', 'ON_RETRAINING LOW LOW LOW'],
  ['STALE', 'AT_RUN', 'STALE HIGH LOW LOW'],
  ['STALE', 'AS_INPUT', 'DRIFTS MEDIUM LOW LOW'],
  ['STALE', 'IN_TRAINING', 'DRIFTS MEDIUM LOW LOW'],
  ['STALE', 'BEHIND_TRAINING', 'ON_RETRAINING LOW LOW LOW'],
];

/** Said again by hand: relation → how it bears on the dependent, from each bearing on the other end, the worst first. */
const EACH_TIME = 'AT_RUN AT_RUN BEHIND_TRAINING BEHIND_TRAINING';
const ONWARD: Readonly<Record<Carrier, string>> = {
  DERIVED_FROM: EACH_TIME,
  HAS_COLUMN: EACH_TIME,
  READS: EACH_TIME,
  PRODUCED_BY: EACH_TIME,
  SERVES: EACH_TIME,
  PREDICTED_BY: EACH_TIME,
  CONSUMES: EACH_TIME,
  DEPENDS_ON: EACH_TIME,
  USES_FEATURE: 'AS_INPUT AS_INPUT BEHIND_TRAINING BEHIND_TRAINING',
  TRAINED_ON: 'IN_TRAINING BEHIND_TRAINING BEHIND_TRAINING BEHIND_TRAINING',
  FINE_TUNED_FROM: 'IN_TRAINING BEHIND_TRAINING BEHIND_TRAINING BEHIND_TRAINING',
  'PRODUCED_BY of a version': 'IN_TRAINING IN_TRAINING IN_TRAINING BEHIND_TRAINING',
};

describe('the table of severity', () => {
  it.each(CELLS)('%s that bears %s on a thing: %s', (change, bearing, said) => {
    const cells = STATES.map((state) => consequence(change, bearing, state));
    expect([cells[0]?.effect, ...cells.map(({ severity }) => severity)].join(' ')).toBe(said);
  });

  it('is said for each change and bearing', () => {
    expect(CELLS).toHaveLength(CLASSES.length * BEARINGS.length);
  });

  it('never rises from LIVE to DORMANT to ARCHIVED, and what is archived is LOW', () => {
    for (const [change, bearing] of CELLS) {
      const ranks = STATES.map((state) => SEVERITIES.indexOf(consequence(change, bearing, state).severity));
      expect(ranks).toEqual([...ranks].sort());
      expect(ranks.at(-1)).toBe(SEVERITIES.indexOf('LOW'));
    }
  });

  it('lists effects and bearings the worst first, whatever changes', () => {
    for (const change of CLASSES) {
      const effects = BEARINGS.map((bearing) => EFFECTS.indexOf(consequence(change, bearing, 'LIVE').effect));
      expect(effects).toEqual([...effects].sort((a, b) => a - b));
    }
    const live = CELLS.map(([change, bearing]) => consequence(change, bearing, 'LIVE'));
    for (const a of live)
      for (const b of live)
        if (EFFECTS.indexOf(a.effect) < EFFECTS.indexOf(b.effect))
          expect(SEVERITIES.indexOf(a.severity)).toBeLessThanOrEqual(SEVERITIES.indexOf(b.severity));
  });

  it('tells a wider type from a narrower one only where types change', () => {
    expect(['DROP', 'RENAME', 'RETYPE'].map((change) => classOf(change as 'DROP'))).toEqual(
      Array.from({ length: 3 }, () => 'GONE'),
    );
    expect(classOf('RETYPE', true)).toBe('WIDER');
    expect(classOf('DROP', true)).toBe('GONE');
  });
});

describe('how a change goes on from a thing to what depends on it', () => {
  it.each(Object.entries(ONWARD))('by %s: %s', (carrier, said) => {
    expect(BEARINGS.map((bearing) => BEARING_TABLE[carrier as Carrier][bearing]).join(' ')).toBe(said);
  });

  it('is said for every relation of the model', () => {
    for (const type of LINEAGE_TYPES) expect(Object.keys(BEARING_TABLE)).toContain(type);
  });

  it('never bears worse on a dependent for bearing less on what that depends on', () => {
    for (const onward of Object.values(BEARING_TABLE)) {
      const ranks = BEARINGS.map((bearing) => BEARINGS.indexOf(onward[bearing]));
      expect(ranks).toEqual([...ranks].sort());
    }
  });
});

it('the published page has every effect, bearing and relation, and is the one in docs', () => {
  const page = severityPage();
  for (const word of [...EFFECTS, ...BEARINGS, ...LINEAGE_TYPES]) expect(page).toContain(word);
  expect(readFileSync('docs/severity.md', 'utf8')).toBe(page);
});
