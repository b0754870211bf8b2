import { Command, Option } from 'commander';
import { ROLES } from '../catalog/access/principal.js';
import { pageOptions } from './options.js';
import { ask } from './question.js';
import { withCatalogOptions, type CatalogOptions } from './session.js';
import { expiryOf } from './token-expiry.js';
import {
  CREATE_TOKEN,
  createdLines,
  REVOKE_TOKEN,
  revokedLines,
  tokenLines,
  TOKENS_QUERY,
  type CreatedData,
  type RevokedData,
  type TokensData,
} from './token.view.js';

const CREATE_EXAMPLE = 'headwater token create --name ci --role ingestor --expires 90d';
const LIST_EXAMPLE = 'headwater token list';
const REVOKE_EXAMPLE = 'headwater token revoke ci';

interface CreateOptions extends CatalogOptions {
  readonly name: string;
  readonly role: string;
  readonly expires?: Date;
}

interface ListOptions extends CatalogOptions {
  readonly first?: number;
  readonly after?: string;
}

export const tokenCommand = (): Command =>
  new Command('token')
    .description('make, see and revoke the tokens by which a server knows who is asking')
    .addHelpText('after', `\nExample:\n  ${CREATE_EXAMPLE}\n  ${LIST_EXAMPLE}\n  ${REVOKE_EXAMPLE}`)
    .addCommand(createCommand().exitOverride())
    .addCommand(listCommand().exitOverride())
    .addCommand(revokeCommand().exitOverride());

function createCommand(): Command {
  const command = new Command('create')
    .description('make a token; it is shown this once')
    .requiredOption(
      '--name <name>',
      'who or what it is for; what is done with it is recorded under this name',
    )
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).makeOptionMandatory())
    .option(
      '--expires <when>',
      'a time from now (90d, 12h, 2w) or a date (2027-01-01); left out: never',
      (when) => expiryOf(when),
    );
  return withCatalogOptions(command)
    .addHelpText('after', `\nExample:\n  ${CREATE_EXAMPLE}`)
    .action(({ name, role, expires, ...options }: CreateOptions) => {
      const input = { name, role: role.toUpperCase(), expiresAt: expires?.toISOString() ?? null };
      return ask<CreatedData>(options, CREATE_TOKEN, { input }, ({ createToken }) => {
        // The token alone goes to the standard output, so that `> file` or `$(…)` takes it as it is.
        process.stderr.write(`${createdLines(createToken).join('\n')}\n`);
        return [createToken.text];
      });
    });
}

function listCommand(): Command {
  const command = new Command('list').description('all tokens, the newest first, without their secrets');
  for (const option of pageOptions()) command.addOption(option);
  return withCatalogOptions(command)
    .addHelpText('after', `\nExample:\n  ${LIST_EXAMPLE}`)
    .action(({ first = 100, after, ...options }: ListOptions) =>
      ask<TokensData>(options, TOKENS_QUERY, { first, after }, tokenLines),
    );
}

function revokeCommand(): Command {
  const command = new Command('revoke').description('end a token').argument('<token>', 'its id, or its name');
  return withCatalogOptions(command)
    .addHelpText('after', `\nExample:\n  ${REVOKE_EXAMPLE}`)
    .action((token: string, options: CatalogOptions) =>
      ask<RevokedData>(options, REVOKE_TOKEN, { token }, revokedLines),
    );
}
