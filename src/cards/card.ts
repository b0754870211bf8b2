import type { VersionFile } from '../catalog/cards/read-version.js';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import type { DataUsed } from '../catalog/provenance/provenance.js';
import { idToPath, kindOf, parseId } from '../model/entity-id.js';
import { considerationsOf, type Considerations } from './considerations.js';
import { dependenciesIn } from './dependencies.js';
import { figuresOf, type Figure } from './figures.js';
import { latestMoment } from './moment.js';
import { outputsOf, type Output } from './outputs.js';
import { textOf, textsOf } from './text.js';

/** A user or team by the name that owners are given by. */
export interface Party {
  readonly name: string;
  /** Absent where nobody registered it: then it is not known which of the two it is. */
  readonly kind?: 'User' | 'Team';
  readonly email?: string;
}

/** A table in a role: what the version was trained or evaluated on, or what that is made from. */
export interface Dataset {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly training: boolean;
  readonly evaluation: boolean;
  /** The states of its data that were named. */
  readonly digests: readonly string[];
  readonly description?: string;
  readonly classification?: string;
  readonly owners: readonly Party[];
  readonly columns: readonly EntityRecord[];
}

/** What all cards tell of a version, in words of the catalog; each format says it in its own. */
export interface Card {
  readonly file: VersionFile;
  readonly id: string;
  readonly iri: string;
  readonly iriOf: (id: string) => string;
  /** The latest moment that what it tells of carries: the same catalog gives the same card. */
  readonly at: string;
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly task?: string;
  readonly family?: string;
  readonly algorithm?: string;
  readonly license?: string;
  readonly owners: readonly Party[];
  readonly authors: readonly Party[];
  readonly tags: readonly string[];
  readonly considerations: Considerations;
  readonly figures: readonly Figure[];
  readonly outputs: readonly Output[];
  readonly datasets: readonly Dataset[];
  /** What each part depends on, by id. */
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
}

export interface CardOptions {
  /** What entities' IRIs begin with, without a slash at the end. */
  readonly base: string;
  /** The moment that stands in the card, instead of the latest that it tells of. */
  readonly at?: string | undefined;
}

export function cardOf(file: VersionFile, { base, at }: CardOptions): Card {
  const { version, model, agents } = file;
  const [, name = '', number = ''] = parseId(version.id).key;
  const iriOf = (id: string): string => `${base}/${idToPath(id)}`;
  const partiesOf = (names: unknown): Party[] => textsOf(names).map((one) => partyOf(one, agents));
  const ofEither = (property: string): unknown => version[property] ?? model?.[property];
  const list = (property: string): unknown => {
    const own = version[property];
    return Array.isArray(own) && own.length > 0 ? own : model?.[property];
  };
  return {
    ...{ file, id: version.id, iri: iriOf(version.id), iriOf, name, version: number },
    at: at ?? latestMoment(file),
    ...texts({
      description: ofEither('description'),
      task: model?.['task'],
      family: model?.['modelType'],
      algorithm: version['algorithm'],
      license: model?.['license'],
    }),
    owners: partiesOf(list('owners')),
    authors: partiesOf(ofEither('author')),
    tags: [...new Set([...textsOf(version['tags']), ...textsOf(model?.['tags'])])].sort(),
    considerations: considerationsOf(version, model),
    figures: figuresOf(file.metrics),
    outputs: outputsOf(version['signature']),
    datasets: datasetsOf(file, partiesOf),
    dependencies: dependenciesIn(file.lineage),
  };
}

function partyOf(name: string, agents: VersionFile['agents']): Party {
  const agent = agents.get(name);
  if (agent?.kind !== 'User' && agent?.kind !== 'Team') return { name };
  const email = textOf(agent['email']);
  return { name, kind: agent.kind, ...(email === undefined ? {} : { email }) };
}

function datasetsOf(file: VersionFile, partiesOf: (names: unknown) => Party[]): Dataset[] {
  const { trainingData, evaluationData } = file.evidence;
  const training = byTable(trainingData);
  const evaluation = byTable(evaluationData);
  const used = [...trainingData, ...evaluationData].map(({ table }) => [table.id, table] as const);
  const upstream = [...file.things].filter(([id]) => kindOf(id) === 'Table' && isUpstream(file, id));
  const tables = new Map([...used, ...upstream]);
  return [...tables.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((table) => {
      const [namespace = '', name = ''] = parseId(table.id).key;
      const digests = [training, evaluation].flatMap((role) => role.get(table.id)?.digests ?? []);
      return {
        ...{ id: table.id, name, namespace },
        ...{ training: training.has(table.id), evaluation: evaluation.has(table.id) },
        digests: [...new Set(digests)].sort(),
        ...texts({ description: table['description'], classification: table['classification'] }),
        owners: partiesOf(table['owners']),
        columns: file.columns.get(table.id) ?? [],
      };
    });
}

const byTable = (used: readonly DataUsed[]): Map<string, DataUsed> =>
  new Map(used.map((one) => [one.table.id, one]));

const isUpstream = ({ lineage }: VersionFile, id: string): boolean =>
  lineage.nodes.some((node) => node.id === id);

function texts<Name extends string>(values: Record<Name, unknown>): { [K in Name]?: string } {
  const known = Object.entries(values).flatMap(([name, value]) => {
    const text = textOf(value);
    return text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(known) as { [K in Name]?: string };
}
