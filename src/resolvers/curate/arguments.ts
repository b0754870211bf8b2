/** The argument by which every change says why. */
export const REASON = {
  nullable: true,
  description: 'Why; it stands in the history beside the change.',
} as const;

export const EXPECTED_REVISION = {
  nullable: true,
  description: 'The revision that you have seen: where it is another by now, nothing is written.',
} as const;

export const ID_OR_NAME = { description: 'Its id, or a name that means one thing.' } as const;

/** What a client leaves out is absent, what it sets to null is null; both mean the same. */
export type ReasonArg = string | null | undefined;
export type RevisionArg = number | null | undefined;

export const seen = (expectedRevision: RevisionArg): { expectedRevision?: number } =>
  expectedRevision === null || expectedRevision === undefined ? {} : { expectedRevision };

/** Values as documents have them: no nulls, times as text. */
export const plainValues = (values: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => [name, value instanceof Date ? value.toISOString() : (value as unknown)]),
  );
