import type { EntityDocument } from '../../model/document.js';
import { document } from '../document.js';
import type { VersionFacts } from './version-facts.js';

/** The folder of the model's files, and the one file in it that was read. */
export function artifactDocuments({ key, file }: VersionFacts): EntityDocument[] {
  if (!file) return [];
  const { folder, size, checksum } = file;
  const mlmodel = {
    path: 'MLmodel',
    uri: folder && `${folder}/MLmodel`,
    mimeType: 'application/yaml',
    size,
    checksum,
  };
  const example = file.inputExample && {
    path: file.inputExample.path,
    uri: folder && `${folder}/${file.inputExample.path}`,
    name: 'input example',
  };
  const files = example && example.path !== 'MLmodel' ? [mlmodel, example] : [mlmodel];
  const all = folder ? [{ path: '.', name: 'model folder', uri: folder }, ...files] : files;
  return all.map((properties) => document('Artifact', { ...key, ...properties }));
}
