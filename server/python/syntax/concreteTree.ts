/**
 * The concrete tree, copied out of WebAssembly.
 *
 * Every question put to a tree-sitter node crosses into WebAssembly, so the lowering never asks one: the whole tree is
 * read once with a cursor into plain objects, asking only what cannot be inferred (type, start, end, and children for
 * types that have any). Comments and line continuations are dropped here because no tree position depends on them.
 */
import type { Language, Tree } from "web-tree-sitter";

/** A node of the concrete tree; anonymous tokens ("(", "if", ",") are nodes whose type is their text. */
export interface ConcreteNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly children: ConcreteNode[];
}

/** Named node types whose children, if there are any, carry nothing that their text does not. */
const NAMED_LEAVES: ReadonlySet<string> = new Set([
  "identifier",
  "integer",
  "float",
  "true",
  "false",
  "none",
  "ellipsis",
  "string_start",
  "string_content",
  "string_end",
  "type_conversion",
  "dotted_name",
  "import_prefix",
  "wildcard_import",
  "pass_statement",
  "break_statement",
  "continue_statement",
  "keyword_separator",
  "positional_separator",
]);

const NO_CHILDREN: ConcreteNode[] = [];

/** Reads trees of one language; made once, because it tabulates the language's node types. */
export interface TreeReader {
  read(tree: Tree): ConcreteNode;
}

export function makeTreeReader(language: Language): TreeReader {
  const types = language.types;
  const isLeaf: boolean[] = [];
  const isDropped: boolean[] = [];
  for (let id = 0; id < types.length; id++) {
    const type = types[id] ?? "";
    isLeaf[id] = !language.nodeTypeIsNamed(id) || NAMED_LEAVES.has(type);
    isDropped[id] = type === "comment" || type === "line_continuation";
  }
  return {
    read(tree: Tree): ConcreteNode {
      const cursor = tree.walk();
      const root: ConcreteNode = { type: "module", start: cursor.startIndex, end: cursor.endIndex, children: [] };
      if (!cursor.gotoFirstChild()) {
        cursor.delete();
        return root;
      }
      // An explicit stack: a chain of a thousand `+` is a thousand levels deep.
      const parents: ConcreteNode[] = [root];
      for (;;) {
        const id = cursor.nodeTypeId;
        // ERROR nodes have the id 65535, which is in no table.
        const type = types[id] ?? "ERROR";
        if (isDropped[id] !== true) {
          const leaf = isLeaf[id] === true;
          const node: ConcreteNode = {
            type,
            start: cursor.startIndex,
            end: cursor.endIndex,
            children: leaf ? NO_CHILDREN : [],
          };
          parents[parents.length - 1]!.children.push(node);
          if (!leaf && cursor.gotoFirstChild()) {
            parents.push(node);
            continue;
          }
        }
        while (!cursor.gotoNextSibling()) {
          cursor.gotoParent();
          parents.pop();
          if (parents.length === 0) {
            cursor.delete();
            return root;
          }
        }
      }
    },
  };
}
