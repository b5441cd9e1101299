/** `torch.contiguous_format` and its kin, `torch.strided` and its kin: names that stand for memory layouts. */
import { PyBuiltin } from "../python/objects/callable.ts";
import { objectType, PyType } from "../python/objects/type.ts";
import { PyObject } from "../python/objects/value.ts";

const memoryFormatType = new PyType("memory_format", [objectType], { module: "torch", subclassable: false });
const layoutType = new PyType("layout", [objectType], { module: "torch", subclassable: false });

class Named extends PyObject {
  readonly name: string;
  readonly #type: PyType;
  constructor(name: string, type: PyType) {
    super();
    this.name = name;
    this.#type = type;
  }
  get cls(): PyType {
    return this.#type;
  }
  get attrs(): null {
    return null;
  }
}
for (const type of [memoryFormatType, layoutType]) {
  type.set("__repr__", new PyBuiltin("__repr__", ([v]) => `torch.${(v as Named).name}`));
}

export const memoryFormats: ReadonlyMap<string, PyObject> = new Map(
  ["contiguous_format", "preserve_format", "channels_last", "channels_last_3d"].map((name) => [
    name,
    new Named(name, memoryFormatType),
  ]),
);
export const layouts: ReadonlyMap<string, PyObject> = new Map(
  ["strided", "sparse_coo", "sparse_csr", "jagged"].map((name) => [name, new Named(name, layoutType)]),
);

/** The name of a memory format or layout given as an argument. */
export function formatName(v: unknown): string | undefined {
  return v instanceof Named ? v.name : undefined;
}
export { layoutType, memoryFormatType };
