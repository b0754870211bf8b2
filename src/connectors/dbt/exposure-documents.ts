import type { EdgeStatement, EntityDocument } from '../../model/document.js';
import { entityId } from '../../model/entity-id.js';
import { exposureOwners } from './owners.js';
import type { Project } from './project.js';

/** What the project says depends on its tables: dashboards, and all else as applications. */
export function* exposureDocuments(
  project: Project,
  service: string,
  namespace: string,
): Generator<EntityDocument> {
  for (const exposure of project.exposures) {
    const { name, type, label, description, url, maturity, owner } = exposure;
    const kind = type === 'dashboard' ? 'Dashboard' : 'Application';
    const tags = [...(exposure.tags ?? []), ...(maturity ? [`maturity=${maturity}`] : [])];
    const consumes = project.tablesBehind(exposure).map(({ table }): EdgeStatement => ({
      type: 'CONSUMES',
      upstream: entityId('Table', namespace, table),
    }));
    yield {
      kind,
      service,
      [kind === 'Dashboard' ? 'dashboard' : 'application']: name,
      ...(label ? { displayName: label } : {}),
      ...(description ? { description } : {}),
      ...(url ? { url } : {}),
      ...(tags.length > 0 ? { tags } : {}),
      ...exposureOwners(owner),
      ...(consumes.length > 0 ? { edges: consumes } : {}),
    };
  }
}
