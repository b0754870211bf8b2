import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ImportedEntity } from './imported-entity.js';

const HELD_CHARACTERS = 1_000_000;

/** What an import is to write, kept beside the memory while all of it is planned. Only its owner may read it. */
export class PlanFile {
  private lines: string[] = [];
  private held = 0;

  private constructor(
    private readonly directory: string,
    private readonly file: FileHandle,
  ) {}

  static async create(): Promise<PlanFile> {
    const directory = await mkdtemp(join(tmpdir(), 'headwater-import-'));
    return new PlanFile(directory, await open(join(directory, 'plan.ndjson'), 'wx', 0o600));
  }

  async add(entity: ImportedEntity): Promise<void> {
    const line = `${JSON.stringify(entity)}\n`;
    this.lines.push(line);
    this.held += line.length;
    if (this.held > HELD_CHARACTERS) await this.flush();
  }

  async *entities(): AsyncGenerator<ImportedEntity, void, undefined> {
    await this.flush();
    const input = createReadStream(join(this.directory, 'plan.ndjson'));
    try {
      for await (const line of createInterface({ input, crlfDelay: Infinity }))
        yield JSON.parse(line) as ImportedEntity;
    } finally {
      input.destroy();
    }
  }

  async close(): Promise<void> {
    await this.file.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  private async flush(): Promise<void> {
    if (this.lines.length > 0) await this.file.appendFile(this.lines.join(''));
    this.lines = [];
    this.held = 0;
  }
}
