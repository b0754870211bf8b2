/** Leaves out what nobody stated: documents know no null and no undefined. */
export function stated(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}
