/** What the transforms of `torch.func` have in force right now. */
import { onReset } from "../runState.ts";

export const functorch = {
  /** How many of `grad`, `vjp`, `jvp`, `vmap` … are running around the current call. */
  depth: 0,
  /** How many of them are `vmap`: a tensor inside stands for many, and cannot be read as a number. */
  batches: 0,
};

onReset(() => {
  functorch.depth = 0;
  functorch.batches = 0;
});

/** Runs `body` one level deeper. */
export function withTransform<T>(body: () => T): T {
  functorch.depth++;
  try {
    return body();
  } finally {
    functorch.depth--;
  }
}
