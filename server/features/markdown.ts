/** Markdown as hovers use it: escaping, code, command links, pictures. */
import type { Command } from "./editorTerms.ts";

/** Text that must come out as it is, whatever it holds. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, "\\$&");
}

/** Inline code; longer fences where the text itself has back-quotes. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((match) => match[0].length));
  const fence = "`".repeat(longest + 1);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${pad}${text.replace(/\s*\n\s*/g, " ")}${pad}${fence}`;
}

export function block(text: string, language = "python"): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((match) => match[0].length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

export function commandLink(command: Command): string {
  const query = encodeURIComponent(JSON.stringify(command.arguments)).replace(/[()']/g, percent);
  const tooltip = command.tooltip === undefined ? "" : ` "${command.tooltip.replace(/"/g, "'")}"`;
  return `[${escaped(command.title)}](command:${command.command}?${query}${tooltip})`;
}

export function picture(uri: string, description: string): string {
  return `![${description}](${uri})`;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
