/** Python classes: their attributes, their linearised ancestors (C3), and the look-up that everything else rests on. */
import { type Attrs, type Kwargs, PyFloat, PyObject, type PyValue } from "./value.ts";

/** Creates an instance: `__new__` of a builtin or host type. `cls` is the class that was called (maybe a subclass). */
export type Constructor = (cls: PyType, args: PyValue[], kwargs: Kwargs) => PyValue;

export interface TypeOptions {
  /** `__module__`; "builtins" when absent. */
  readonly module?: string;
  readonly qualname?: string;
  readonly doc?: string;
  /** Host allocation; inherited by subclasses from the nearest base that has one. */
  readonly construct?: Constructor;
  /** False for types like `bool` that Python forbids to subclass. */
  readonly subclassable?: boolean;
}

let nextVersion = 1;

export class PyType extends PyObject {
  /** The class `type` itself: `type(int)`. Set once by builtins. */
  static type: PyType;

  readonly attrs = null;
  readonly name: string;
  readonly qualname: string;
  readonly module: string;
  bases: readonly PyType[];
  /** C3 linearisation: this class first, `object` last. */
  mro: readonly PyType[];
  /** The class `__dict__`. Change it only through {@link PyType.set} and {@link PyType.delete}: look-ups are cached. */
  readonly dict: Attrs = new Map();
  readonly subclassable: boolean;
  /** True for classes defined by a snippet: their attributes can be assigned. Builtin and host types are immutable. */
  readonly isHeap: boolean;
  /** The metaclass; `type` unless a host type (EnumType, ABCMeta) says otherwise. */
  meta: PyType | undefined;

  #construct: Constructor | undefined;
  /**
   * Changes whenever this class or an ancestor changes, and is never the same for two classes: a call site that
   * remembers the result of a look-up compares it.
   */
  version: number = nextVersion++;
  /** Which attribute hooks the class has (attribute.ts), or -1 when that must be found out anew. */
  hooks = -1;
  /** False for a class whose instances have no `__dict__`, because it and all its bases declare `__slots__`. */
  instancesHaveDict = true;

  #cache: Map<string, PyValue | undefined> = new Map();
  /** Whether this class or one below it has looked something up since this class changed last. */
  #isWatched = false;
  #subclasses: WeakRef<PyType>[] = [];

  constructor(name: string, bases: readonly PyType[], options: TypeOptions = {}, isHeap = false) {
    super();
    this.name = name;
    this.qualname = options.qualname ?? name;
    this.module = options.module ?? "builtins";
    this.bases = bases;
    this.mro = linearise(this, bases);
    this.#construct = options.construct;
    this.subclassable = options.subclassable ?? true;
    this.isHeap = isHeap;
    this.meta = bases.find((b) => b.meta !== undefined)?.meta;
    if (options.doc !== undefined) this.dict.set("__doc__", options.doc);
    for (const base of bases) base.#subclasses.push(new WeakRef(this));
  }

  get cls(): PyType {
    return this.meta ?? PyType.type;
  }

  /**
   * Host allocation (`__new__`): this class's own, else the nearest ancestor's. Builtin types receive theirs when the
   * objects are installed, after classes may already stand below them, so it is looked up and not copied.
   */
  get construct(): Constructor | undefined {
    for (const t of this.mro) if (t.#construct !== undefined) return t.#construct;
    return undefined;
  }

  set construct(construct: Constructor | undefined) {
    this.#construct = construct;
  }

  /** True when this very class brings its own {@link construct}. */
  get hasOwnConstruct(): boolean {
    return this.#construct !== undefined;
  }

  /** The first definition of `name` along the MRO, unbound; undefined when there is none. Cached. */
  lookup(name: string): PyValue | undefined {
    const cached = this.#cache.get(name);
    if (cached !== undefined) return cached;
    if (this.#cache.has(name)) return undefined;
    let found: PyValue | undefined;
    for (const t of this.mro) {
      t.#isWatched = true;
      // None is a value too: `__hash__ = None`.
      if (found === undefined) found = t.dict.get(name);
    }
    this.#cache.set(name, found);
    return found;
  }

  /** Like {@link lookup}, but starts after `after` in this class's MRO: what `super()` needs. */
  lookupAfter(after: PyType, name: string): PyValue | undefined {
    const mro = this.mro;
    for (let i = mro.indexOf(after) + 1; i < mro.length; i++) {
      const found = mro[i]!.dict.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  set(name: string, value: PyValue): void {
    this.dict.set(name, value);
    this.#invalidate();
  }

  delete(name: string): boolean {
    const existed = this.dict.delete(name);
    this.#invalidate();
    return existed;
  }

  isSubtypeOf(other: PyType): boolean {
    return this === other || this.mro.includes(other);
  }

  subclasses(): PyType[] {
    return this.#subclasses.map((r) => r.deref()).filter((t): t is PyType => t !== undefined);
  }

  /** Nothing to do while nobody has looked: that spares the filling of the builtin types' tables, and class bodies. */
  #invalidate(): void {
    if (!this.#isWatched) return;
    this.#isWatched = false;
    this.#cache.clear();
    this.version = nextVersion++;
    this.hooks = -1;
    for (const type of this.subclasses()) type.#invalidate();
  }
}

/** Thrown by {@link linearise}; type creation turns it into CPython's TypeError. */
export class InconsistentMro extends Error {}

/** C3 (https://www.python.org/download/releases/2.3/mro/). */
function linearise(self: PyType, bases: readonly PyType[]): readonly PyType[] {
  if (bases.length === 0) return [self];
  const sequences = [...bases.map((b) => [...b.mro]), [...bases]].filter((s) => s.length > 0);
  const out: PyType[] = [self];
  while (sequences.some((s) => s.length > 0)) {
    const head = sequences.map((s) => s[0]).find((c) => c !== undefined && !sequences.some((s) => s.indexOf(c, 1) > 0));
    if (head === undefined) throw new InconsistentMro(bases.map((b) => b.name).join(", "));
    out.push(head);
    for (const s of sequences) if (s[0] === head) s.shift();
  }
  return out;
}

/** The root of every MRO. */
export const objectType = new PyType("object", []);
export const typeType = new PyType("type", [objectType]);
PyType.type = typeType;
export const noneType = new PyType("NoneType", [objectType], { subclassable: false });
export const intType = new PyType("int", [objectType]);
export const boolType = new PyType("bool", [intType], { subclassable: false });
export const floatType = new PyType("float", [objectType]);
PyFloat.type = floatType;
export const strType = new PyType("str", [objectType]);

/** `type(value)`. */
export function typeOf(value: PyValue): PyType {
  switch (typeof value) {
    case "number":
    case "bigint":
      return intType;
    case "string":
      return strType;
    case "boolean":
      return boolType;
    default:
      return value === null ? noneType : value.cls;
  }
}

/** `isinstance(value, type)` without user hooks (`__instancecheck__`). */
export function isInstance(value: PyValue, type: PyType): boolean {
  const t = typeOf(value);
  return t === type || t.mro.includes(type);
}
