import { Agent, request } from 'node:http';

interface GraphqlAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string }[];
}

/**
 * The least that a client needs: one kept connection and no library, so that what is measured is the product
 * and not its caller.
 */
export class GraphqlClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly base: string) {}

  async ask<Data>(query: string, variables: Record<string, unknown>): Promise<Data> {
    const text = await this.post(JSON.stringify({ query, variables }));
    const { data, errors } = JSON.parse(text) as GraphqlAnswer<Data>;
    if (errors || !data) throw new Error(`The product answered: ${errors?.[0]?.message ?? text}`);
    return data;
  }

  close(): void {
    this.agent.destroy();
  }

  private post(body: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        accept: 'application/json',
        'content-length': Buffer.byteLength(body),
      };
      const call = request(
        `${this.base}/graphql`,
        { method: 'POST', agent: this.agent, headers },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
          answer.once('error', reject);
        },
      );
      call.once('error', reject);
      call.end(body);
    });
  }
}
