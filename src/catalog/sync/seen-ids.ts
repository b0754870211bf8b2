import { createHash } from 'node:crypto';

/** Bytes of an id's hash: of ten million ids, two have the same by a chance of one in 300,000. */
const BYTES = 8;
/** How full the table may be before it is doubled. */
const LOAD = 0.6;

/**
 * The ids that a listing has named. A registry of ten thousand models has more than a million of them; as texts they
 * would take hundreds of megabytes, as hashes they take some twenty.
 */
export class SeenIds {
  private table = new BigUint64Array(1024);
  private readonly fresh: bigint[] = [];
  private count = 0;

  get size(): number {
    return this.count;
  }

  has(id: string): boolean {
    const hash = hashOf(id);
    return this.table[this.placeOf(hash)] === hash;
  }

  /** @returns whether it is new. */
  add(id: string): boolean {
    const hash = hashOf(id);
    if (!this.insert(hash)) return false;
    this.fresh.push(hash);
    return true;
  }

  /** Those added since it was last asked, packed as text. */
  takeFresh(): string {
    const packed = Buffer.from(BigUint64Array.from(this.fresh).buffer).toString('base64');
    this.fresh.length = 0;
    return packed;
  }

  /** Adds what `takeFresh` packed. */
  addPacked(packed: string): void {
    const bytes = Uint8Array.from(Buffer.from(packed, 'base64'));
    for (const hash of new BigUint64Array(bytes.buffer, 0, bytes.byteLength / BYTES)) this.insert(hash);
  }

  private insert(hash: bigint): boolean {
    const place = this.placeOf(hash);
    if (this.table[place] === hash) return false;
    this.table[place] = hash;
    this.count += 1;
    if (this.count > this.table.length * LOAD) this.grow();
    return true;
  }

  /** Where the hash stands, or the free place where it belongs. */
  private placeOf(hash: bigint): number {
    const mask = this.table.length - 1;
    let place = Number(hash & BigInt(mask));
    while (this.table[place] !== 0n && this.table[place] !== hash) place = (place + 1) & mask;
    return place;
  }

  private grow(): void {
    const before = this.table;
    this.table = new BigUint64Array(before.length * 2);
    for (const hash of before) if (hash !== 0n) this.table[this.placeOf(hash)] = hash;
  }
}

/** Never 0, which marks a free place. */
function hashOf(id: string): bigint {
  const hash = createHash('sha1').update(id).digest().readBigUInt64LE();
  return hash === 0n ? 1n : hash;
}
