import { Agent, request } from 'node:http';

/**
 * The least that a client needs: one kept connection and no library, so that what is measured is the server
 * and not its caller.
 */
export class HttpClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly base: string) {}

  /** Sends JSON and answers the text that comes back. */
  post(path: string, body: unknown): Promise<string> {
    const text = JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        accept: 'application/json',
        'content-length': Buffer.byteLength(text),
      };
      const call = request(
        `${this.base}${path}`,
        { method: 'POST', agent: this.agent, headers },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
          answer.once('error', reject);
        },
      );
      call.once('error', reject);
      call.end(text);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
