import { Command } from 'commander';
import { withCatalogOptions, type CatalogOptions } from '../session.js';
import { completed, once, type CurationOptions } from './curation-command.js';
import { jsonOf } from './field-arguments.js';
import { mutate } from './mutate.js';
import { RESULT_FIELDS } from './mutation.view.js';
import { expectOption } from './options.js';

export const commentCommand = (): Command =>
  withCatalogOptions(
    new Command('comment')
      .description('write a comment about a thing; comments are never changed')
      .argument('<thing>', 'its id, or a name that means one thing')
      .argument('<text>', 'the comment'),
  )
    .addHelpText('after', "\nExample:\n  headwater comment churn@3 'Approved by the model board.'")
    .action((about: string, text: string, options: CatalogOptions) =>
      mutate(
        options,
        once(
          `mutation Comment($input: CommentInput!) { m: addComment(input: $input) { ${RESULT_FIELDS} } }`,
          {
            input: { about, text },
          },
        ),
      ),
    );

export const moveTagCommand = (): Command =>
  completed(
    new Command('move-tag')
      .description('put a unique tag on a version, and take it off the one that had it')
      .argument('<version>', 'the version, by id or as model@version')
      .argument('<tag>', 'the tag, such as production')
      .option('--remove', 'take it off the version instead', false)
      .addOption(expectOption()),
    'headwater move-tag churn@3 production',
  ).action(
    (
      version: string,
      tag: string,
      { remove, expect, reason, ...options }: CurationOptions & { remove: boolean },
    ) =>
      mutate(
        options,
        once(
          `mutation Tag($input: UniqueTagInput!, $remove: Boolean!, $expect: Int, $reason: String) {
          m: moveUniqueTag(input: $input, remove: $remove, expectedRevision: $expect, reason: $reason) { ${RESULT_FIELDS} }
        }`,
          { input: { version, tag }, remove, expect, reason },
        ),
      ),
  );

export const metadataCommand = (): Command =>
  completed(
    new Command('metadata')
      .description('set one key of the metadata of a thing to any JSON; null takes it away')
      .argument('<thing>', 'its id, or a name that means one thing')
      .argument('<key>', 'the key')
      .argument('<json>', 'the value, as JSON')
      .addOption(expectOption()),
    `headwater metadata churn risk '{"level":"high","board":"2026-03-12"}'`,
  ).action((id: string, key: string, json: string, { expect, reason, ...options }: CurationOptions) =>
    mutate(
      options,
      once(
        `mutation Metadata($input: MetadataInput!, $value: JSON, $expect: Int, $reason: String) {
          m: setMetadata(input: $input, value: $value, expectedRevision: $expect, reason: $reason) { ${RESULT_FIELDS} }
        }`,
        {
          input: { id, key },
          value: jsonOf('The value', json),
          expect,
          reason,
        },
      ),
    ),
  );
