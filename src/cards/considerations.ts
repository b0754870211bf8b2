import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { textsOf } from './text.js';

/** By what names people record what cards ask for: as keys of the metadata, or as tags `key=value`. */
const NAMES = {
  users: ['users', 'intendedUsers', 'primaryIntendedUsers'],
  useCases: ['useCases', 'useCase', 'intendedUse', 'intendedUses', 'directUse', 'primaryIntendedUses'],
  outOfScope: ['outOfScope', 'outOfScopeUse', 'outOfScopeUses'],
  limitations: ['limitations', 'limitation', 'technicalLimitations', 'knownLimitations'],
  tradeoffs: ['performanceTradeoffs', 'tradeoffs'],
  ethics: ['ethicalConsiderations', 'ethics', 'risks'],
  mitigation: ['mitigationStrategy', 'fairnessMitigation', 'mitigation'],
  approach: ['approach', 'learningApproach', 'learningType'],
  preprocessing: ['preprocessing', 'dataPreprocessing', 'modelDataPreprocessing'],
  explainability: ['explainability', 'modelExplainability'],
  risk: ['riskAssessment', 'safetyRiskAssessment'],
  autonomy: ['autonomy', 'autonomyType'],
  standards: ['standardCompliance', 'standards'],
  language: ['language', 'languages'],
} as const satisfies Record<string, readonly string[]>;

export type Consideration = keyof typeof NAMES;
export type Considerations = Readonly<Record<Consideration, readonly string[]>>;

/** The names by which each is found, for the documentation. */
export const CONSIDERATION_NAMES: Readonly<Record<Consideration, readonly string[]>> = NAMES;

/** `intended_use`, `Intended-Use` and `intendedUse` are one name. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** What is recorded of each: of the version where it says something, else of its model. */
export function considerationsOf(version: EntityRecord, model: EntityRecord | undefined): Considerations {
  const places = [version, model].flatMap((thing) =>
    thing ? [wordsOf(thing['metadata']), wordsOf(fromTags(thing['tags']))] : [],
  );
  const said = (names: readonly string[]): readonly string[] => {
    for (const words of places) {
      const found = names.flatMap((name) => words.get(plain(name)) ?? []);
      if (found.length > 0) return found;
    }
    return [];
  };
  const entries = (Object.keys(NAMES) as Consideration[]).map((what) => [what, said(NAMES[what])] as const);
  return Object.fromEntries(entries) as unknown as Considerations;
}

function wordsOf(map: unknown): Map<string, string[]> {
  if (typeof map !== 'object' || map === null) return new Map();
  return new Map(Object.entries(map).map(([name, value]) => [plain(name), textsOf(value)]));
}

function fromTags(tags: unknown): Record<string, string[]> {
  const said: [string, string][] = textsOf(tags).flatMap((tag) => {
    const at = tag.indexOf('=');
    return at > 0 ? [[tag.slice(0, at), tag.slice(at + 1)]] : [];
  });
  return Object.fromEntries(
    said.map(([name]) => [name, said.filter(([other]) => other === name).map(([, value]) => value)]),
  );
}
