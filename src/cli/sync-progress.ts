import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import pc from 'picocolors';
import type { SyncEvent } from '../catalog/sync/sync-report.js';
import { printable } from './text.js';

/** Shows how a sync goes on. */
export interface SyncProgress {
  onEvent(event: SyncEvent): void;
  end(): void;
}

/** One JSON line per event, a moving line on a terminal, or a plain line per phase elsewhere. */
export function createSyncProgress(service: string, wanted: boolean, log: 'text' | 'json'): SyncProgress {
  if (log === 'json') return new JsonProgress(service);
  return wanted && process.stderr.isTTY ? new BarProgress(service) : new LineProgress(service);
}

class JsonProgress implements SyncProgress {
  constructor(private readonly service: string) {}

  onEvent(event: SyncEvent): void {
    const at = new Date().toISOString();
    process.stderr.write(`${JSON.stringify({ at, service: this.service, ...event })}\n`);
  }

  end(): void {}
}

class BarProgress implements SyncProgress {
  private readonly bars = new MultiBar(
    {
      format: '  {service}  {phase}  {value}{of}  {rate}  {written}',
      hideCursor: true,
      stream: process.stderr,
      clearOnComplete: true,
      linewrap: false,
    },
    Presets.legacy,
  );
  private readonly bar: SingleBar;
  private phase = '';
  private started = Date.now();

  constructor(service: string) {
    this.bar = this.bars.create(1, 0, { service, phase: 'connecting', of: '', rate: '', written: '' });
  }

  onEvent(event: SyncEvent): void {
    if (event.type === 'phase') {
      if (event.phase !== this.phase) this.started = Date.now();
      this.phase = event.phase;
      this.bar.setTotal(event.total ?? Math.max(event.done, 1));
      this.bar.update(event.done, {
        phase: event.phase,
        of: event.total ? ` of ${event.total}` : '',
        rate: rateOf(event.done, event.total, (Date.now() - this.started) / 1000),
      });
    }
    if (event.type === 'written')
      this.bar.update({ written: `${event.written} written, ${event.unchanged} unchanged` });
  }

  end(): void {
    this.bars.stop();
  }
}

/** How fast a phase goes on, and how long it still takes where its end is known. */
function rateOf(done: number, total: number | undefined, seconds: number): string {
  const rate = done / Math.max(seconds, 0.001);
  const left = total && done > 0 ? `, ${Math.ceil((total - done) / rate)} s left` : '';
  return `${Math.round(rate)}/s${left}`;
}

/** A line when a phase begins. */
class LineProgress implements SyncProgress {
  private phase = '';

  constructor(private readonly service: string) {}

  onEvent(event: SyncEvent): void {
    if (event.type === 'started' && event.resumed) this.say('goes on where the last run was killed');
    if (event.type !== 'phase' || event.phase === this.phase) return;
    this.phase = event.phase;
    this.say(event.phase);
  }

  end(): void {
    this.phase = '';
  }

  private say(text: string): void {
    process.stderr.write(pc.dim(`  ${this.service}: ${printable(text)}\n`));
  }
}
