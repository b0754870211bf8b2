import 'reflect-metadata';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { drifted, generatedFiles, leftOver, ROOT } from './generated-files.js';

/**
 * Writes everything that follows from the model's decorators: `npm run generate`. With `--check` it writes
 * nothing and fails when what is committed is not what would be written.
 */
function check(files: ReadonlyMap<string, string>): void {
  const wrong = drifted(files);
  if (wrong.length === 0) return;
  process.stderr.write(
    `Out of date: ${wrong.join(', ')}\nRun \`npm run generate\` and commit what it writes.\n`,
  );
  process.exitCode = 1;
}

function write(files: ReadonlyMap<string, string>): void {
  for (const path of leftOver(files)) rmSync(join(ROOT, path));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
  }
  process.stdout.write(`${files.size} files written.\n`);
}

if (process.argv.includes('--check')) check(generatedFiles());
else write(generatedFiles());
