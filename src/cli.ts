import { Command, CommanderError } from 'commander';
import pc from 'picocolors';
import { artifactCommand } from './cli/artifact.command.js';
import { createCommand } from './cli/curate/create.command.js';
import { curateCommand } from './cli/curate/curate.command.js';
import { archiveCommand, deleteCommand, purgeCommand, restoreCommand } from './cli/curate/end.commands.js';
import { deployCommand } from './cli/curate/deploy.command.js';
import { declareCommand, withdrawCommand } from './cli/curate/lineage.commands.js';
import { logCommand } from './cli/curate/log.command.js';
import { commentCommand, metadataCommand, moveTagCommand } from './cli/curate/work.commands.js';
import { demoCommand } from './cli/demo.command.js';
import { diffCommand } from './cli/diff.command.js';
import { doctorCommand } from './cli/doctor.command.js';
import { exportCommand } from './cli/export.command.js';
import { gapsCommand } from './cli/gaps.command.js';
import { changesCommand, historyCommand } from './cli/history.command.js';
import { impactCommand } from './cli/impact.command.js';
import { importCommand } from './cli/import.command.js';
import { validateCommand } from './cli/validate.command.js';
import { ingestCommand } from './cli/ingest.command.js';
import { lineageCommand } from './cli/lineage.command.js';
import { runsCommand } from './cli/runs.command.js';
import { searchCommand } from './cli/search.command.js';
import { serveCommand } from './cli/serve.command.js';
import { showCommand } from './cli/show.command.js';
import { syncCommand } from './cli/sync.command.js';
import { printable } from './cli/text.js';
import { tokenCommand } from './cli/token.command.js';
import { provenanceCommand } from './cli/provenance.command.js';
import { traceCommand } from './cli/trace.command.js';
import { versionsCommand } from './cli/versions.command.js';
import { HeadwaterError, type ErrorCode } from './errors.js';

/** 0 done, 1 failed, 2 wrong usage, 3 a sync that refused to do harm, 4 not found. */
const EXIT: Partial<Record<ErrorCode, number>> = { NOT_FOUND: 4, CONFIGURATION: 2, BAD_INPUT: 2 };

export async function runCli(argv: readonly string[]): Promise<number> {
  endQuietlyWithReader();
  const program = new Command('headwater')
    .description(
      'A metadata catalog for machine learning: from a source column to the live predictions it feeds.',
    )
    .version('0.1.0')
    // `--version` of a command is its own, and not this one's.
    .enablePositionalOptions()
    .showHelpAfterError('(headwater --help shows what there is)')
    .exitOverride();
  for (const command of [
    serveCommand(),
    syncCommand(),
    runsCommand(),
    ingestCommand(),
    impactCommand(),
    lineageCommand(),
    traceCommand(),
    provenanceCommand(),
    diffCommand(),
    gapsCommand(),
    showCommand(),
    versionsCommand(),
    searchCommand(),
    exportCommand(),
    importCommand(),
    validateCommand(),
    createCommand(),
    curateCommand(),
    commentCommand(),
    metadataCommand(),
    logCommand(),
    moveTagCommand(),
    deployCommand(),
    declareCommand(),
    withdrawCommand(),
    archiveCommand(),
    deleteCommand(),
    restoreCommand(),
    purgeCommand(),
    historyCommand(),
    changesCommand(),
    artifactCommand(),
    tokenCommand(),
    doctorCommand(),
    demoCommand(),
  ]) {
    program.addCommand(command.exitOverride());
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return exitCodeOf(error);
  }
}

/** `headwater … | head` closes the pipe early. What was begun is ended in order; the rest is written to nobody. */
function endQuietlyWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

function exitCodeOf(error: unknown): number {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') return 0;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof HeadwaterError) {
    const lines = error.message.split('\n').map((line) => printable(line, 2000));
    process.stderr.write(`${pc.red('error')}: ${lines.join('\n')}\n`);
    return EXIT[error.code] ?? 1;
  }
  process.stderr.write(
    `${pc.red('error')}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return 1;
}
