import { canonicalize } from 'json-canonicalize';

/** A value of the model as text for people, and whole, as it is compared. */
export interface ValueText {
  readonly text: string;
  readonly whole: string;
  readonly number?: number;
}

export function valueText(value: unknown): ValueText {
  if (value === undefined || value === null) return { text: '', whole: '' };
  const whole = typeof value === 'string' ? value : canonicalize(value);
  const scalars = Array.isArray(value) && value.every((item) => typeof item !== 'object');
  return {
    text: scalars ? value.map(String).join(', ') : whole,
    whole,
    ...(typeof value === 'number' ? { number: value } : {}),
  };
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The number that a text is, where it is one and nothing else; infinities are numbers too. */
export function numberIn(text: string): number | undefined {
  const [, sign, infinite] = /^([+-]?)(inf|infinity)$/i.exec(text) ?? [];
  if (infinite) return sign === '-' ? -Infinity : Infinity;
  return NUMBER.test(text) ? Number(text) : undefined;
}
