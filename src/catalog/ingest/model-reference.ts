import type { EdgeStatement } from '../../model/document.js';
import type { IngestStore } from './ingest.store.js';

/** `models:/name/version` or `models:/name@alias`, as MLflow clients name a version. */
const MODEL_URI = /^models:\/(?<model>[^/@]+)(?:\/(?<version>[^/]+)|@(?<alias>.+))$/;

export const isModelUri = (upstream: string): boolean => MODEL_URI.test(upstream);

/**
 * Finds the version that a `models:/` URI means at this moment. An alias is resolved when the statement is
 * taken: a scoring job that ran against `@champion` stays joined to the version that was champion then.
 */
export class ModelReferences {
  private readonly versions = new Map<string, ReturnType<IngestStore['versionsOfModel']>>();

  constructor(private readonly store: Pick<IngestStore, 'versionsOfModel'>) {}

  /** The id of the version, or nothing when no version, or more than one, answers to it. */
  async resolve({ upstream, service }: EdgeStatement): Promise<string | undefined> {
    const { model, version, alias } = MODEL_URI.exec(upstream)?.groups ?? {};
    if (model === undefined) return undefined;
    const all = await this.versionsOf(decodeURIComponentSafely(model));
    const matching = all.filter(
      (candidate) =>
        (service === undefined || candidate.service === service) &&
        (alias === undefined ? candidate.version === version : candidate.aliases.includes(alias)),
    );
    return matching.length === 1 ? matching[0]?.id : undefined;
  }

  private versionsOf(model: string): ReturnType<IngestStore['versionsOfModel']> {
    const known = this.versions.get(model) ?? this.store.versionsOfModel(model);
    this.versions.set(model, known);
    return known;
  }
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
