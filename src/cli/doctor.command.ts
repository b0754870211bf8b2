import { Command } from 'commander';
import type { DoctorOptions } from './doctor.js';

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('check the configuration and that the engine can be reached')
    .option('--config <file>', 'the configuration (default: headwater.yaml, HEADWATER_CONFIG)')
    .option('--data <dir>', 'the directory of the embedded catalog (default: ./data, HEADWATER_DATA)')
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', '\nExample:\n  headwater doctor')
    .action(async (options: DoctorOptions) => (await import('./doctor.js')).runDoctor(options));
}
