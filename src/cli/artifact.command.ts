import { Command } from 'commander';
import type { DownloadOptions, TrackOptions, UploadOptions } from './artifact.js';
import { ARTIFACTS_QUERY, artifactLines, type ArtifactsData } from './artifact.view.js';
import { wholeNumber } from './options.js';
import { ask } from './question.js';
import { withCatalogOptions, type CatalogOptions } from './session.js';

const load = () => import('./artifact.js');

export function artifactCommand(): Command {
  const command = new Command('artifact').description(
    'files of versions: upload, track, list, download, delete',
  );
  for (const part of [uploadCommand(), trackCommand(), listCommand(), downloadCommand(), deleteCommand()])
    command.addCommand(part.exitOverride());
  return command.addHelpText('after', example('artifact upload model.pkl --version churn@3'));
}

function uploadCommand(): Command {
  const command = new Command('upload')
    .description('store a file as an artifact of a version')
    .argument('<file>', 'the file')
    .requiredOption('--version <version>', 'the version, such as churn@3')
    .option('--path <path>', 'its path below the version (default: the name of the file)')
    .option('--type <type>', 'its media type, such as application/json')
    .option('--replace', 'also where there is another file at that path')
    .option('--no-progress', 'no moving line');
  return withCatalogOptions(command)
    .addHelpText('after', example('artifact upload model.pkl --version churn@3 --path models/model.pkl'))
    .action(async (file: string, options: UploadOptions) => (await load()).upload(file, options));
}

function trackCommand(): Command {
  const command = new Command('track')
    .description('record a file where it lies')
    .requiredOption('--version <version>', 'the version, such as churn@3')
    .requiredOption('--path <path>', 'its path below the version')
    .requiredOption('--uri <uri>', 'where it lies; it is never fetched')
    .option('--type <type>', 'its media type')
    .option('--checksum <checksum>', 'as sha256:<hex>')
    .option('--size <bytes>', 'its size in bytes', wholeNumber(0))
    .option('--replace', 'also where there is another file at that path');
  return withCatalogOptions(command)
    .addHelpText(
      'after',
      example('artifact track --version churn@3 --path model.pkl --uri s3://models/churn/3/model.pkl'),
    )
    .action(async (options: TrackOptions) => (await load()).track(options));
}

function listCommand(): Command {
  const command = new Command('list')
    .description('the artifacts of a version')
    .argument('<version>', 'the version, such as churn@3');
  return withCatalogOptions(command)
    .addHelpText('after', example('artifact list churn@3'))
    .action((id: string, options: CatalogOptions) =>
      ask<ArtifactsData>(options, ARTIFACTS_QUERY, { id }, artifactLines),
    );
}

function downloadCommand(): Command {
  const command = new Command('download')
    .description('save an artifact that was uploaded')
    .argument('<id>', 'its id, as the list shows it')
    .option('--out <file>', 'where to; - is the standard output (default: its name, here)')
    .option('--no-progress', 'no moving line');
  return withCatalogOptions(command, { json: false })
    .addHelpText('after', example('artifact download Artifact:own/churn/3/model.pkl --out /tmp/model.pkl'))
    .action(async (id: string, options: DownloadOptions) => (await load()).download(id, options));
}

function deleteCommand(): Command {
  const command = new Command('delete')
    .description('delete an artifact that was uploaded or tracked by people')
    .argument('<id>', 'its id, as the list shows it');
  return withCatalogOptions(command)
    .addHelpText('after', example('artifact delete Artifact:own/churn/3/model.pkl'))
    .action(async (id: string, options: CatalogOptions) => (await load()).remove(id, options));
}

const example = (text: string): string => `\nExample:\n  headwater ${text}`;
