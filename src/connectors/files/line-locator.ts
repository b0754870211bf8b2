import { LineCounter, parseDocument } from 'yaml';
import { locator, type Locate } from '../../yaml-places.js';

/** Where the parts of a line of JSON stand: the line is read again only when somebody asks. */
export const lineLocator =
  (text: string, line: number): Locate =>
  (path) => {
    const lines = new LineCounter();
    const { column } = locator(parseDocument(text, { lineCounter: lines }), lines)(path);
    return { line, column };
  };
