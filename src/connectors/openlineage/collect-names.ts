import { DatasetNames, type Renaming, type Symlink } from './dataset-names.js';
import type { Named } from './event.js';
import type { EventLog, MentionedDataset, Occurrence } from './event-log.js';
import { keyOf } from './identity.js';
import { newest, type Said } from './said.js';

interface Owner {
  readonly named: Named;
  readonly said: Said<readonly Named[]>;
}

/** What standing statements, and statements of datasets alone, say of the names of datasets. */
export function collectNames(log: EventLog, standing: Iterable<Occurrence>): DatasetNames {
  const owners = new Map<string, Owner>();
  const renamings: Renaming[] = [...log.renamings()];
  for (const { inputs, outputs, renamings: told } of standing) {
    for (const dataset of [...inputs.values(), ...outputs.values()]) addOwner(owners, dataset);
    renamings.push(...told.values());
  }
  for (const dataset of log.datasets()) addOwner(owners, dataset);
  return new DatasetNames(renamings, symlinksOf(owners.values()));
}

/** Of what a dataset was said to be called, too, the newest counts as a whole. */
function addOwner(owners: Map<string, Owner>, { namespace, name, facets }: MentionedDataset): void {
  const key = keyOf({ namespace, name });
  const said = newest(owners.get(key)?.said, facets.symlinks);
  if (said) owners.set(key, { named: { namespace, name }, said });
}

function* symlinksOf(owners: Iterable<Owner>): Generator<Symlink> {
  for (const { named, said } of owners) {
    for (const name of said.value ?? []) yield { of: named, name, stamp: said.stamp };
  }
}
