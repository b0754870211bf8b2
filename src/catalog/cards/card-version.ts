import { badInput, notFound } from '../../errors.js';
import { kindOf } from '../../model/entity-id.js';
import type { EntityReader } from '../browse/entity.reader.js';
import type { EntityRecord } from '../browse/entity-record.js';
import { compareVersions } from '../browse/version-order.js';

/**
 * The version that a card is of: of a model the one in service, the newest of them where there are several, and the
 * newest of all where none is.
 * @throws BAD_INPUT for what has no card, NOT_FOUND for a model without versions.
 */
export async function cardVersion(entities: Pick<EntityReader, 'related'>, id: string): Promise<string> {
  const kind = kindOf(id);
  if (kind === 'MLModelVersion') return id;
  if (kind !== 'MLModel')
    throw badInput(
      `Cards and bills of materials are of models and their versions; "${id}" is of the kind ${kind}. Ask for it as jsonld or openlineage.`,
    );
  const versions = (await entities.related([id], 'HAS_VERSION', 'out', 'BRIEF')).map(({ record }) => record);
  const current = versions.filter(({ until }) => until === undefined);
  const served = await entities.related(
    current.map((version) => version.id),
    'SERVES',
    'in',
    'BRIEF',
  );
  const inService = new Set(
    served.filter(({ record }) => record['state'] === 'IN_SERVICE').map(({ from }) => from),
  );
  const live = current.filter((version) => inService.has(version.id));
  const [newest] = (live.length > 0 ? live : current).sort(newestFirst);
  if (!newest) throw notFound(`a version of ${id}`);
  return newest.id;
}

const newestFirst = (a: EntityRecord, b: EntityRecord): number => compareVersions(b.name, a.name);
