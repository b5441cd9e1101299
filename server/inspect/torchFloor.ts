/** Everything of torch behind one import, so that it can be loaded on demand. */
export { torchModules } from "../torch/module.ts";
export { resetTorch } from "../torch/runState.ts";
