import { Presets, SingleBar } from 'cli-progress';
import type { ImportProgress } from '../catalog/import/import-export.js';

/** Shows how an import goes on. */
export interface ShownImport {
  onProgress(progress: ImportProgress): void;
  end(): void;
}

const OPTIONS = {
  format: '  {phase}  {value}{of}  {rate}',
  hideCursor: true,
  stream: process.stderr,
  clearOnComplete: true,
  linewrap: false,
};

/** A moving line on a terminal, or a plain line per phase elsewhere. */
export function createImportProgress(wanted: boolean): ShownImport {
  return wanted && process.stderr.isTTY ? movingLine() : plainLines(wanted);
}

function movingLine(): ShownImport {
  const bar = new SingleBar(OPTIONS, Presets.legacy);
  let phase = '';
  let began = Date.now();
  return {
    onProgress({ phase: now, done, total }) {
      if (phase === '') bar.start(total ?? Math.max(done, 1), 0, { phase: now, of: '', rate: '' });
      if (phase !== now) began = Date.now();
      phase = now;
      const rate = done / Math.max((Date.now() - began) / 1000, 0.001);
      const left = total === undefined ? '' : `, ${Math.ceil((total - done) / Math.max(rate, 0.001))} s left`;
      bar.setTotal(total ?? Math.max(done, 1));
      bar.update(done, {
        phase,
        of: total === undefined ? '' : ` of ${total}`,
        rate: `${Math.round(rate)}/s${left}`,
      });
    },
    end() {
      if (phase !== '') bar.stop();
    },
  };
}

function plainLines(wanted: boolean): ShownImport {
  let phase = '';
  return {
    onProgress({ phase: now, total }) {
      if (!wanted || now === phase) return;
      phase = now;
      process.stderr.write(`  ${phase}${total === undefined ? '' : ` ${total}`}\n`);
    },
    end: () => undefined,
  };
}
