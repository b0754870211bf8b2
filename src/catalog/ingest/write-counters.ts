/** What the database counted while it wrote. */
export interface WriteCounters {
  nodesCreated: number;
  nodesDeleted: number;
  relationshipsCreated: number;
  relationshipsDeleted: number;
  propertiesSet: number;
  labelsAdded: number;
}

export const NO_WRITES: Readonly<WriteCounters> = {
  nodesCreated: 0,
  nodesDeleted: 0,
  relationshipsCreated: 0,
  relationshipsDeleted: 0,
  propertiesSet: 0,
  labelsAdded: 0,
};

/** Adds what was counted elsewhere; what is not counted there is left out. */
export function addCounters(counters: WriteCounters, more: Partial<WriteCounters>): void {
  for (const name of Object.keys(counters) as (keyof WriteCounters)[]) counters[name] += more[name] ?? 0;
}
