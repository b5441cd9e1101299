/** The user's settings, read from whatever the client offers, checked value by value: a wrong one counts as absent. */
import type { Connection } from "vscode-languageserver";
import { defaultSettings, type Settings } from "../features/settings.ts";

type Raw = Readonly<Record<string, unknown>>;

/** Setting names without `gradlens.`, in the order in which they are asked for. */
const names = [
  "evaluate",
  "inlayHints",
  "hints.maxLength",
  "hints.delay",
  "codeLens",
  "budget.typing",
  "budget.run",
  "budget.memory",
] as const;

/** What the client can do decides these; they are no settings of the user. */
export type ClientTraits = Pick<Settings, "commandLinks" | "drawsOverlay">;

export async function requestSettings(connection: Connection, uri: string, traits: ClientTraits): Promise<Settings> {
  const values: unknown[] = await connection.workspace.getConfiguration(
    names.map((name) => ({ scopeUri: uri, section: `gradlens.${name}` })),
  );
  return settingsOf(Object.fromEntries(names.map((name, i) => [name, values[i]])), traits);
}

/** Settings as an object of dotted or nested names: what `didChangeConfiguration` and the start options carry. */
export function settingsFromObject(object: unknown, traits: ClientTraits): Settings {
  const raw: Record<string, unknown> = {};
  for (const name of names) raw[name] = lookUp(object, name);
  return settingsOf(raw, traits);
}

function lookUp(object: unknown, name: string): unknown {
  if (typeof object !== "object" || object === null) return undefined;
  const record = object as Raw; // A plain object from JSON: any member may be read, none is trusted.
  if (Object.hasOwn(record, name)) return record[name];
  const dot = name.indexOf(".");
  return dot < 0 || !Object.hasOwn(record, name.slice(0, dot))
    ? undefined
    : lookUp(record[name.slice(0, dot)], name.slice(dot + 1));
}

function settingsOf(raw: Raw, traits: ClientTraits): Settings {
  const choice = <T extends string>(name: string, allowed: readonly T[], fallback: T): T =>
    allowed.find((value) => value === raw[name]) ?? fallback;
  const number = (given: unknown, least: number, most: number, fallback: number): number =>
    typeof given === "number" && Number.isFinite(given) ? Math.min(most, Math.max(least, given)) : fallback;
  const d = defaultSettings;
  return {
    evaluate: choice("evaluate", ["annotated", "torchFiles", "manual"], d.evaluate),
    inlayHints: choice("inlayHints", ["off", "gradients", "values", "both"], d.inlayHints),
    hintLength: number(raw["hints.maxLength"], 10, 400, d.hintLength),
    codeLens: typeof raw["codeLens"] === "boolean" ? raw["codeLens"] : d.codeLens,
    delay: number(raw["hints.delay"], 0, 5000, d.delay),
    typingTime: number(raw["budget.typing"], 50, 600_000, d.typingTime),
    longTime: number(raw["budget.run"], 50, 3_600_000, d.longTime),
    memory: number(raw["budget.memory"], 16, 16_384, d.memory),
    ...traits,
  };
}
