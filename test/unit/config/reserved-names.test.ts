import { expect, it } from 'vitest';
import { checkConfigFile } from '../../../src/config-file.js';

it.each(['people', 'headwater'])('refuses a service called %s, which is the catalog’s own name', (name) => {
  const text = `services:\n  - name: ${name}\n    type: openlineage\n    path: events/*.ndjson\n`;
  expect(() => checkConfigFile('headwater.yaml', text, {})).toThrow(`no service can be called "${name}"`);
});
