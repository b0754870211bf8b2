/** What runs code when it is followed is no address, whoever wrote it. */
const RUNS_CODE = /^(javascript|vbscript|data):/i;
// eslint-disable-next-line no-control-regex
const ABSOLUTE = /^([a-z][a-z0-9+.-]*):[^\u0000-\u0020\u007f-\u009f<>"{}|\\^`]+$/i;

export const runsCode = (address: string): boolean => RUNS_CODE.test(address);

/** The scheme, in small letters, of an absolute address that may stand as a link; nothing of any other text. */
export const schemeOf = (address: string): string | undefined =>
  runsCode(address) ? undefined : ABSOLUTE.exec(address)?.[1]?.toLowerCase();
