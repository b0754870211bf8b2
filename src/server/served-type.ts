import { MIMEType } from 'node:util';

const UNKNOWN = 'application/octet-stream';

/** Types that a browser runs or lays out as a page, beside all of XML and JavaScript. */
const ACTIVE = new Set(['text/html', 'text/css', 'application/x-shockwave-flash', 'message/rfc822']);
const ACTIVE_FAMILIES = [
  /^multipart\//,
  /[/+]xml$/,
  /(java|ecma|j|live)script/,
  /\bwasm$/,
  /xml-/,
  /\bxul\b/,
];

/** The type that bytes of strangers are served with: the recorded one, unless a browser would run it. */
export function servedType(recorded: string): string {
  try {
    const type = new MIMEType(recorded);
    const { essence } = type;
    const isActive = ACTIVE.has(essence) || ACTIVE_FAMILIES.some((family) => family.test(essence));
    return isActive ? UNKNOWN : String(type);
  } catch {
    return UNKNOWN;
  }
}
