/** `import` and `from … import`. What a module is, the interpreter knows. */
import { findAttr } from "../../objects/attribute.ts";
import { NotSupported } from "../../objects/errors.ts";
import { iterate } from "../../objects/iteration.ts";
import { PyModule } from "../../objects/module.ts";
import type { PyValue } from "../../objects/value.ts";
import type { Import, ImportFrom } from "../../syntax/ast.ts";
import type { Compiler } from "../compiler.ts";
import { compileStoreName } from "../expressions/names.ts";
import type { Exec } from "../frame.ts";

export function compileImport(c: Compiler, node: Import): Exec {
  const site = c.site(node);
  const importer = c.unit.importer;
  const observer = c.unit.observer;
  const imports = node.names.map((alias) => {
    const parts = alias.name.split(".");
    return {
      name: alias.name,
      // `import a.b` binds `a`; `import a.b as c` binds `a.b`.
      bound: alias.asname === null ? parts[0]! : alias.name,
      store: compileStoreName(c, alias.asname ?? parts[0]!),
      site: c.site(alias),
    };
  });
  return (f) => {
    for (const i of imports) {
      f.at = site;
      let module: PyValue = importer.importModule(i.name);
      if (i.bound !== i.name) module = importer.importModule(i.bound);
      i.store(f, module);
      if (observer !== null) observer.value(i.site, module);
    }
    return 0;
  };
}

export function compileImportFrom(c: Compiler, node: ImportFrom): Exec {
  const site = c.site(node);
  const importer = c.unit.importer;
  const observer = c.unit.observer;
  if (node.level > 0) throw new NotSupported("relative import");
  const moduleName = node.module ?? "";
  if (moduleName === "__future__") {
    if (node.names.some((n) => n.name === "annotations")) c.unit.annotationsAsText = true;
    return () => 0;
  }
  if (node.names.length === 1 && node.names[0]!.name === "*") {
    const globals = c.unit.globals;
    return (f) => {
      f.at = site;
      const module = importer.importModule(moduleName);
      const target = f.names ?? globals;
      for (const [name, value] of publicNames(module)) target.set(name, value);
      return 0;
    };
  }
  const names = node.names.map((alias) => ({
    name: alias.name,
    store: compileStoreName(c, alias.asname ?? alias.name),
    site: c.site(alias),
  }));
  return (f) => {
    f.at = site;
    const module = importer.importModule(moduleName);
    for (const n of names) {
      f.at = site;
      const value = importer.importFrom(module, n.name);
      n.store(f, value);
      if (observer !== null) observer.value(n.site, value);
    }
    return 0;
  };
}

/** What `from module import *` binds: `__all__`, or every name without a leading underscore. */
function publicNames(module: PyValue): [string, PyValue][] {
  if (!(module instanceof PyModule)) return [];
  const listed = module.attrs.get("__all__");
  if (listed === undefined) return [...module.attrs].filter(([name]) => !name.startsWith("_"));
  const out: [string, PyValue][] = [];
  const it = iterate(listed);
  for (let name = it.next(); name !== undefined; name = it.next()) {
    if (typeof name !== "string") continue;
    const value = findAttr(module, name);
    if (value !== undefined) out.push([name, value]);
  }
  return out;
}
