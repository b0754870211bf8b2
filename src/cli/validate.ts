import { readFile } from 'node:fs/promises';
import { badInput } from '../errors.js';
import { formOfFileName, type LinkedDataForm } from '../jsonld/parse/form-of.js';
import { readStatements } from '../jsonld/parse/read-statements.js';
import { readText } from '../jsonld/parse/read-text.js';
import { spool, textOfFile } from '../jsonld/read/spooled-text.js';
import { shapesDocument } from '../jsonld/schema/shapes.js';
import { findFaults, type Fault } from '../jsonld/validate/find-faults.js';
import { lineOf } from '../jsonld/validate/lines-of-nodes.js';
import { verdictLines } from './validate.view.js';

export interface ValidateOptions {
  readonly shapes?: string;
  readonly format?: LinkedDataForm;
  readonly json?: boolean;
}

export interface PlacedFault extends Fault {
  /** The line at which the node, or the property of it, is stated first. */
  readonly line?: number;
}

/** What is printed with `--json`. */
export interface ShownVerdict {
  readonly conforms: boolean;
  readonly judged: number;
  readonly statements: number;
  readonly faults: readonly PlacedFault[];
}

/** Holds a document against shapes. @returns the exit code. */
export async function runValidate(file: string, options: ValidateOptions): Promise<number> {
  const shapes = options.shapes === undefined ? shapesDocument() : await shapesIn(options.shapes);
  const spooled = file === '-' ? await spool(process.stdin) : textOfFile(file);
  try {
    const form = options.format ?? formOfFileName(file.replace(/\.gz$/i, '')) ?? (await spooled.form());
    const text = await readText(spooled.open());
    const statements = await readStatements([text], { form });
    const { judged, faults } = await findFaults(statements, shapes);
    const verdict: ShownVerdict = {
      conforms: judged > 0 && faults.length === 0,
      ...{ judged, statements: statements.length },
      faults: faults.map((fault) => placed(fault, text, form)),
    };
    const lines = options.json ? [JSON.stringify(verdict, null, 2)] : verdictLines(verdict);
    process.stdout.write(`${lines.join('\n')}\n`);
    return verdict.conforms ? 0 : 1;
  } finally {
    await spooled.remove();
  }
}

async function shapesIn(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw badInput(
      `The shapes ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function placed(fault: Fault, text: string, form: LinkedDataForm): PlacedFault {
  const line = lineOf(text, form, fault.node, fault.property);
  return line === undefined ? fault : { ...fault, line };
}
