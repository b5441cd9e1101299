/** Lenses that choose among the examples of a def: one for each `# gradlens: example …` above it. */
import { commands } from "../protocol/requests.ts";
import { LineIndex } from "../snippet/lines.ts";
import type { SnippetCode } from "../snippet/snippet.ts";
import type { CodeLens } from "./editorTerms.ts";
import type { Places } from "./scene.ts";
import { capped } from "./valueText.ts";

/**
 * Nothing for a def with a single example: there is nothing to choose.
 * @param chosen which example of a def (by its `__qualname__`) is evaluated
 */
export function provideExampleLenses(
  uri: string,
  owner: string,
  codes: readonly SnippetCode[],
  places: Places,
  chosen: (name: string) => number,
): CodeLens[] {
  const lenses: CodeLens[] = [];
  for (const [index, code] of codes.entries()) {
    if (code.uri !== uri || code.examples.length < 2) continue;
    const lines = new LineIndex(code.source);
    const byName = new Map<string, { offset: number; text: string }[]>();
    for (const { offset, arguments: text } of code.examples) {
      const name = nameBelow(code.source, lines, lines.lineAt(offset));
      if (name === null) continue;
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [{ offset, text }]);
      else known.push({ offset, text });
    }
    for (const [name, examples] of byName) {
      if (examples.length < 2) continue;
      for (const [example, { offset, text }] of examples.entries()) {
        const location = places.locate({ code: index, start: offset, end: offset });
        if (location === null) continue;
        const { line } = location.range.start;
        const isChosen = chosen(name) === example;
        lenses.push({
          range: { start: { line, character: 0 }, end: { line, character: 0 } },
          command: {
            title: isChosen ? "● evaluated" : "○ evaluate with this",
            command: commands.chooseExample,
            arguments: [{ uri: owner, name, example }],
            tooltip: capped(`${name}(${text})`, 120),
          },
        });
      }
    }
  }
  return lenses;
}

/** `Net.forward` for the def below an example's line; null where there is none. */
function nameBelow(source: string, lines: LineIndex, line: number): string | null {
  const text = (at: number): string => source.slice(lines.starts[at]!, lines.ends[at]!);
  let at = line + 1;
  while (at < lines.lineCount && /^\s*(#.*|@.*)?$/.test(text(at))) at++;
  const definition = at < lines.lineCount ? /^(\s*)(?:async\s+)?def\s+(\w+)/.exec(text(at)) : null;
  if (definition === null) return null;
  const names = [definition[2]!];
  let indent = definition[1]!.length;
  for (at--; at >= 0 && indent > 0; at--) {
    const outer = /^(\s*)class\s+(\w+)/.exec(text(at));
    if (outer === null || outer[1]!.length >= indent) continue;
    names.unshift(outer[2]!);
    indent = outer[1]!.length;
  }
  return names.join(".");
}
