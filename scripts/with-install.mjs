/**
 * `node scripts/with-install.mjs demo|test [arguments]`: what `npm run demo` and `npm test` run.
 *
 * Makes a fresh clone ready (dependencies, build) and then runs the command, so that each of them is the only thing
 * a newcomer has to type. Uses nothing but Node, because nothing else is there yet.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NEEDED_NODE = [20, 19];

/** @type {Record<string, string[]>} What Node runs for each command. */
const COMMANDS = {
  demo: ['bin/headwater.js', 'demo'],
  test: ['node_modules/vitest/vitest.mjs', 'run'],
};

const [command = '', ...rest] = process.argv.slice(2);
const script = COMMANDS[command];
if (!script) {
  fail(`Usage: node scripts/with-install.mjs ${Object.keys(COMMANDS).join('|')} [arguments]`, 2);
}

checkNode();
if (!isInstalled()) {
  console.log('Installing the dependencies (npm ci) …');
  await npm('ci');
}
if (isBuildStale()) {
  console.log('Building (npm run build) …');
  await npm('run', 'build');
}
process.exit(await run(process.execPath, [...script, ...rest]));

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = NEEDED_NODE;
  if (major < neededMajor || (major === neededMajor && minor < neededMinor)) {
    fail(`Headwater needs Node ${NEEDED_NODE.join('.')} or newer; this is Node ${process.versions.node}.`, 1);
  }
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes the list of what it installed when it is
 * done, so that an installation that was interrupted does not count, and one made by hand does.
 */
function isInstalled() {
  const installed = readPackages('node_modules/.package-lock.json');
  const wanted = readPackages('package-lock.json');
  if (!wanted) {
    fail('package-lock.json is missing or damaged; restore it from version control.', 1);
  }
  if (!installed) {
    return false;
  }
  const missing = Object.entries(wanted).filter(([path, { version, integrity, optional, devOptional }]) => {
    const present = installed[path];
    if (!present) {
      return path !== '' && !optional && !devOptional; // optional ones may be for another platform
    }
    return present.version !== version || present.integrity !== integrity;
  });
  const surplus = Object.keys(installed).filter((path) => !wanted[path]);
  return missing.length === 0 && surplus.length === 0;
}

/** @returns {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }> | undefined} */
function readPackages(/** @type {string} */ file) {
  try {
    return JSON.parse(readFileSync(join(ROOT, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Whether some source has no build of its own age, or some build no source any more. */
function isBuildStale() {
  const modules = (/** @type {string} */ folder, /** @type {RegExp} */ ending) =>
    new Map(
      filesIn(join(ROOT, folder))
        .filter(([path]) => ending.test(path) && !path.endsWith('.d.ts'))
        .map(([path, changed]) => [path.replace(ending, ''), changed]),
    );
  const sources = modules('src', /\.ts$/);
  const builds = modules('dist', /\.js$/);
  const optionsChanged = statSync(join(ROOT, '.swcrc')).mtimeMs;
  for (const [name, changed] of sources) {
    if ((builds.get(name) ?? 0) < Math.max(changed, optionsChanged)) {
      return true;
    }
  }
  return [...builds.keys()].some((name) => !sources.has(name));
}

/** @returns {[path: string, changed: number][]} All files below the folder, by their path from there. */
function filesIn(/** @type {string} */ folder) {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => [
      path,
      statSync(join(folder, path)).mtimeMs,
    ]);
  } catch {
    return [];
  }
}

async function npm(/** @type {string[]} */ ...args) {
  // Inside `npm run` this is the very npm that was called; it needs no shell on any platform.
  const cli = process.env['npm_execpath'];
  const code = cli?.endsWith('.js') ? await run(process.execPath, [cli, ...args]) : await run('npm', args);
  if (code !== 0) {
    fail(`npm ${args.join(' ')} failed with exit code ${code}.`, code);
  }
}

/**
 * Runs to the end, on this terminal, and returns the exit code (128 + its number for a signal).
 * @returns {Promise<number>}
 */
function run(/** @type {string} */ program, /** @type {string[]} */ args) {
  const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the child itself; passed on once more it would mean "at once, without tidying up".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) {
        child.kill(signal);
      }
    });
  }
  return new Promise((resolve) => {
    child.once('error', (error) => fail(`${program} could not be started: ${error.message}`, 1));
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']));
  });
}

/** @returns {never} */
function fail(/** @type {string} */ message, /** @type {number} */ code) {
  console.error(message);
  process.exit(code);
}
