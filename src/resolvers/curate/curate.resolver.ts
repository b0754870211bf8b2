import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  Min,
  ValidateNested,
} from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver, type ClassType } from 'type-graphql';
import type { Edited, Editor } from '../../catalog/curate/edit-things.js';
import { curateThing } from '../../catalog/curate/curate-thing.js';
import { resolveName } from '../../catalog/browse/resolve-name.js';
import { CHECKED_BY_MUTATION } from '../check-argument.js';
import type { RequestContext } from '../context.js';
import { answerMutation, failureOfInput } from './answer-mutation.js';
import { addField, curatedFields } from './entity-input.js';
import { MutationResult } from './mutation-result.js';
import { REASON, type ReasonArg, plainValues } from './arguments.js';

/** The most things that one request changes. */
const MAX_BULK = 1000;

/** Made from the model: one field for each that people may say something of. */
const CurationInput: ClassType = class {};
for (const [name, options] of curatedFields()) {
  const { required: _, values: __, ...open } = options;
  addField(CurationInput, name, open, false);
}
InputType('CurationInput', {
  description:
    "What people say of a thing; it goes before what sources say, and no sync touches it. A field that the thing's kind does not have is refused.",
})(CurationInput);

/** What one and what many things are curated by. */
@InputType()
abstract class Curating {
  @Field(() => CurationInput, { nullable: true, description: 'Values by field.' })
  @IsOptional()
  @ValidateNested()
  set?: object;

  @Field(() => [String], {
    nullable: true,
    description: 'Fields whose value is to be that of the sources again.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  revert?: string[];
}

@InputType({ description: 'What is to be said of a thing, and what is no longer.' })
class CurateInput extends Curating {
  @Field(() => ID, { description: 'Its id, or a name that means one thing.' })
  @IsString()
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The revision that you have seen: where it is another by now, nothing is written.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  expectedRevision?: number;
}

@InputType({ description: 'The same change on many things.' })
class CurateManyInput extends Curating {
  @Field(() => [ID], { description: `Their ids or names, at most ${MAX_BULK}.` })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_BULK)
  @IsString({ each: true })
  ids!: string[];
}

@Resolver()
export class CurateResolver {
  @Mutation(() => MutationResult, {
    description: 'Says something of a thing, whoever brought it in, or takes it back field by field.',
  })
  curate(
    @Arg('input', { ...CHECKED_BY_MUTATION, description: 'What to say of which thing.' }) input: CurateInput,
    @Arg('reason', () => String, REASON) reason: ReasonArg,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    return answerMutation(context, { input, reason }, async (editor, now) => {
      const { expectedRevision } = input;
      const seen = expectedRevision === undefined || expectedRevision === null ? {} : { expectedRevision };
      return curateThing(
        context.curation,
        editor,
        { ...(await curationOf(context, input, input.id)), ...seen },
        now,
      );
    });
  }

  @Mutation(() => [MutationResult], {
    description:
      'Says the same of many things. Each is a change of its own, with its own result, in the order of the ids.',
  })
  async curateMany(
    @Arg('input', { ...CHECKED_BY_MUTATION, description: 'What to say of which things.' })
    input: CurateManyInput,
    @Arg('reason', () => String, REASON) reason: ReasonArg,
    @Ctx() context: RequestContext,
  ): Promise<object[]> {
    // It is the same for all, and so checked once.
    const wrong = await failureOfInput(input);
    if (wrong) return [wrong];
    const results: object[] = [];
    for (const id of input.ids) {
      const curate = async (editor: Editor, now: string): Promise<Edited> =>
        curateThing(context.curation, editor, await curationOf(context, input, id), now);
      results.push(await answerMutation(context, { reason }, curate));
    }
    return results;
  }
}

async function curationOf({ entities }: RequestContext, { set, revert }: Curating, id: string) {
  return { id: await resolveName(entities, id), set: plainValues(set ?? {}), revert: revert ?? [] };
}
