import { IsDate, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { GraphQLDate, GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { TOKEN_STATES, type AccessToken, type TokenState } from '../catalog/access/access-token.js';
import { ROLES, type Role } from '../catalog/access/principal.js';
import { createConnectionType } from './connection.js';

const upperCase = <Value extends string>(values: readonly Value[]): Record<string, Value> =>
  Object.fromEntries(values.map((value) => [value.toUpperCase(), value]));

const RoleEnum = upperCase(ROLES);
registerEnumType(RoleEnum, {
  name: 'Role',
  description:
    'What a token may be for. READER asks. EDITOR says things of the content too, INGESTOR brings in what sources say, ADMIN does everything.',
});

const TokenStateEnum = upperCase(TOKEN_STATES);
registerEnumType(TokenStateEnum, {
  name: 'TokenState',
  description: 'LIVE: it is taken. EXPIRED, REVOKED: it no longer is.',
});

@ObjectType('AccessToken', { description: 'By what a client says who it is; never with its secret.' })
export class AccessTokenType implements AccessToken {
  @Field(() => ID, { description: 'The part of its text behind `hw_`, which is no secret.' })
  id!: string;

  @Field(() => String, { description: 'Under which what it does is recorded.' })
  name!: string;

  @Field(() => RoleEnum, { description: 'What it may do.' })
  role!: Role;

  @Field(() => TokenStateEnum, { description: 'Whether it is taken now.' })
  state!: TokenState;

  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  createdAt!: string;

  @Field(() => String, { description: 'Who made it.' })
  createdBy!: string;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'From when on it is no longer taken; null: never.',
  })
  expiresAt?: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'The last day it was used, in UTC.' })
  lastUsedOn?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was revoked.' })
  revokedAt?: string;

  @Field(() => String, { nullable: true, description: 'Who revoked it.' })
  revokedBy?: string;
}

export const AccessTokenConnection = createConnectionType('AccessToken', () => AccessTokenType);

@ObjectType({ description: 'A token that was just made.' })
export class CreatedToken {
  @Field(() => AccessTokenType, { description: 'What is known of it from now on.' })
  token!: AccessTokenType;

  @Field(() => String, {
    description: 'Its text, to be sent as `Authorization: Bearer …`. It is shown this once and kept nowhere.',
  })
  text!: string;
}

@InputType({ description: 'A token to make.' })
export class CreateTokenInput {
  @Field(() => String, {
    description: 'Who or what it is for. What is done with it is recorded under this name.',
  })
  @IsString()
  @MaxLength(1000)
  name!: string;

  @Field(() => RoleEnum, { description: 'What it may do.' })
  @IsIn(ROLES)
  role!: Role;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'From when on it is no longer taken. Left out: never.',
  })
  @IsOptional()
  @IsDate()
  expiresAt?: Date | null;
}
