import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import pc from 'picocolors';
import type { SyncEvent, SyncReport } from '../catalog/sync/run-sync.js';
import { coloured, counted, printable } from './text.js';

/** Shows how a sync goes on: a moving line on a terminal, a plain line per phase elsewhere. */
export interface SyncProgress {
  onEvent(event: SyncEvent): void;
  end(): void;
}

export function createSyncProgress(service: string, wanted: boolean): SyncProgress {
  return wanted && process.stderr.isTTY ? new BarProgress(service) : new LineProgress(service);
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
  private readonly started = Date.now();

  constructor(service: string) {
    this.bar = this.bars.create(1, 0, { service, phase: 'connecting', of: '', rate: '', written: '' });
  }

  onEvent(event: SyncEvent): void {
    if (event.type === 'phase') {
      const seconds = Math.max((Date.now() - this.started) / 1000, 0.001);
      const left =
        event.total && event.done > 0
          ? `, ${Math.ceil((seconds / event.done) * (event.total - event.done))} s left`
          : '';
      this.bar.setTotal(event.total ?? Math.max(event.done, 1));
      this.bar.update(event.done, {
        phase: event.phase,
        of: event.total ? ` of ${event.total}` : '',
        rate: `${Math.round(event.done / seconds)}/s${left}`,
      });
    }
    if (event.type === 'written')
      this.bar.update({ written: `${event.written} written, ${event.unchanged} unchanged` });
  }

  end(): void {
    this.bars.stop();
  }
}

class LineProgress implements SyncProgress {
  private phase = '';

  constructor(private readonly service: string) {}

  onEvent(event: SyncEvent): void {
    if (event.type !== 'phase' || event.phase === this.phase) return;
    this.phase = event.phase;
    process.stderr.write(pc.dim(`  ${this.service}: ${event.phase}\n`));
  }

  end(): void {
    this.phase = '';
  }
}

/** What a sync did, for a person. */
export function syncLines(report: SyncReport): string[] {
  const {
    service,
    state,
    reason,
    read,
    created,
    updated,
    unchanged,
    rejected,
    requests,
    seconds,
    warnings,
    rejections,
    retired,
    restored,
  } = report;
  const ends = `${retired > 0 ? `, ${retired} retired` : ''}${restored > 0 ? `, ${restored} restored` : ''}`;
  const rate = seconds > 0 ? `, ${Math.round(read / seconds).toLocaleString('en')}/s` : '';
  const kinds = Object.entries(report.kinds)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
  return [
    `${pc.bold(service)} ${coloured(state)}  ${counted(read, 'document')} in ${seconds.toFixed(1)} s${rate}, ${counted(requests, 'request')}`,
    `  ${created} created, ${updated} updated, ${unchanged} unchanged${ends}, ${rejected} rejected`,
    ...(kinds ? [pc.dim(`  ${kinds}`)] : []),
    ...(reason ? [`  ${pc.yellow(printable(reason, 2000))}`] : []),
    ...rejections.map(
      ({ document, pointer, reason: why }) =>
        `  ${pc.yellow('rejected')} ${printable(`${document} ${pointer}: ${why}`, 500)}`,
    ),
    ...warnings.map((warning) => pc.dim(`  ${printable(warning, 500)}`)),
  ];
}
