import { badInput, HeadwaterError, notFound } from '../../errors.js';
import { kindOf } from '../../model/entity-id.js';
import type { EntityRecord } from '../browse/entity-record.js';
import type { EntityReader } from '../browse/entity.reader.js';
import { resolveName } from '../browse/resolve-name.js';

/** The version that is meant by an id or a name. @throws NOT_FOUND, or BAD_INPUT when it means something else. */
export async function findVersion(
  entities: EntityReader,
  text: unknown,
): Promise<{ service: string; model: string; version: string }> {
  if (typeof text !== 'string' || text === '')
    throw badInput('An artifact belongs to a version: name it, such as churn@3.', { field: 'version' });
  const [record] = await entities.byIds([await resolveName(entities, text)]);
  if (!record) throw notFound(text);
  if (record.kind !== 'MLModelVersion')
    throw badInput(`"${text}" is a ${record.kind}, and artifacts belong to a version, such as churn@3.`, {
      field: 'version',
    });
  if (record.until !== undefined) throw ended(text, record.until);
  return {
    service: String(record['service']),
    model: String(record['model']),
    version: String(record['version']),
  };
}

/** @throws NOT_FOUND where there is no artifact of that id. */
export async function findArtifact(entities: EntityReader, id: string): Promise<EntityRecord> {
  const [record] = kindOf(id) === 'Artifact' ? await entities.byIds([id]) : [];
  if (record && record.until === undefined) return record;
  throw new HeadwaterError('NOT_FOUND', `There is no artifact "${id.slice(0, 500)}".`, { wanted: id });
}

const ended = (text: string, until: string): HeadwaterError =>
  new HeadwaterError('CONFLICT', `"${text}" ended on ${until}. Restore it before you add files to it.`, {
    until,
  });
