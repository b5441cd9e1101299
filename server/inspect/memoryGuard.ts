/** What a host knows of its memory: the heap's own limit does not see the data of tensors. Set once, by the worker's entry. */
export const memoryGuard: { isExhausted: () => boolean } = { isExhausted: () => false };
