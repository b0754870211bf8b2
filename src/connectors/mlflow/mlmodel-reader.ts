import { text } from '../filled-text.js';
import { FileReader, type FileReading } from './file-reader.js';
import type { MlflowApi } from './mlflow-api.js';
import { parseMlmodel, type MlmodelFile } from './mlmodel-file.js';
import type { Notes } from './notes.js';
import type { WireVersion } from './wire-types.js';

const WORDS = {
  none: 'These versions have no MLmodel file, so their features, framework and signature are not known',
  unreadable:
    'The MLmodel files of these versions cannot be read, with their features, framework and signature',
};

/** Fetches MLmodel files, once for each source however many versions share it. */
export class MlmodelReader {
  private readonly files: FileReader<MlmodelFile>;

  constructor(
    private readonly api: MlflowApi,
    notes: Notes,
  ) {
    this.files = new FileReader(notes, WORDS);
  }

  read(version: WireVersion): Promise<FileReading<MlmodelFile>> {
    const name = String(version.name);
    const number = String(version.version);
    return this.files.read({
      key: text(version.source) ?? `models:/${name}/${number}`,
      of: `${name} ${number}`,
      fetch: () => this.api.mlmodelFile(name, number),
      parse: parseMlmodel,
    });
  }
}
