import { probeTool } from './run-tool.js';
import { UnavailablePart } from './unavailable-part.js';

const OLDEST_JAVA = 17;

/** The Python that `requirements.lock.txt` was resolved for; another one may need other packages. */
const PYTHON = '3.11';

/** A Java Development Kit: the launcher is compiled when it is started, which a mere runtime cannot do. */
export async function requireJava(): Promise<void> {
  const howToGet = `Install a JDK ${OLDEST_JAVA} or newer (Debian: openjdk-17-jdk-headless), with java on the PATH.`;
  const said = await probeTool('java', ['-version']);
  if (said === undefined) {
    throw new UnavailablePart('Java is not installed.', howToGet);
  }
  const major = Number(/version "(\d+)/.exec(said)?.[1] ?? 0);
  if (major < OLDEST_JAVA) {
    throw new UnavailablePart(`Java is too old (${major}).`, howToGet);
  }
  const modules = await probeTool('java', ['--list-modules']);
  if (!modules?.includes('jdk.compiler')) {
    throw new UnavailablePart('Java is a runtime without its compiler.', howToGet);
  }
}

export async function requireMaven(): Promise<void> {
  if ((await probeTool('mvn', ['--version'])) === undefined) {
    throw new UnavailablePart(
      'Maven is not installed.',
      'Install Maven (Debian: maven), with mvn on the PATH.',
    );
  }
}

/** The command of a Python that the locked requirements fit and that can make virtual environments. */
export async function requirePython(): Promise<string> {
  const howToGet = `Install Python ${PYTHON} with venv (Debian: python3 python3-venv), with it on the PATH.`;
  const seen: string[] = [];
  for (const command of [`python${PYTHON}`, 'python3', 'python']) {
    const version = /Python (\S+)/.exec((await probeTool(command, ['--version'])) ?? '')?.[1];
    if (version?.startsWith(`${PYTHON}.`)) {
      if ((await probeTool(command, ['-c', 'import venv, ensurepip'])) === undefined) {
        throw new UnavailablePart(`${command} cannot make virtual environments.`, howToGet);
      }
      return command;
    }
    if (version) {
      seen.push(`${command} is ${version}`);
    }
  }
  const found = seen.length > 0 ? ` (${seen.join(', ')})` : '';
  throw new UnavailablePart(`Python ${PYTHON} is not installed${found}.`, howToGet);
}
