import { PARTS, type Part } from './provided.js';

/**
 * The parts that `HEADWATER_TEST_PARTS` asks for: a list such as `neo4j,python`, `none`, or unset for all of them.
 * MLflow runs on Python, so that it brings `python` along.
 */
export function wantedParts(setting: string | undefined): Set<Part> {
  if (!setting) {
    return new Set(PARTS);
  }
  const wanted = new Set<Part>();
  for (const name of setting.split(',').map((entry) => entry.trim())) {
    if (name === 'none') {
      continue;
    }
    const part = PARTS.find((known) => known === name);
    if (!part) {
      throw new Error(`HEADWATER_TEST_PARTS: "${name}" is none of ${PARTS.join(', ')}, none.`);
    }
    wanted.add(part);
  }
  return wanted.has('mlflow') ? wanted.add('python') : wanted;
}
