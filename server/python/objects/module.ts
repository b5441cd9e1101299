/** Modules: a name and a namespace. Host modules are made by factories that the interpreter is given. */
import { objectType, PyType } from "./type.ts";
import { type Attrs, PyObject, type PyValue } from "./value.ts";

export const moduleType = new PyType("module", [objectType]);

export class PyModule extends PyObject {
  readonly name: string;
  readonly attrs: Attrs;
  /** True when it can have submodules: it decides the text of a failing `import a.b`. */
  isPackage: boolean;
  /**
   * Asked for attributes that are not there: a host module may make one on demand, or throw NotSupported for a name that
   * the real module has. Undefined: AttributeError.
   */
  onMissing: ((name: string) => PyValue | undefined) | null = null;

  constructor(name: string, attrs: Attrs | Iterable<readonly [string, PyValue]> = [], isPackage = false) {
    super();
    this.name = name;
    this.attrs = attrs instanceof Map ? attrs : new Map(attrs);
    this.isPackage = isPackage;
    if (!this.attrs.has("__name__")) this.attrs.set("__name__", name);
    if (!this.attrs.has("__doc__")) this.attrs.set("__doc__", null);
  }

  get cls(): PyType {
    return moduleType;
  }

  missing(name: string): PyValue | undefined {
    if (this.onMissing === null || (name.startsWith("__") && name.endsWith("__"))) return undefined;
    const value = this.onMissing(name);
    if (value !== undefined) this.attrs.set(name, value);
    return value;
  }
}
