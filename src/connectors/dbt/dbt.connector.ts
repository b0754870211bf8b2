import type { Connector, Listing, Sink } from '../../catalog/sync/connector.js';
import { entityId } from '../../model/entity-id.js';
import { readCatalog, readManifest, type ReadManifest } from './artifacts.js';
import { exposureDocuments } from './exposure-documents.js';
import { jobOf, tableDocuments, type Naming } from './model-documents.js';
import { ModelLineages, type ModelLineage } from './model-lineage.js';
import type { DbtOptions } from './options.js';
import { Project, type ProjectTable } from './project.js';

/** Reads what dbt writes about a project: its tables, what they are made from, and what depends on them. */
export function createDbtConnector(options: DbtOptions): Connector {
  // A run asks who the source is and then reads it: of one state of the file, which is large.
  let manifest: ReadManifest | undefined;
  return {
    type: 'dbt',
    service: options.service,
    // Of tables and columns the warehouse itself knows more.
    masters: ['Pipeline', 'Dashboard', 'Application'],
    async identity() {
      manifest = await readManifest(options.manifest);
      const { project_name: name, project_id: id } = manifest.manifest.metadata;
      return name || id ? `dbt:${name ?? ''}/${id ?? ''}` : undefined;
    },
    async read(sink, signal) {
      const read = manifest ?? (await readManifest(options.manifest));
      manifest = undefined;
      return new ProjectReading(options, read, sink, signal).toEnd();
    },
  };
}

const UNCOMPILED =
  'dbt did not compile it when it wrote the manifest: run `dbt compile` or `dbt docs generate` over the whole project, or set columnLineage: false';

class ProjectReading {
  private readonly naming: Naming;
  private requests = 0;
  private bytes = 0;
  private read = 0;

  constructor(
    private readonly options: DbtOptions,
    private readonly manifest: ReadManifest,
    private readonly sink: Sink,
    private readonly signal: AbortSignal,
  ) {
    this.naming = { namespace: options.namespace, jobNamespace: options.jobNamespace ?? 'dbt' };
  }

  async toEnd(): Promise<Listing> {
    const project = await this.project();
    await this.sink.put({
      kind: 'MLModelService',
      service: this.options.service,
      platform: 'dbt',
      ...(project.manifest.metadata.dbt_version
        ? { softwareVersion: project.manifest.metadata.dbt_version }
        : {}),
    });
    const lineages = new ModelLineages(project, this.naming.namespace, this.options.columnLineage ?? true);
    for (const table of project.tables.values()) {
      this.signal.throwIfAborted();
      await this.put(table, await lineages.of(table), project);
    }
    for (const document of exposureDocuments(project, this.options.service, this.naming.namespace)) {
      await this.sink.put(document);
    }
    const { requests, bytes } = this;
    if (project.tables.size > 0) return { complete: true, requests, bytes };
    return { complete: false, reason: `${this.options.manifest} tells of no table.`, requests, bytes };
  }

  private async project(): Promise<Project> {
    const { manifest, bytes } = this.manifest;
    this.bytes += bytes;
    this.requests += 1;
    if (this.options.catalog === undefined) return new Project(manifest, undefined, this.sink);
    const read = await readCatalog(this.options.catalog);
    this.bytes += read.bytes;
    this.requests += 1;
    return new Project(manifest, read.catalog, this.sink);
  }

  private async put(table: ProjectTable, lineage: ModelLineage, project: Project): Promise<void> {
    const { node } = table;
    if (lineage.is === 'uncompiled') {
      // What its columns are made from was known perhaps, and is not told now: that ends nothing.
      this.sink.unread({ id: entityId('Table', this.naming.namespace, table.table), reason: UNCOMPILED });
      this.sink.unread({
        id: entityId('Pipeline', this.naming.jobNamespace, jobOf(table)),
        reason: UNCOMPILED,
      });
      return;
    }
    if (lineage.is === 'unresolved')
      this.sink.warn(`The ${node.resource_type} ${node.name} is followed by tables only: ${lineage.reason}.`);
    for (const document of tableDocuments(table, lineage, project, this.naming))
      await this.sink.put(document);
    this.read += 1;
    this.sink.progress('read models', this.read, project.tables.size);
  }
}
