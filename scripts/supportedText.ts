/**
 * The text of docs/supported.md: which names of PyTorch exist here, with the node each makes, and the derivative table.
 * Made from the modules themselves and from the rows, so that it cannot claim what is not there.
 */
import { makeInterpreter, prepareFor } from "../server/inspect/interpreterHost.ts";
import type { Interpreter } from "../server/python/evaluation/interpreter.ts";
import { PyBuiltin, PyFunction } from "../server/python/objects/callable.ts";
import type { PyModule } from "../server/python/objects/module.ts";
import { PyType } from "../server/python/objects/type.ts";
import type { PyValue } from "../server/python/objects/value.ts";

/** Modules that are Python code need the parser: whoever runs this loads it first. */
export { loadParser } from "../server/python/syntax/parse.ts";

/** What the replay of recorded operators knows: nodes by call, and the forms that pass. */
export interface Evidence {
  /** `torch.exp` → `ExpBackward0`. */
  readonly nodes: ReadonlyMap<string, string>;
  /** Calls whose recorded samples all agree with PyTorch: `torch.exp`, `Tensor.exp_`. */
  readonly agreeing: ReadonlySet<string>;
}

/** Namespaces of functions, in the order of the document. */
const functionPlaces = [
  "torch",
  "torch.nn.functional",
  "torch.linalg",
  "torch.special",
  "torch.fft",
  "torch.signal.windows",
  "torch.autograd",
  "torch.autograd.functional",
  "torch.autograd.graph",
  "torch.func",
  "torch.nn.init",
  "torch.nn.utils",
  "torch.random",
];
const classPlaces = ["torch.nn", "torch.optim", "torch.optim.lr_scheduler", "torch.utils.data", "torch.distributions"];

function isFunction(v: PyValue): boolean {
  return v instanceof PyBuiltin || v instanceof PyFunction;
}

function findModule(interpreter: Interpreter, name: string): PyModule | null {
  try {
    return interpreter.importModule(name);
  } catch {
    return null;
  }
}

function publicNames(attrs: ReadonlyMap<string, PyValue>, fits: (v: PyValue) => boolean): string[] {
  return [...attrs]
    .filter(([name, value]) => !name.startsWith("_") && fits(value))
    .map(([name]) => name)
    .sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : a.toLowerCase() > b.toLowerCase() ? 1 : a < b ? -1 : 1));
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((c) => c.replaceAll("|", "\\|")).join(" | ")} |`;
}

function functionTable(place: string, names: readonly string[], methods: ReadonlySet<string>, e: Evidence): string[] {
  const hasMethods = place === "torch";
  const head = ["name", ...(hasMethods ? ["method", "in place"] : []), "`grad_fn`", "agrees with PyTorch's samples"];
  return [
    row(head),
    row(head.map(() => "---")),
    ...names.map((name) => {
      const call = `${place}.${name}`;
      return row([
        `\`${name}\``,
        ...(hasMethods
          ? [methods.has(name) ? "yes" : "", methods.has(`${name}_`) && !name.endsWith("_") ? `\`${name}_\`` : ""]
          : []),
        e.nodes.has(call) ? `\`${e.nodes.get(call)}\`` : "",
        e.agreeing.has(call) ? "yes" : "",
      ]);
    }),
  ];
}

export async function supportedText(evidence: Evidence): Promise<string> {
  await prepareFor(["import torch"]);
  const interpreter = makeInterpreter({
    observer: null,
    stdout: () => undefined,
    stderr: () => undefined,
    limits: { steps: 1e8, time: 60_000, memory: 2 ** 30, output: 1e6 },
  });
  const torch = interpreter.importModule("torch");
  // Only now: the modules of autograd are in a cycle that has to be entered from torch.
  const { operations } = await import("../server/autograd/op.ts");
  const { tensorType } = await import("../server/torch/tensorType.ts");
  const methods = new Set(publicNames(tensorType.dict, () => true));

  const lines = [
    "# What of PyTorch is here",
    "",
    "Made by `node scripts/supported.mjs` from the engine's own tables; a test fails when it is out of date. A name that",
    "PyTorch has and this page has not stops a snippet with *not supported*, never with a guess.",
    "",
    "*Agrees with PyTorch's samples*: PyTorch's operator database has samples of the function, and all that were recorded",
    "(values, dtypes, names of nodes, gradients) come out the same here.",
    "",
  ];
  for (const place of functionPlaces) {
    const module = place === "torch" ? torch : findModule(interpreter, place);
    if (module === null) continue;
    const names = publicNames(module.attrs, isFunction);
    if (names.length === 0) continue;
    lines.push(`## \`${place}\`: ${names.length} functions`, "", ...functionTable(place, names, methods, evidence), "");
  }
  const only = [...methods].filter((name) => !torch.attrs.has(name) && !torch.attrs.has(name.replace(/_$/, "")));
  lines.push("## Methods and attributes of tensors only", "", `${only.map((n) => `\`${n}\``).join(", ")}`, "");
  for (const place of classPlaces) {
    const module = findModule(interpreter, place);
    const names = module === null ? [] : publicNames(module.attrs, (v) => v instanceof PyType);
    if (names.length === 0) continue;
    lines.push(`## \`${place}\`: ${names.length} classes`, "", names.map((n) => `\`${n}\``).join(", "), "");
  }
  lines.push(
    `## The derivative table: ${operations.size} rows`,
    "",
    "One row per operation of PyTorch's library that has a derivative of its own; functions above are made of these.",
    "",
    row(["operation", "`grad_fn`", "derivative per input", "where there is none"]),
    row(["---", "---", "---", "---"]),
  );
  for (const [name, op] of [...operations].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { node, text, kinks } = op.rule;
    lines.push(row([`\`${name}\``, `\`${node}\``, (text ?? []).join("; "), kinks ?? ""]));
  }
  return `${lines.join("\n")}\n`;
}

interface Recorded {
  readonly call: string;
  readonly aliases?: readonly string[];
  readonly samples: readonly { readonly fn?: readonly (string | null)[] }[];
}

/** Reads the evidence from the recorded operators and the list of forms that pass. */
export function evidenceOf(
  recorded: readonly Readonly<Record<string, Recorded>>[],
  passing: readonly string[],
): Evidence {
  const passes = new Set(passing);
  const nodes = new Map<string, string>();
  const agreeing = new Set<string>();
  const failing = new Set<string>();
  for (const file of recorded) {
    for (const [name, op] of Object.entries(file)) {
      const node = op.samples.flatMap((s) => s.fn ?? []).find((n) => n !== null);
      if (node !== undefined && node !== null && !nodes.has(op.call)) nodes.set(op.call, node);
      // A function with several entries (variants) agrees when all of them do.
      if (passes.has(name)) agreeing.add(op.call);
      else failing.add(op.call);
      for (const alias of op.aliases ?? []) {
        if (node !== undefined && node !== null) nodes.set(alias, node);
        if (passes.has(`${name} (alias ${alias})`)) agreeing.add(alias);
      }
    }
  }
  for (const call of failing) agreeing.delete(call);
  return { nodes, agreeing };
}
