import type { Json } from '../json.js';

/** The one note of who made the document and when, which every element refers to. */
export const CREATION = '_:creation';

export interface Element extends Json {
  readonly type: string;
  readonly spdxId: string;
}

export const element = (type: string, spdxId: string, properties: Json): Element => ({
  ...{ type, spdxId, creationInfo: CREATION },
  ...properties,
});

/** The elements of a document, each once by its IRI. */
export class Elements {
  private readonly byId = new Map<string, Element>();

  add(type: string, spdxId: string, properties: Json): string {
    this.put(element(type, spdxId, properties));
    return spdxId;
  }

  put(one: Element): void {
    if (!this.byId.has(one.spdxId)) this.byId.set(one.spdxId, one);
  }

  all(): Element[] {
    return [...this.byId.values()];
  }
}
