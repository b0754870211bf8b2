/**
 * The parts of a name as the warehouse writes it: `"shop"."raw"."orders"`, with backticks or brackets, or without
 * quotes at all. Nothing where it is none of these.
 */
export function partsOfRelation(name: string): string[] | undefined {
  const parts: string[] = [];
  let rest = name.trim();
  for (;;) {
    const [whole, double, back, bracket, bare] = PART.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    const part = double?.replace(/""/g, '"') ?? back ?? bracket ?? bare ?? '';
    // BigQuery may put the whole name between one pair of backticks.
    parts.push(...(back === undefined ? [part] : part.split('.')));
    rest = rest.slice(whole.length);
    if (rest === '') return parts;
    if (!rest.startsWith('.')) return undefined;
    rest = rest.slice(1);
  }
}

const PART = /^(?:"((?:[^"]|"")+)"|`([^`]+)`|\[([^\]]+)\]|([^\s."`[\]]+))/;
