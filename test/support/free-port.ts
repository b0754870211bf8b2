import { createServer } from 'node:net';

/**
 * Below the range from which operating systems take the ports of outgoing connections: a server needs seconds to
 * start, and a port of that range could be taken by some client in the meantime.
 */
const LOWEST = 20_000;
const HIGHEST = 32_000;

const handedOut = new Set<number>();

/** A port on 127.0.0.1 that nothing listens on and that this process has not given to anyone else. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (!handedOut.has(port) && (await isFree(port))) {
      handedOut.add(port);
      return port;
    }
  }
  throw new Error(`No free port found between ${LOWEST} and ${HIGHEST} on 127.0.0.1`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
