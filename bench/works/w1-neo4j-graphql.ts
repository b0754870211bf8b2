import { createServer } from 'node:http';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import { Neo4jGraphQL } from '@neo4j/graphql';
import express from 'express';
import { GraphqlClient } from '../graphql-client.js';
import { listen, stop } from '../raw-server.js';
import { rowOf, type AnswerRows } from '../rows.js';
import type { Neo4jSide, Subject } from '../subject.js';
import { NESTED_QUESTION, nestedRows, TYPES, type Nested } from './w1-nested.js';

/** A way to ask `@neo4j/graphql` for the lineage. */
export interface Peer {
  readonly against: string;
  ask(id: string): Promise<AnswerRows>;
}

const FIELD_QUESTION = 'query ($id: ID!) { lineage(id: $id) { id kind name edges } }';

interface FieldAnswer {
  readonly lineage: readonly { id: string; kind: string; name: string; edges: [string, string][] }[];
}

/** The text that is fastest by the bare driver, as a field: the best that its users can do. */
const fieldOf = (text: string): string => `
  type LineageThing { id: ID! kind: String! name: String! edges: [[String!]!]! }
  type Query {
    lineage(id: ID!): [LineageThing!]! @cypher(statement: """${text}""", columnName: "thing")
  }`;

/**
 * `@neo4j/graphql` on the very graph, behind the same HTTP server and GraphQL server as Headwater: nested
 * fields that follow the relations, as it is meant to be used, and one field with a text of our own.
 */
export async function neo4jGraphqlPeers(
  subject: Subject,
  { driver }: Neo4jSide,
  text: string,
): Promise<Peer[]> {
  const typeDefs = `${TYPES}${fieldOf(text)}`;
  const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
  // Cache hints would hook every field; Headwater leaves them out too.
  const plugins = [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled()];
  const apollo = new ApolloServer({ schema, plugins, stopOnTerminationSignals: false });
  await apollo.start();
  const app = express();
  const context = () => Promise.resolve({ sessionConfig: { database: 'neo4j' } });
  app.use('/graphql', express.json(), expressMiddleware(apollo, { context }));
  const server = createServer((request, response) => void app(request, response));
  const client = new GraphqlClient(await listen(server));
  subject.atEnd(async () => {
    client.close();
    await stop(server);
    await apollo.stop();
  });
  return [
    {
      against: '@neo4j/graphql nested',
      ask: async (id) => nestedRows(await client.ask<Nested>(NESTED_QUESTION, { id })),
    },
    {
      against: '@neo4j/graphql @cypher',
      ask: async (id) => fieldRows(await client.ask<FieldAnswer>(FIELD_QUESTION, { id })),
    },
  ];
}

function fieldRows({ lineage }: FieldAnswer): AnswerRows {
  const known = new Set(lineage.map(({ id }) => id));
  return {
    nodes: lineage.map(({ id, kind, name }) => rowOf(id, kind, name)),
    edges: lineage.flatMap(({ id, edges }) =>
      edges
        .filter(([, to]) => known.has(to))
        .map(([type, to]) => (type === 'HAS_COLUMN' ? rowOf(to, type, id) : rowOf(id, type, to))),
    ),
  };
}
