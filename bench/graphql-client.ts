import { HttpClient } from './http-client.js';

interface GraphqlAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string }[];
}

export class GraphqlClient {
  private readonly http: HttpClient;

  constructor(private readonly base: string) {
    this.http = new HttpClient(base);
  }

  async ask<Data>(query: string, variables: Record<string, unknown>): Promise<Data> {
    const text = await this.http.post('/graphql', { query, variables });
    const { data, errors } = JSON.parse(text) as GraphqlAnswer<Data>;
    if (errors || !data) throw new Error(`${this.base} answered: ${errors?.[0]?.message ?? text}`);
    return data;
  }

  close(): void {
    this.http.close();
  }
}
