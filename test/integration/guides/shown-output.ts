/** What differs from one time to the next, and does not matter. A moment is bound: see `Moments`. */
const MOMENT = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z`;
const PASSING = [
  String.raw`\d{4}-\d\d-\d\d \d\d:\d\d UTC`,
  String.raw`\d{4}-\d\d-\d\d`,
  String.raw`\b[0-9a-f]{12}\b`,
  String.raw`in \d+\.\d s(?:, \d+/s)?`,
  String.raw`Grafeo \d+\.\d+\.\d+`,
];
const VARIES = new RegExp([MOMENT, ...PASSING].join('|'), 'g');
/** Stands in a guide for lines that are left out. */
const LEFT_OUT = /^[ \t]*…\n/gm;

/** Moments as a guide tells them, and as they were this time. The same in the guide is the same this time. */
export class Moments {
  readonly #actual = new Map<string, string>();
  readonly #told = new Map<string, string>();

  bind(told: string, actual: string): void {
    const known = this.#actual.get(told);
    if (known !== undefined && known !== actual)
      throw new Error(`The guide has one moment, ${told}, for two: ${known} and ${actual}.`);
    this.#actual.set(told, actual);
    this.#told.set(actual, told);
  }

  /** A text of the guide with the moments of this time. */
  actual(text: string): string {
    return text.replaceAll(new RegExp(MOMENT, 'g'), (told) => this.#actual.get(told) ?? told);
  }

  /** What was printed with the moments of the guide; `tell` makes up those that it does not have yet. */
  told(text: string, tell: (actual: string) => string): string {
    return text.replaceAll(new RegExp(MOMENT, 'g'), (actual) => {
      if (!this.#told.has(actual)) this.bind(tell(actual), actual);
      return this.#told.get(actual) ?? actual;
    });
  }
}

/** Whether a guide shows what was printed; binds the moments where it does. */
export function isShown(shown: string, printed: string, moments: Moments): boolean {
  const told: string[] = [];
  const pattern = shown
    .split(LEFT_OUT)
    .map((part) => partPattern(part, told))
    .join('(?:.*\\n)*?');
  const match = new RegExp(`^${pattern}$`).exec(printed);
  if (!match) return false;
  told.forEach((moment, index) => moments.bind(moment, match[index + 1] ?? ''));
  return true;
}

function partPattern(part: string, told: string[]): string {
  let pattern = '';
  let end = 0;
  for (const { 0: varies, index } of part.matchAll(VARIES)) {
    pattern += escaped(part.slice(end, index));
    end = index + varies.length;
    if (new RegExp(`^${MOMENT}$`).test(varies)) {
      told.push(varies);
      pattern += `(${MOMENT})`;
    } else pattern += `(?:${PASSING.find((kind) => new RegExp(`^(?:${kind})$`).test(varies)) ?? ''})`;
  }
  return pattern + escaped(part.slice(end));
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** For the eye: a text with all that varies put aside. */
export const withoutVarying = (text: string): string => text.replaceAll(VARIES, '<varies>');
