import type { FuncCall } from 'libpg-query';
import { textsOf } from './tree.js';

/** Aggregates of PostgreSQL and of the warehouses whose SQL it reads. */
const AGGREGATES = new Set(
  `any_value array_agg approx_count_distinct avg bit_and bit_or bit_xor bool_and bool_or corr count countif count_if
  covar_pop covar_samp every first_value group_concat hypothetical_set json_agg json_agg_strict json_arrayagg
  json_object_agg json_objectagg jsonb_agg jsonb_agg_strict jsonb_object_agg last_value listagg logical_and logical_or
  max max_by median min min_by mode nth_value percentile_cont percentile_disc range_agg range_intersect_agg
  regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy stddev stddev_pop
  stddev_samp string_agg sum var_pop var_samp variance xmlagg`.split(/\s+/),
);

/** What does not show the values it is given: digests, and how many there are. */
const MASKING = new Set(
  `approx_count_distinct count crypt digest farm_fingerprint hash hashtext hashtextextended hmac md5 regr_count sha
  sha1 sha1_hex sha2 sha2_hex sha224 sha256 sha384 sha512`.split(/\s+/),
);

/** What a function call is: `others` are aggregates that the source knows besides the usual ones. */
export class FunctionKinds {
  constructor(private readonly others: ReadonlySet<string> = new Set()) {}

  isAggregate(call: FuncCall): boolean {
    const name = nameOf(call);
    const marked = call.agg_star ?? call.agg_distinct ?? call.agg_within_group ?? false;
    return marked || call.agg_filter !== undefined || AGGREGATES.has(name) || this.others.has(name);
  }

  masks(call: FuncCall): boolean {
    return MASKING.has(nameOf(call));
  }
}

const nameOf = ({ funcname }: FuncCall): string => textsOf(funcname).at(-1)?.toLowerCase() ?? '';
