import type { EdgeStatement } from '../../model/document.js';
import { entityId } from '../../model/entity-id.js';
import type { StatedRelation } from '../../model/relations.js';
import type { DatasetRoles, Role } from './dataset-roles.js';
import type { InputColumn, Named } from './event.js';

/** Which relation to state, by what stands at the other end. Without one for models, models are passed over. */
export interface RelationTypes {
  readonly data: StatedRelation;
  readonly model?: StatedRelation;
}

/** An edge to a dataset as a whole; nothing where no relation fits what it is. */
export function edgeToDataset(
  roles: DatasetRoles,
  dataset: Named,
  { data, model }: RelationTypes,
): EdgeStatement | undefined {
  const role = roles.of(dataset);
  return role.is === 'table' ? { type: data, upstream: role.id } : edgeToModel(role, model);
}

/** An edge to a column, or to the model that the column is an output of; with what happens on the way. */
export function edgeToColumn(
  roles: DatasetRoles,
  input: InputColumn,
  { data, model }: RelationTypes,
): EdgeStatement | undefined {
  const { namespace, name, column, transformations, masked } = input;
  const role = roles.of(input);
  const edge =
    role.is === 'table'
      ? { type: data, upstream: entityId('Column', namespace, name, column) }
      : edgeToModel(role, model);
  return (
    edge && {
      ...edge,
      ...(transformations.length > 0 ? { transformations } : {}),
      ...(masked ? { masked } : {}),
    }
  );
}

function edgeToModel(role: Role, type: StatedRelation | undefined): EdgeStatement | undefined {
  if (role.is !== 'model' || !type) return undefined;
  const { uri, service } = role;
  return { type, upstream: uri, ...(service === undefined ? {} : { service }) };
}
