/** `NotImplemented` and `Ellipsis`: the two singletons that are not JavaScript primitives. */
import { objectType, PyType } from "./type.ts";
import { PyObject } from "./value.ts";

export const notImplementedType = new PyType("NotImplementedType", [objectType], { subclassable: false });
export const ellipsisType = new PyType("ellipsis", [objectType], { subclassable: false });

export class PySingleton extends PyObject {
  readonly name: string;
  readonly cls: PyType;
  readonly attrs = null;
  constructor(name: string, cls: PyType) {
    super();
    this.name = name;
    this.cls = cls;
  }
}

export const NotImplemented = new PySingleton("NotImplemented", notImplementedType);
export const Ellipsis = new PySingleton("Ellipsis", ellipsisType);
