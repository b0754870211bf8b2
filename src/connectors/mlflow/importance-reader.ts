import type { Importance } from './feature-importance.js';
import { parseImportance } from './feature-importance.js';
import { FileReader, type FileReading } from './file-reader.js';
import type { MlflowApi } from './mlflow-api.js';
import type { Notes } from './notes.js';

const WORDS = { unreadable: 'These files of feature importance cannot be read' };

/** Fetches what runs logged of the importance of features, once for each run. */
export class ImportanceReader {
  private readonly files: FileReader<Importance>;

  constructor(
    private readonly api: MlflowApi,
    notes: Notes,
    /** Where they lie among the files of a run; the first that is there counts. */
    private readonly paths: readonly string[] = [],
  ) {
    this.files = new FileReader(notes, WORDS);
  }

  async read(run: string | undefined): Promise<FileReading<Importance>> {
    if (run === undefined) return {};
    for (const path of this.paths) {
      const reading = await this.files.read({
        key: `${run}/${path}`,
        of: `run ${run}, ${path}`,
        fetch: () => this.api.runFile(run, path),
        parse: parseImportance,
      });
      if (reading.content ?? reading.missed ?? reading.broken) return reading;
    }
    return {};
  }
}
