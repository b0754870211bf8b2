import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { stateOf, type AccessToken } from '../catalog/access/access-token.js';
import { decodeCursor, encodeCursor } from '../catalog/lineage/page.js';
import { connectionOf, pageSize, type Connection } from './connection.js';
import type { RequestContext } from './context.js';
import { PageArgs } from './entity-list.js';
import { AccessTokenConnection, AccessTokenType, CreatedToken, CreateTokenInput } from './token.types.js';

@Resolver()
export class TokenResolver {
  @Query(() => AccessTokenConnection, {
    description: 'All tokens, the newest first, also those that have ended. For admins.',
  })
  async tokens(
    @Args() { first, after }: PageArgs,
    @Ctx() { access, principal }: RequestContext,
  ): Promise<Connection<AccessTokenType>> {
    const size = pageSize(first);
    const [createdAt, id] = !after ? [] : decodeCursor(after).map(String);
    const position = createdAt === undefined || id === undefined ? undefined : { createdAt, id };
    const tokens = await access.page(principal, position, size + 1);
    return connectionOf(
      tokens.map(withState),
      size,
      (token) => encodeCursor([token.createdAt, token.id]),
      () => access.count(),
    );
  }

  @Mutation(() => CreatedToken, {
    description:
      'Makes a token. As soon as there is one, every question needs one. For admins; the first one has to be of the role ADMIN.',
  })
  async createToken(
    @Arg('input', () => CreateTokenInput, { description: 'What to make.' })
    { name, role, expiresAt }: CreateTokenInput,
    @Ctx() { access, principal }: RequestContext,
  ): Promise<CreatedToken> {
    const { token, text } = await access.create(principal, {
      ...{ name, role },
      ...(expiresAt ? { expiresAt } : {}),
    });
    return { token: withState(token), text };
  }

  @Mutation(() => AccessTokenType, {
    description:
      'Ends a token; other servers on the same graph take it for a few seconds more at most. For admins. One that was revoked before is answered as it is.',
  })
  async revokeToken(
    @Arg('token', () => String, { description: 'Its id, or its name.' }) token: string,
    @Ctx() { access, principal }: RequestContext,
  ): Promise<AccessTokenType> {
    return withState(await access.revoke(principal, token));
  }
}

const withState = (token: AccessToken): AccessTokenType => ({
  ...token,
  state: stateOf(token, new Date().toISOString()),
});
