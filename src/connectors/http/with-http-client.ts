import { HttpClient, type HttpClientOptions } from './http-client.js';

/** Does some work with a client of its own, and closes its connections when that has ended, well or badly. */
export async function withHttpClient<Result>(
  options: HttpClientOptions,
  work: (http: HttpClient) => Promise<Result>,
): Promise<Result> {
  const http = new HttpClient(options);
  try {
    return await work(http);
  } finally {
    await http.close();
  }
}
