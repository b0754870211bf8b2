#!/usr/bin/env node
// The compiled command; `npm run build` makes it. GraphQL checks every value twice unless told that this is production.
process.env.NODE_ENV ??= 'production';
const { runCli } = await import('../dist/cli.js');

process.exitCode = await runCli(process.argv.slice(2));
