/** The text of `torch.nn.functional`, as far as it is Python. */
import { attentionFunctions } from "./attentionFunctions.ts";
import { lossFunctions } from "./losses.ts";
import { spatialFunctions } from "./spatialFunctions.ts";

export const functionalSource = `
import math

${lossFunctions}
${spatialFunctions}
${attentionFunctions}
`;
