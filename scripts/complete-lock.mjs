/**
 * `node scripts/complete-lock.mjs`, after `npm install`: puts back the optional packages of other platforms
 * that npm leaves out of package-lock.json when a registry mirror does not carry them. `npm ci` insists on
 * their entries on every platform, whether it would install them or not. The entries have no checksum:
 * what was not there to be downloaded cannot be hashed.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = 'package-lock.json';
const OS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const CPU = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el'];
const LIBC = { musl: 'musl', musleabihf: 'musl', gnu: 'glibc', gnueabihf: 'glibc' };

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const packages = new Map(Object.entries(lock.packages));
let added = 0;
for (const [path, entry] of [...packages]) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(path, name) || !/^\d+\.\d+\.\d+/.test(version)) continue;
    packages.set(`node_modules/${name}`, {
      version,
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...platformOf(name),
    });
    added += 1;
  }
}
lock.packages = Object.fromEntries([...packages].sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} entries added to ${FILE}.`);

/** npm looks for a package beside its dependant and in every folder above. */
function isLocked(path, name) {
  for (
    let base = path;
    ;
    base = base.includes('/node_modules/') ? base.slice(0, base.lastIndexOf('/node_modules/')) : ''
  ) {
    if (packages.has(`${base ? `${base}/` : ''}node_modules/${name}`)) return true;
    if (base === '') return false;
  }
}

/** The platform that a package is for, by the words of its name. */
function platformOf(name) {
  const words = name.split('/').at(-1).split('-');
  const os = words.find((word) => OS.includes(word));
  const cpu = CPU.find((word) => words.includes(word));
  const libc = words.map((word) => LIBC[word]).find(Boolean);
  return { ...(os ? { os: [os] } : {}), ...(cpu ? { cpu: [cpu] } : {}), ...(libc ? { libc: [libc] } : {}) };
}
