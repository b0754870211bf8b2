import type { Response } from 'express';
import type { JsonObject } from '../jsonld/context.js';

/** Nothing in a page of ours is fetched or run; it stands alone. */
const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

interface Place {
  readonly base: string;
  /** Where the page was asked for. */
  readonly path: string;
}

/** A plain page for people of what machines get as JSON-LD: the same document, read out. */
export function sendThingPage(response: Response, document: JsonObject, place: Place): void {
  const { '@context': _, '@id': id, '@type': types, ...values } = document;
  const title = nameOf(document, String(id));
  const rows = Object.entries(values).map(([key, value]) => row(key, shown(value, place)));
  const forms = [
    ['JSON-LD', 'jsonld'],
    ['Turtle', 'turtle'],
    ['N-Quads', 'nquads'],
  ].map(([name, format]) => `<a href="${escaped(place.path)}?format=${format}">${name}</a>`);
  send(
    response.status(200),
    title,
    `<p>${[types].flat().map(String).map(escaped).join(', ')}</p>
<table>
${row('IRI', escaped(String(id)))}
${rows.join('\n')}
</table>
<p>The same as ${forms.join(', ')}.</p>`,
  );
}

/** A page for what there is not, for people who followed a link. */
export const sendMissingPage = (response: Response, message: string): void =>
  send(response.status(404), 'Not found', `<p>${escaped(message)}</p>`);

function send(response: Response, title: string, body: string): void {
  response
    .vary('Accept')
    .set({ 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff' })
    .type('html')
    .send(
      `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body>
<h1>${escaped(title)}</h1>
${body}
</body>
</html>
`,
    );
}

const row = (key: string, html: string): string => `<tr><th>${escaped(key)}</th><td>${html}</td></tr>`;

function shown(value: unknown, place: Place): string {
  if (Array.isArray(value)) return value.map((item) => shown(item, place)).join('<br>');
  if (typeof value !== 'object' || value === null) return linked(String(value), String(value), place);
  const node = value as JsonObject;
  if (typeof node['@id'] !== 'string') return escaped(String(node['@value'] ?? JSON.stringify(value)));
  return linked(node['@id'], nameOf(node, node['@id']), place);
}

/** A link where the text is an address that a browser goes to, and nothing but the text where it is none. */
function linked(address: string, text: string, { base }: Place): string {
  // Two slashes at the beginning of a path would lead to another host.
  const path = address.startsWith(`${base}/`) ? address.slice(base.length) : '';
  const here = /^\/[^/\\]/.test(path) ? path : undefined;
  const target = here ?? (/^https?:\/\/[^\s]+$/i.test(address) ? address : undefined);
  return target === undefined ? escaped(text) : `<a href="${escaped(target)}">${escaped(text)}</a>`;
}

function nameOf(node: JsonObject, otherwise: string): string {
  const name =
    node['displayName'] ?? node['name'] ?? node['notation'] ?? node['agentName'] ?? node['relation'];
  return typeof name === 'string' ? name : otherwise;
}
