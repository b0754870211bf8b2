/** Leaves out what nobody stated: documents know no null and no undefined. */
export function stated(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

/** Labels, where there are any. */
export const labelled = (tags: readonly string[] | undefined): { tags?: readonly string[] } =>
  tags && tags.length > 0 ? { tags } : {};
