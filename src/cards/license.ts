import parseExpression from 'spdx-expression-parse';

/** A licence as formats tell it apart: an SPDX id or expression, or another by its name. */
export type License = { readonly expression: string } | { readonly name: string };

export function licenseOf(text: string): License {
  try {
    parseExpression(text);
    return { expression: text };
  } catch {
    return { name: text };
  }
}
