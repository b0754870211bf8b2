import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HEADWATER_BIN } from '../../support/headwater-command.js';

const EXAMPLES = fileURLToPath(new URL('../../../examples', import.meta.url));

export interface Printed {
  readonly text: string;
  /** Whether a command of the block ended with another code than 0. */
  readonly failed: boolean;
}

/** One shell that stays open, as a reader's does: what is exported in one block is there in the next. */
export class GuideTerminal {
  #printed = '';
  #blocks = 0;

  private constructor(
    private readonly shell: ChildProcessWithoutNullStreams,
    private readonly folder: string,
  ) {
    shell.stdout.setEncoding('utf8').on('data', (text: string) => (this.#printed += text));
  }

  /** Opens it in a folder that looks like a built clone, with the command `headwater`. */
  static async open(scratch: string, environment: Readonly<Record<string, string>>): Promise<GuideTerminal> {
    const [folder, commands] = [join(await realpath(scratch), 'clone'), join(scratch, 'commands')];
    await mkdir(folder);
    await mkdir(commands);
    await symlink(EXAMPLES, join(folder, 'examples'));
    const command = join(commands, 'headwater');
    await writeFile(command, `#!/bin/sh\nexec '${process.execPath}' '${HEADWATER_BIN}' "$@"\n`, {
      mode: 0o755,
    });
    const own = Object.entries(process.env).filter(([name]) => !/^(HEADWATER_|FORCE_COLOR)/.test(name));
    const env = { ...Object.fromEntries(own), NO_COLOR: '1', ...environment };
    const shell = spawn('bash', ['--noprofile', '--norc'], {
      cwd: folder,
      env: { ...env, PATH: `${commands}:${process.env['PATH'] ?? ''}` },
    });
    const terminal = new GuideTerminal(shell, folder);
    shell.stdin.write('exec 2>&1; set -E\n');
    return terminal;
  }

  /** Types a block and waits until it is through. */
  async type(block: string): Promise<Printed> {
    this.#blocks += 1;
    const end = `@@ end of block ${this.#blocks}`;
    this.#printed = '';
    this.shell.stdin.write(
      `failed=0; trap 'failed=1' ERR\n{ ${block}\n} </dev/null\ntrap - ERR\nprintf '%s %s\\n' '${end}' "$failed"\n`,
    );
    const [, text = '', failed] = await this.#until(new RegExp(`^([^]*)${end} (\\d)\\n$`));
    return { text: this.#inGuide(text), failed: failed !== '0' };
  }

  /** Types a block that starts a server, in a terminal of its own, and waits for its last line. */
  async serve(block: string): Promise<Printed> {
    await this.type(`${block.trim()} > ../server.log 2>&1 & server=$!`);
    const { text } = await this.type(
      `for i in $(seq 300); do grep -q stops ../server.log && break; kill -0 $server || break; sleep 0.1; done; cat ../server.log`,
    );
    return { text, failed: false };
  }

  async stop(): Promise<void> {
    await this.type('kill -INT $server; wait $server || true');
  }

  /** A variable of the shell. */
  async valueOf(variable: string): Promise<string> {
    return (await this.type(`printf '%s' "$${variable}"`)).text;
  }

  close(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.shell.once('exit', () => resolve()));
    this.shell.stdin.end('[ -z "$server" ] || kill $server; wait\nexit\n');
    return ended;
  }

  /** The folder under the name that it has in guides. */
  #inGuide(text: string): string {
    return text.replaceAll(this.folder, '/home/ada/headwater');
  }

  #until(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(this.#printed);
        if (!match) return;
        this.shell.stdout.off('data', look);
        this.shell.off('exit', gone);
        resolve(match);
      };
      const gone = () => reject(new Error(`The shell ended: ${this.#printed}`));
      this.shell.stdout.on('data', look);
      this.shell.once('exit', gone);
      look();
    });
  }
}
