import { expect, it } from 'vitest';
import { drifted, generatedFiles } from '../../src/generated-files.js';

it('What is published in schema/ is what the model says now; otherwise run `npm run generate`', () => {
  expect(drifted(generatedFiles())).toEqual([]);
});
