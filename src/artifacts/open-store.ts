import type { ArtifactStore } from '../catalog/artifacts/artifact.store.js';
import type { ArtifactSettings } from './settings.js';

/** The store that the configuration names. Nothing is asked of it yet. */
export async function openArtifactStore(settings: ArtifactSettings): Promise<ArtifactStore> {
  // Loaded only where it is used: the SDK is large, and so is the time that it takes.
  if (settings.store === 's3') return new (await import('./s3.store.js')).S3ArtifactStore(settings, settings);
  return new (await import('./directory.store.js')).DirectoryArtifactStore(settings.directory);
}
