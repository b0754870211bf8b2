import type { ReadingWish, Sink } from '../../catalog/sync/connector.js';
import { HeadwaterError } from '../../errors.js';
import type { EntityDocument } from '../../model/document.js';
import { document } from '../document.js';
import { text } from '../filled-text.js';
import { nameOf, type FeastApi, type ListName } from './feast-api.js';
import type { FeastOptions } from './options.js';
import { serviceDocuments } from './service-documents.js';
import type { Naming } from './source-table.js';
import { TableRegister } from './table-register.js';
import { viewDocuments } from './view-documents.js';
import { fields, moment, type Fields } from './values.js';

/** One pass over a registry: project by project its sources, services and views, then the tables below all of them. */
export class RegistryReading {
  private readonly tables = new TableRegister();
  private readonly failures: string[] = [];
  private changed: string | undefined;

  constructor(
    private readonly options: FeastOptions,
    private readonly api: FeastApi,
    private readonly endpoint: string,
    private readonly sink: Sink,
    private readonly wish: ReadingWish,
  ) {}

  /** Why what was read is not all, project by project. */
  get reasons(): readonly string[] {
    return this.failures;
  }

  /** Up to when changes are in what was read, by the registry's clock. */
  get watermark(): string | undefined {
    return this.changed ?? this.wish.since;
  }

  /** @throws SOURCE_FAILED when nothing of the registry can be read. */
  async toEnd(): Promise<void> {
    const projects = await this.projects();
    // Asked before anything is listed: whatever changes from now on has a later stamp, however long the listing takes.
    for (const project of projects) await this.noteNewest(project);
    await this.put(
      document('MLModelService', {
        service: this.options.service,
        platform: 'Feast',
        endpoint: this.endpoint,
        softwareVersion: await this.api.version(),
      }),
    );
    for (const project of projects) await this.readProject(project);
    if (projects.length > 0 && this.failures.length === projects.length)
      throw new HeadwaterError('SOURCE_FAILED', this.failures.join(' '));
    for (const table of this.tables.documents()) await this.put(table);
  }

  private async projects(): Promise<string[]> {
    const found = new Set<string>();
    for await (const page of this.api.all('projects')) {
      for (const row of page) {
        const name = nameOf(row);
        if (name !== undefined) found.add(name);
      }
    }
    const { projects: wanted } = this.options;
    const missing = wanted?.find((name) => !found.has(name));
    if (missing !== undefined)
      throw new HeadwaterError(
        'SOURCE_FAILED',
        `Feast at ${this.endpoint} has no project "${missing}"; it has ${[...found].sort().join(', ') || 'none'}.`,
      );
    return [...(wanted ?? found)].sort();
  }

  private async noteNewest(project: string): Promise<void> {
    const newest = await this.api.newest('feature_views', project);
    const at = moment(fields(newest?.['meta'])['lastUpdatedTimestamp']);
    if (at !== undefined && (this.changed === undefined || Date.parse(at) > Date.parse(this.changed)))
      this.changed = at;
  }

  /** One project that cannot be read leaves the listing incomplete, and does not keep the others from being read. */
  private async readProject(project: string): Promise<void> {
    const naming = { options: this.options, project };
    try {
      await this.readList('data_sources', naming, (row) => {
        this.tables.addSource(row, naming);
        return [];
      });
      await this.readList('feature_services', naming, (row, name) => serviceDocuments(row, name, naming));
      await this.readList('feature_views', naming, (row, name) =>
        viewDocuments(row, name, naming, this.tables),
      );
    } catch (error) {
      if (!(error instanceof HeadwaterError && error.code === 'SOURCE_FAILED')) throw error;
      this.failures.push(`Project ${project} was not read to its end. ${error.message}`);
    }
  }

  private async readList(
    list: ListName,
    { project }: Naming,
    documentsOf: (row: Fields, name: string) => Iterable<EntityDocument>,
  ): Promise<void> {
    // The rest of a registry is small and tells no changes; only views can be asked for by what changed.
    const since = list === 'feature_views' ? this.wish.since : undefined;
    let done = 0;
    for await (const page of this.api.all(list, { project, updated_since: since })) {
      for (const row of page) {
        const name = nameOf(row);
        if (name === undefined) this.reject(project, list, row);
        else for (const stated of documentsOf(row, name)) await this.put(stated);
      }
      done += page.length;
      this.sink.progress(`${list.replace('_', ' ')} of ${project}`, done);
    }
  }

  private reject(project: string, list: ListName, row: Fields): void {
    const seen = text(row['type']) ?? 'entry';
    this.sink.reject({
      document: `${list.replace('_', ' ')} of ${project}: ${seen.slice(0, 80)}`,
      pointer: '/spec/name',
      reason: 'has no name',
    });
  }

  private async put(stated: EntityDocument): Promise<void> {
    await this.sink.put(stated);
  }
}
