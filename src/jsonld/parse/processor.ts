import { badInput } from '../../errors.js';
import { loadBundled } from '../document-loader.js';
import type { RdfQuad } from '../rdf-terms.js';
import { refuseContextBombs } from './context-bounds.js';
import { DEFAULT_LIMITS, type ParseLimits } from './limits.js';
import { processorFailure, type Stumbled } from './processor-failure.js';

/** What the processor passed over because it has no meaning in JSON-LD. */
export interface PassedOver {
  /** The processor's name for it, such as `invalid property`. */
  readonly code: string;
  /** The key or value. */
  readonly what: string;
}

export interface ProcessOptions {
  /** What relative IRIs are relative to. */
  readonly base?: string;
  /** Passing something over is an error. */
  readonly safe?: boolean;
  readonly limits?: Partial<ParseLimits>;
  readonly onPassedOver?: (passed: PassedOver) => void;
  /** The text that the document was read from and the line it begins at, for errors that say where. */
  readonly text?: string;
  readonly startsAt?: number;
}

/**
 * The statements of a JSON-LD document.
 * @throws BAD_INPUT with the processor's code, the JSON pointer and the line where they can be told; TOO_LARGE.
 */
export const statementsOf = (document: unknown, options: ProcessOptions = {}): Promise<readonly RdfQuad[]> =>
  processed(document, options, async (processor, settings) =>
    processor.toRDF(asDocument(document), settings),
  );

/** What is used of the processor; its published types know neither safe mode nor events. */
interface Processor {
  toRDF(document: object, settings: object): Promise<RdfQuad[]>;
}

async function processed<T>(
  document: unknown,
  options: ProcessOptions,
  work: (processor: Processor, settings: object) => Promise<T>,
): Promise<T> {
  refuseContextBombs(document, { ...DEFAULT_LIMITS, ...options.limits });
  // Loaded when it is first needed: most commands never are in want of a processor.
  const processor = (await import('jsonld')).default as unknown as Processor;
  const stumbled: Stumbled = { ...options, document };
  try {
    return await work(processor, settingsOf(options));
  } catch (error) {
    throw processorFailure(error, stumbled);
  }
}

/** A text would be taken for an address to load. */
function asDocument(document: unknown): object {
  if (typeof document === 'object' && document !== null) return document;
  throw badInput('A JSON-LD document is an object or a list of objects.');
}

const settingsOf = ({ base, safe = false, onPassedOver }: ProcessOptions): object => ({
  documentLoader: loadBundled,
  safe,
  ...(base === undefined ? {} : { base }),
  ...(onPassedOver && !safe ? { eventHandler: handlerFor(onPassedOver) } : {}),
});

interface ProcessorEvent {
  readonly code: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

const handlerFor =
  (tell: (passed: PassedOver) => void) =>
  ({ event }: { event: ProcessorEvent }): void => {
    const { property, id, type, value, language, expandedProperty } = event.details ?? {};
    const what = property ?? id ?? type ?? value ?? language ?? expandedProperty;
    tell({ code: event.code, what: typeof what === 'string' ? what.slice(0, 500) : shortJson(what) });
  };

const shortJson = (value: unknown): string => (JSON.stringify(value) ?? '').slice(0, 500);
