/** A variable shared between a function and the functions inside it. What `__closure__` holds. */
import { objectType, PyType } from "./type.ts";
import { PyObject, type PyValue } from "./value.ts";

export const cellType = new PyType("cell", [objectType], { subclassable: false });

export class PyCell extends PyObject {
  /** Undefined while the variable is unbound. */
  value: PyValue | undefined;
  constructor(value: PyValue | undefined) {
    super();
    this.value = value;
  }
  get cls(): PyType {
    return cellType;
  }
  get attrs(): null {
    return null;
  }
}
