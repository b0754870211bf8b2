/** Leaves out what nobody stated: documents know no null and no undefined, and an option that is not set is none. */
export const stated = <Values extends object>(values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Values;
