import type { Change, EdgeChange, FieldChange } from '../../catalog/history/change.js';
import { serviceOf } from '../../catalog/history/change.js';
import type { ImportedEdge, ImportedPastEdge } from '../../catalog/import/imported-entity.js';
import type { PendingEdge } from '../../catalog/ingest/ingest.store.js';
import { keyDocument } from '../../catalog/ingest/mentions.js';
import type { EdgeStatement } from '../../model/document.js';
import type { EntityKind } from '../../model/entities.js';
import { STATED_TYPES, type StatedRelation } from '../../model/relations.js';
import { qualificationOf } from '../relation-terms.js';
import { agentName, idOfIri } from './names-of-iris.js';
import { isObject, listOf, type CompactNode } from './plain-nodes.js';
import type { ValueReader } from './read-values.js';

/** Reads the small things that belong to one entity. */
export class PartReader {
  constructor(
    private readonly values: ValueReader,
    private readonly base: string,
    private readonly id: string,
    private readonly kind: EntityKind,
  ) {}

  edges(node: CompactNode): ImportedEdge[] {
    const keys = new Set(STATED_TYPES.map((type) => qualificationOf(type).key));
    return [...keys].flatMap((key) =>
      parts(node, key).map((statement): ImportedEdge => {
        const type = this.relation(key, statement);
        const upstream = statement[qualificationOf(type).upstreamKey];
        return this.edge(key, type, upstream, statement);
      }),
    );
  }

  past(node: CompactNode): ImportedPastEdge[] {
    return parts(node, 'past').map((statement): ImportedPastEdge => {
      const edge = this.edge('past', this.relation('past', statement), statement['influencer'], statement);
      const endedWith = statement['endedWith'];
      return {
        ...edge,
        until: this.values.time('past', statement['until']),
        ...(endedWith === undefined ? {} : { endedWith: this.entity('past', endedWith) }),
      };
    });
  }

  pending(node: CompactNode): PendingEdge[] {
    return parts(node, 'pending').map(({ by, statement }): PendingEdge => {
      if (!isObject(statement)) throw this.values.refused('pending', 'holds a statement that is no object');
      return {
        downstream: this.id,
        by: this.values.text('pending', by),
        // The document's schema judges it, as it judges those of sources.
        statement: statement as unknown as EdgeStatement,
      };
    });
  }

  changes(node: CompactNode): Change[] {
    const changes = parts(node, 'changes').map((change): Change => {
      const { source, action, startedAt, actor, run, reason, revision, brokenRules } = change;
      const service = serviceOf(keyDocument(this.id));
      return {
        ...{ entity: this.id, kind: this.kind },
        action: this.values.text('changes', action) as Change['action'],
        at: this.values.time('changes', startedAt),
        revision: this.values.whole('changes', revision),
        source: this.values.text('changes', source),
        actor: this.actor(actor),
        ...(service === undefined ? {} : { service }),
        ...(run === undefined ? {} : { run: this.values.text('changes', run) }),
        ...(reason === undefined ? {} : { reason: this.values.text('changes', reason) }),
        fields: listOf(change['fields']) as readonly FieldChange[],
        said: listOf(change['said']) as readonly FieldChange[],
        edges: listOf(change['edgeChanges']) as readonly EdgeChange[],
        brokenRules: this.values.texts('changes', brokenRules),
      };
    });
    return changes.sort((a, b) => a.revision - b.revision);
  }

  private actor(raw: unknown): string {
    const iri = this.values.iri('changes', raw);
    const name = agentName(this.base, iri, isObject(raw) ? raw['agentName'] : undefined);
    if (name === undefined)
      throw this.values.refused('changes', `names ${iri.slice(0, 300)}, which is no agent's name`);
    return name;
  }

  private relation(key: string, { relation }: CompactNode): StatedRelation {
    const type = this.values.text(key, relation);
    if (!(STATED_TYPES as readonly string[]).includes(type))
      throw this.values.refused(key, `states "${type.slice(0, 100)}", which is no relation`);
    return type as StatedRelation;
  }

  private edge(key: string, type: StatedRelation, upstream: unknown, said: CompactNode): ImportedEdge {
    const { values } = this;
    const text = (name: string): string | undefined =>
      said[name] === undefined ? undefined : values.text(key, said[name]);
    const transformations = values.texts(key, said['transformations']);
    return {
      ...{
        type,
        downstream: this.id,
        upstream: this.entity(key, upstream),
        by: values.text(key, said['by']),
      },
      via: said['via'] === undefined ? '' : this.entity(key, said['via']),
      since: values.time(key, said['since']),
      properties: present({
        stated: values.text(key, said['stated']),
        ...{
          rule: text('rule'),
          reason: text('reason'),
          declaredBy: text('declaredBy'),
          digest: text('digest'),
        },
        transformations: transformations.length > 0 ? transformations : undefined,
        masked: said['masked'] === undefined ? undefined : values.literal(key, 'boolean', said['masked']),
      }),
    };
  }

  private entity(key: string, raw: unknown): string {
    const iri = this.values.iri(key, raw);
    const id = idOfIri(this.base, iri);
    if (id === undefined)
      throw this.values.refused(
        key,
        `refers to ${iri.slice(0, 300)}, which is no thing of a catalog at ${this.base}`,
      );
    return id;
  }
}

const parts = (node: CompactNode, key: string): CompactNode[] => listOf(node[key]).filter(isObject);

const present = (properties: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
