import { format } from 'prettier';
import { freePort } from '../../support/free-port.js';
import { GuideTerminal, type Printed } from './guide-terminal.js';
import type { GuideStep } from './guide-steps.js';
import type { Moments } from './shown-output.js';

/** Where a server answers in a guide; each run takes a port of its own. */
const IN_GUIDE = '127.0.0.1:4000';

/** Does what a guide says, step by step, and hands over what was printed after each, in the words of the guide. */
export async function* followGuide(
  steps: readonly GuideStep[],
  scratch: string,
  moments: Moments,
): AsyncGenerator<{ readonly step: GuideStep; readonly printed: Printed }> {
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const terminal = await GuideTerminal.open(scratch, { HEADWATER_PORT: String(port) });
  try {
    for (const step of steps) {
      const text = moments.actual(step.text).replaceAll(IN_GUIDE, address);
      const printed = await done({ ...step, text }, terminal);
      yield { step, printed: { ...printed, text: printed.text.replaceAll(address, IN_GUIDE) } };
    }
  } finally {
    await terminal.close();
  }
}

async function done({ does, text }: GuideStep, terminal: GuideTerminal): Promise<Printed> {
  switch (does) {
    case 'type':
      return terminal.type(text);
    case 'serve':
      return terminal.serve(text);
    case 'ask':
      return asked(terminal, text);
    case 'stop':
      await terminal.stop();
      return { text: '', failed: false };
  }
}

/** Sends a GraphQL document as the reader would: to the server of the shell, with the token of the shell. */
async function asked(terminal: GuideTerminal, query: string): Promise<Printed> {
  const [url, token] = [await terminal.valueOf('HEADWATER_URL'), await terminal.valueOf('HEADWATER_TOKEN')];
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
  const text = await format(JSON.stringify(errors ? { errors } : data), { parser: 'json', printWidth: 110 });
  return { text, failed: errors !== undefined };
}
