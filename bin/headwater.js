#!/usr/bin/env node
// The compiled command; `npm run build` makes it.
import { runCli } from '../dist/cli.js';

process.exitCode = await runCli(process.argv.slice(2));
