import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import '../model/entities.js';
import { entityDefinitions } from '../model/registry.js';
import { DiffResolver } from './diff.resolver.js';
import { createEntityFieldResolvers, EntityBaseFields } from './entity-fields.js';
import { EntityResolver } from './entity.resolver.js';
import {
  ImpactItemResolver,
  ImpactOfResolver,
  LineageNodeResolver,
  LineageResolver,
  LineageRootResolver,
} from './lineage.resolver.js';
import { ModelListResolver, ModelVersionsResolver, ServiceModelsResolver } from './model.resolver.js';
import { SearchResolver } from './search.resolver.js';
import { SyncRunResolver } from './sync-run.resolver.js';
import { FeatureSourceResolver, MetricSeriesResolver, VersionDetailResolver } from './version.resolver.js';

/** The GraphQL schema: the types of the model and the questions to the catalog. */
export function createSchema(): GraphQLSchema {
  const resolvers: NonEmptyArray<new () => object> = [
    EntityResolver,
    EntityBaseFields,
    SearchResolver,
    ModelListResolver,
    ServiceModelsResolver,
    ModelVersionsResolver,
    VersionDetailResolver,
    FeatureSourceResolver,
    MetricSeriesResolver,
    LineageResolver,
    LineageRootResolver,
    LineageNodeResolver,
    ImpactOfResolver,
    ImpactItemResolver,
    DiffResolver,
    SyncRunResolver,
    ...(createEntityFieldResolvers() as (new () => object)[]),
  ];
  return buildSchemaSync({
    resolvers,
    // Entities that are only ever answered through the interface.
    orphanedTypes: entityDefinitions().map(({ type }) => type),
    validate: { forbidUnknownValues: true },
  });
}
