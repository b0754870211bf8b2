import { describe, expect, it } from 'vitest';
import { fieldArguments } from '../../../../src/cli/curate/field-arguments.js';
import { sharesOf, timeOf } from '../../../../src/cli/curate/options.js';

describe('Fields on the command line', () => {
  it('are texts, numbers, JSON or lists, as the model has them', async () => {
    expect(
      await fieldArguments('MLModel', [
        'model=churn',
        'tags=a',
        'tags=b=c',
        'publicAccess=true',
        'metadata={"a":1}',
      ]),
    ).toEqual({ model: 'churn', tags: ['a', 'b=c'], publicAccess: true, metadata: { a: 1 } });
    expect(await fieldArguments('ModelStep', ['position=2'])).toEqual({ position: 2 });
  });

  it('empty a list where no word stands behind the name', async () => {
    expect(await fieldArguments('MLModel', ['tags='])).toEqual({ tags: [] });
  });

  it.each([
    ['licence=MIT', /did you mean license\?/],
    ['license', /says no value/],
    ['publicAccess=perhaps', /true or false/],
    ['metadata={', /is JSON, and this is none/],
  ])('are refused with what is wrong: %s', async (argument, message) => {
    await expect(fieldArguments('MLModel', [argument])).rejects.toThrow(message);
  });
});

describe('Shares of the requests', () => {
  it('are percent by version, with or without the sign, in one option or several', () => {
    expect(sharesOf('churn@1=90,churn@2=10%')).toEqual({ 'churn@1': 90, 'churn@2': 10 });
    expect(sharesOf('b=2.5', { a: 1 })).toEqual({ a: 1, b: 2.5 });
    expect(() => sharesOf('churn@1')).toThrow(/name=percent/);
  });
});

describe('A time', () => {
  it('is a day or a moment', () => {
    expect(timeOf('2026-03-01')).toBe('2026-03-01T00:00:00.000Z');
    expect(() => timeOf('yesterday')).toThrow(/It must be a time/);
  });
});
