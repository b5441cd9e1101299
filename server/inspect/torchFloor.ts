/** Everything of torch behind one import, so that it can be loaded on demand. */

export { allocations } from "../tensor/dtype.ts";
export { allocation } from "../tensor/strided.ts";
export { pictures } from "../torch/matplotlib/package.ts";
export { torchModules } from "../torch/module.ts";
export { resetTorch } from "../torch/runState.ts";
