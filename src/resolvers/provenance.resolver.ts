import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { findProvenance } from '../catalog/provenance/find-provenance.js';
import type { RequestContext } from './context.js';
import { exploringOf, WalkArgs } from './lineage.arguments.js';
import { Provenance } from './provenance.types.js';
import { about, wantsDetails } from './walked-things.js';

@Resolver()
export class ProvenanceResolver {
  @Query(() => Provenance, {
    description:
      'Where a thing comes from, with the evidence for it: the versions that had a part in it, what each was made from and who let it out, where data enters, and what evidence is missing at which hop. As of a moment it tells the version that was served then, with what was known of it then; not each version that ever wrote into a table.',
  })
  async provenance(
    @Arg('id', () => ID, { description: 'Its id, or a name that means one thing.' }) id: string,
    @Args() args: WalkArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const details =
      wantsDetails(info, 'sources', 'way') || wantsDetails(info, 'versions', 'features', 'sources', 'way');
    const request = { ...exploringOf(args, context), details };
    return about(context, id, (of) => findProvenance(context, of, request));
  }
}
