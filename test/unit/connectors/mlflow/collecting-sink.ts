import { validateDocument, type Rejection } from '../../../../src/catalog/ingest/document-validator.js';
import type {
  Connector,
  Listing,
  ReadingWish,
  Sink,
  Unread,
  Untold,
} from '../../../../src/catalog/sync/connector.js';
import type { EntityDocument } from '../../../../src/model/document.js';
import type { EntityKind } from '../../../../src/model/entities.js';

/** What a connector said, each document checked as the catalog would. */
export class CollectingSink implements Sink {
  readonly documents = new Map<string, EntityDocument>();
  readonly rejections: Rejection[] = [];
  readonly warnings: string[] = [];
  readonly failures: Unread[] = [];
  /** Of what was stated in part, what it says nothing of. */
  readonly untold = new Map<string, Untold>();
  readonly checkpoints: string[] = [];
  /** Ids that were stated more than once. */
  readonly repeated: string[] = [];

  put(document: EntityDocument, untold?: Untold): Promise<void> {
    const id = this.take(document);
    if (id !== undefined && untold) this.untold.set(id, untold);
    return Promise.resolve();
  }

  private take(document: EntityDocument): string | undefined {
    const validated = validateDocument(document);
    if (!validated.ok) {
      this.reject(validated.rejection);
      return undefined;
    }
    if (this.documents.has(validated.id)) this.repeated.push(validated.id);
    this.documents.set(validated.id, document);
    return validated.id;
  }

  reject(rejection: Rejection): void {
    this.rejections.push(rejection);
  }

  warn(message: string): void {
    this.warnings.push(message);
  }

  checkpoint(state: string): Promise<void> {
    this.checkpoints.push(state);
    return Promise.resolve();
  }

  unread(failure: Unread): void {
    this.failures.push(failure);
  }

  progress(): void {}

  of(kind: EntityKind): EntityDocument[] {
    return [...this.documents.values()].filter((document) => document.kind === kind);
  }

  /** The only document of that kind with these properties. */
  one(kind: EntityKind, properties: Record<string, unknown> = {}): EntityDocument {
    const found = this.of(kind).filter((document) =>
      Object.entries(properties).every(([name, value]) => document[name] === value),
    );
    if (found.length !== 1)
      throw new Error(`${found.length} documents are a ${kind} ${JSON.stringify(properties)}`);
    return found[0] as EntityDocument;
  }
}

export async function readAll(
  connector: Connector | Promise<Connector>,
  wish: ReadingWish = { first: [] },
): Promise<{ sink: CollectingSink; listing: Listing }> {
  const sink = new CollectingSink();
  return { sink, listing: await (await connector).read(sink, new AbortController().signal, wish) };
}

/** The upper ends of a document's edges of one type. */
export const upstreams = (document: EntityDocument, type: string): string[] =>
  (document.edges ?? []).filter((edge) => edge.type === type).map(({ upstream }) => upstream);
