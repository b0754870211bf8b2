import type { ConnectorDefinition } from './connector-definition.js';
import { dbtDefinition } from './dbt/dbt.definition.js';
import { feastDefinition } from './feast/feast.definition.js';
import { filesDefinition } from './files/files.definition.js';
import { mlflowDefinition } from './mlflow/mlflow.definition.js';
import { openLineageDefinition } from './openlineage/openlineage.definition.js';
import { postgresDefinition } from './postgres/postgres.definition.js';

/** Every kind of source there is. A new connector is a folder beside these and a line here. */
export const CONNECTOR_DEFINITIONS: readonly ConnectorDefinition[] = [
  dbtDefinition,
  feastDefinition,
  filesDefinition,
  mlflowDefinition,
  openLineageDefinition,
  postgresDefinition,
];
