import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import '../model/entities.js';
import { entityDefinitions } from '../model/registry.js';
import { checkArgument } from './check-argument.js';
import { ModelCardsResolver, VersionCardsResolver } from './cards.resolver.js';
import { CurateResolver } from './curate/curate.resolver.js';
import { DeploymentResolver } from './curate/deployment.resolver.js';
import { EndResolver } from './curate/end.resolver.js';
import { LineageDeclarationResolver } from './curate/lineage-declaration.resolver.js';
import { createRegisterResolvers } from './curate/register.resolver.js';
import { createUpdateResolvers } from './curate/update.resolver.js';
import { VersionWorkResolver } from './curate/version-work.resolver.js';
import { DiffResolver } from './diff.resolver.js';
import { answerEntityFields } from './entity-fields.js';
import { EntityResolver } from './entity.resolver.js';
import { GapResolver, GapsFieldsResolver, GapsResolver } from './gaps.resolver.js';
import { HistoryResolver } from './history.resolver.js';
import { ImpactOwnersResolver, ImpactResolver } from './impact.resolver.js';
import { LineageResolver } from './lineage.resolver.js';
import { ModelListResolver, ModelVersionsResolver, ServiceModelsResolver } from './model.resolver.js';
import { ModelStepsResolver } from './model-steps.resolver.js';
import { NamedThingsResolver, OwnerResolver } from './named-things.resolver.js';
import { ProvenanceResolver } from './provenance.resolver.js';
import { FoundPageResolver, SearchResolver } from './search.resolver.js';
import { StatementsResolver } from './statements.resolver.js';
import { SyncRunResolver } from './sync-run.resolver.js';
import { TokenResolver } from './token.resolver.js';
import {
  ModelVersionTableResolver,
  VersionTableColumnsResolver,
  VersionTableRowResolver,
} from './version-table.resolver.js';
import { FeatureSourceResolver, MetricSeriesResolver, VersionDetailResolver } from './version.resolver.js';

/** The GraphQL schema: the types of the model and the questions to the catalog. */
export function createSchema(): GraphQLSchema {
  const resolvers: NonEmptyArray<new () => object> = [
    EntityResolver,
    NamedThingsResolver,
    OwnerResolver,
    SearchResolver,
    FoundPageResolver,
    ModelListResolver,
    ServiceModelsResolver,
    ModelVersionsResolver,
    ModelStepsResolver,
    VersionDetailResolver,
    VersionCardsResolver,
    ModelCardsResolver,
    FeatureSourceResolver,
    ModelVersionTableResolver,
    VersionTableColumnsResolver,
    VersionTableRowResolver,
    MetricSeriesResolver,
    LineageResolver,
    ImpactResolver,
    ImpactOwnersResolver,
    ProvenanceResolver,
    DiffResolver,
    GapsResolver,
    GapsFieldsResolver,
    GapResolver,
    SyncRunResolver,
    TokenResolver,
    HistoryResolver,
    StatementsResolver,
    CurateResolver,
    VersionWorkResolver,
    DeploymentResolver,
    LineageDeclarationResolver,
    EndResolver,
    ...(createRegisterResolvers() as (new () => object)[]),
    ...(createUpdateResolvers() as (new () => object)[]),
  ];
  const schema = buildSchemaSync({
    resolvers,
    // Entities that are only ever answered through the interface.
    orphanedTypes: entityDefinitions().map(({ type }) => type),
    validateFn: checkArgument,
  });
  answerEntityFields(schema);
  return schema;
}
