import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * The rooms of the house, and what each may not reach for. Imports point one way:
 * `server → resolvers → catalog ← graph`, `connectors → catalog/sync/connector`, `jsonld → model`,
 * `cards → catalog`, `artifacts → catalog/artifacts`, everything → `model`. Only main.ts and what starts it (cli, generate) see everything.
 */
const ROOMS = {
  model: {
    not: ['catalog', 'graph', 'resolvers', 'connectors', 'jsonld', 'server', 'cli'],
    why: 'The model says what entities are and knows nothing of who uses it. Move what needs more into the room that has it.',
  },
  catalog: {
    not: ['graph', 'resolvers', 'connectors', 'jsonld', 'server', 'cli'],
    why: 'Use cases name what they need as an interface in catalog/; graph/ implements it and main.ts wires it.',
  },
  graph: {
    not: ['resolvers', 'connectors', 'jsonld', 'server', 'cli'],
    why: 'graph/ answers the interfaces of catalog/. What is asked of it belongs there.',
  },
  resolvers: {
    not: ['graph', 'connectors', 'jsonld', 'server', 'cli'],
    why: 'A resolver translates and delegates: ask the catalog for it.',
  },
  jsonld: {
    not: ['graph', 'resolvers', 'connectors', 'server', 'cli'],
    why: 'jsonld/ turns records into documents and nothing else. Let its caller fetch what it needs.',
  },
  cards: {
    not: ['graph', 'resolvers', 'connectors', 'jsonld', 'server', 'cli'],
    why: 'cards/ turns what catalog/cards/ gathered into documents of others and nothing else. Let its caller fetch what it needs.',
  },
  server: {
    not: ['graph', 'connectors', 'cli'],
    why: 'The server is handed what it serves by main.ts.',
  },
  artifacts: {
    not: ['graph', 'resolvers', 'connectors', 'jsonld', 'server', 'cli'],
    why: 'A store keeps bytes under keys that catalog/artifacts/ makes, and knows nothing else of the catalog.',
  },
};

const GRAPH_DRIVERS = {
  group: ['neo4j-driver', '@grafeo-db/js'],
  message:
    'Only graph/engines/ talks to a graph engine. Write a query in graph/queries/ and ask for it by an interface of catalog/.',
};
const JSONLD = {
  regex: '^jsonld$',
  message: 'Only jsonld/ imports the JSON-LD library: its document loader is the one that fetches nothing.',
};
const AWS = {
  group: ['@aws-sdk/*', '@smithy/*'],
  message: 'Only artifacts/ speaks to S3. Ask for what you need by the store of catalog/artifacts/.',
};
/** From inside catalog/ the same path of one step leads to the use cases. */
const STORES = (room) => ({
  regex: room === 'catalog' ? '^\\.\\./(\\.\\./)+artifacts/' : '^(\\.\\./)+artifacts/',
  message:
    'The stores of artifacts are wired by main.ts; what they do is said by the store of catalog/artifacts/.',
});
/** The same of catalog/cards/, which gathers what they are made from. */
const CARDS = (room) => ({
  regex: room === 'catalog' ? '^\\.\\./(\\.\\./)+cards/' : '^(\\.\\./)+cards/',
  message:
    'Cards are written for who asks at the server or by command; what they tell is gathered by catalog/cards/.',
});
const CONNECTORS = {
  regex: 'catalog/(?!sync/connector\\.js)',
  message: 'A connector knows its source and the sink (catalog/sync/connector). All else is the catalog’s.',
};
const PROCESS_ENV = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only config.ts reads the environment. Add the setting to it and pass the value on.',
};

const restricted = (...patterns) => ({ '@typescript-eslint/no-restricted-imports': ['error', { patterns }] });

const roomRules = Object.entries(ROOMS).map(([room, { not, why }]) => ({
  files: [`src/${room}/**/*.ts`],
  ignores: ['src/graph/engines/**'],
  rules: restricted(
    { group: not.map((other) => `**/${other}/**`), message: why },
    GRAPH_DRIVERS,
    ...(room === 'jsonld' ? [] : [JSONLD]),
    ...(room === 'artifacts' ? [] : [AWS, STORES(room)]),
    ...(['server', 'cards'].includes(room) ? [] : [CARDS(room)]),
  ),
}));

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'schema/', '.cache/', 'coverage/'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Properties read from a graph are scalars, typed unknown; String() is how they are shown.
      '@typescript-eslint/no-base-to-string': 'off',
      'no-restricted-syntax': ['error', PROCESS_ENV],
      eqeqeq: ['error', 'smart'],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/graph/engines/**', 'src/jsonld/**'],
    rules: restricted(GRAPH_DRIVERS, JSONLD, AWS),
  },
  ...roomRules,
  { files: ['src/connectors/**/*.ts'], rules: restricted(CONNECTORS, GRAPH_DRIVERS, JSONLD, AWS) },
  { files: ['src/config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    // What starts things speaks to drivers and the environment itself.
    files: ['bin/**', 'test/**', 'bench/**', 'examples/**', 'scripts/**', 'vitest.config.ts'],
    rules: {
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-restricted-imports': 'off',
      // Assertions name methods of doubles without calling them.
      '@typescript-eslint/unbound-method': 'off',
      // vitest's asymmetric matchers are typed any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
);
