/** Marks the entries of a table whose functions take `out=` (see out.ts). */
import type { BindingTable } from "./bind.ts";

/** The same table, where every overload of `names` takes `out=`. */
export function takingOut(names: string, table: BindingTable): BindingTable {
  const marked = new Set(names.split(" "));
  return Object.fromEntries(
    Object.entries(table).map(([name, binding]) => [
      name,
      marked.has(name) ? { ...binding, overloads: binding.overloads.map((o) => ({ ...o, out: "Tensor" })) } : binding,
    ]),
  );
}
