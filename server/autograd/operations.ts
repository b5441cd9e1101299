/**
 * Every operation that was defined, by its ATen name (`mul.Tensor`): for documentation and for the checks over all rules.
 * Apart from op.ts, whose imports come back to it: rules may be defined before op.ts itself has run.
 */
import type { MultiOp, Op } from "./op.ts";

export const operations = new Map<string, Op<never> | MultiOp<never>>();
