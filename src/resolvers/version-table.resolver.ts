import { Args, Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { metricLabel } from '../catalog/versions/figures.js';
import {
  figuresFor,
  findVersionTable,
  type VersionTableRow as FoundRow,
} from '../catalog/versions/find-version-table.js';
import { NEWEST_FIRST } from '../catalog/versions/version-table-order.js';
import { MLModelVersion } from '../model/ml-model-version.entity.js';
import { MLModel } from '../model/ml-model.entity.js';
import { pageSize } from './connection.js';
import type { RequestContext } from './context.js';
import type { FieldReach } from './selection.js';
import { knownFigures, versionsFor } from './version-table-loader.js';
import { VersionTable, VersionTableArgs, VersionTableRow } from './version-table.types.js';

@Resolver(() => MLModel)
export class ModelVersionTableResolver {
  @Extensions({ reach: { reads: ['id'] } satisfies FieldReach })
  @FieldResolver(() => VersionTable, {
    description:
      'Its versions as a table: what stands beside each in a registry, with chosen parameters and metrics as columns.',
  })
  async versionTable(
    @Root() { id }: EntityRecord,
    @Args() { parameters, metrics, orderBy, first, after }: VersionTableArgs,
    @Ctx() context: RequestContext,
  ): Promise<VersionTable> {
    const order = !orderBy
      ? NEWEST_FIRST
      : {
          by: orderBy.by,
          ...(orderBy.column ? { column: orderBy.column } : {}),
          ascending: orderBy.ascending ?? false,
        };
    const columns = { parameters: parameters ?? [], metrics: metrics ?? [], order };
    const source = versionsFor(context, figuresFor(columns));
    const page = { first: pageSize(first), ...(after ? { after } : {}) };
    const { rows, hasNextPage, totalCount } = await findVersionTable(source, id, { ...columns, ...page });
    const edges = rows.map(({ cursor, row }) => ({ cursor, node: shown(row) }));
    return {
      model: id,
      edges,
      nodes: edges.map(({ node }) => node),
      pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
      totalCount,
    };
  }
}

/** The version itself is read only where it is asked for. */
const shown = (row: FoundRow): VersionTableRow => row as unknown as VersionTableRow;

@Resolver(() => VersionTable)
export class VersionTableColumnsResolver {
  @FieldResolver(() => [String], { description: 'The parameters that versions of the model have, by name.' })
  async parameterNames(@Root() { model }: VersionTable, @Ctx() context: RequestContext): Promise<string[]> {
    const { parameters } = await knownFigures(context).load(model);
    return [...parameters].sort();
  }

  @FieldResolver(() => [String], {
    description: 'The metrics that versions of the model have, by name, as `versionTable` takes them.',
  })
  async metricNames(@Root() { model }: VersionTable, @Ctx() context: RequestContext): Promise<string[]> {
    const { metrics } = await knownFigures(context).load(model);
    return metrics.map(metricLabel).sort();
  }
}

@Resolver(() => VersionTableRow)
export class VersionTableRowResolver {
  @FieldResolver(() => MLModelVersion, { nullable: true })
  entity(@Root() { id }: VersionTableRow, @Ctx() { loaders }: RequestContext): Promise<EntityRecord | null> {
    return loaders.entity.load(id);
  }
}
