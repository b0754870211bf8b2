import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/**
 * Counts how often this process waited for an answer from a port: a write after something was read begins a new
 * round trip, while writes that follow each other unanswered are one. It looks at the sockets themselves, so that
 * what the driver sends on its own (BEGIN, COMMIT, RESET) counts too, and puts nothing in the way of the bytes.
 */
export class RoundTrips {
  private count = 0;

  /** Sockets that are opened from now on count. */
  constructor(private readonly port: number) {
    subscribe('net.client.socket', (message) => this.watch((message as { socket: Socket }).socket));
  }

  /** Round trips since it was last asked. */
  take(): number {
    const { count } = this;
    this.count = 0;
    return count;
  }

  private watch(socket: Socket): void {
    let answered = -1;
    // Corked writes go around `write`; everything ends in one of these two.
    for (const name of ['_write', '_writev'] as const) {
      const original = Reflect.get(socket, name) as (...args: unknown[]) => unknown;
      Reflect.set(socket, name, (...args: unknown[]) => {
        if (socket.remotePort === this.port && socket.bytesRead !== answered) {
          answered = socket.bytesRead;
          this.count += 1;
        }
        return original.apply(socket, args);
      });
    }
  }
}
