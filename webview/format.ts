/**
 * Short text for numbers, shapes and tensors: what a node's face has room for. PyTorch's own text is kept where it
 * fits; where it doesn't, the text says what it shows instead (a norm), so that nothing looks like a value it is not.
 */
import type { TensorFace } from "../server/protocol/graph.ts";

/** Four significant digits, without trailing zeros: `0.0001235`, `1.235e+7`, `nan`, `inf`. */
export function shortNumber(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (value === 0) return "0";
  const magnitude = Math.abs(value);
  if (magnitude >= 1e5 || magnitude < 1e-4) {
    const [digits, exponent] = value.toExponential(3).split("e");
    return `${trimZeros(digits ?? "")}e${exponent ?? "0"}`;
  }
  return trimZeros(value.toPrecision(4));
}

function trimZeros(text: string): string {
  // toPrecision writes 12340 for four digits of 12341 as 1.234e+4; such numbers are integers to the reader.
  if (text.includes("e")) return String(Math.round(Number(text)));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** `[]`, `[3]`, `[3, 4]`: PyTorch's way to write a size. */
export function shapeText(shape: readonly number[]): string {
  return `[${shape.join(", ")}]`;
}

/** The numbers between `tensor(` and whatever follows them, on one line; null when the text is of another form. */
export function bareNumbers(text: string): string | null {
  const opened = /^(?:tensor|Parameter containing:\s*tensor)\(/.exec(text);
  if (opened === null) return null;
  let depth = 0;
  for (let at = opened[0].length; at < text.length; at++) {
    const char = text[at];
    if (char === "[" || char === "(") depth++;
    else if (char === "]") depth--;
    else if (char === ")" && depth > 0) depth--;
    else if (depth === 0 && (char === "," || char === ")")) {
      return text.slice(opened[0].length, at).replace(/\s+/g, " ").trim();
    }
  }
  return null;
}

/**
 * What a node's face says of a tensor: its numbers as PyTorch prints them where `room` characters suffice, else its
 * Euclidean norm over the finite elements, with NaN and infinities counted.
 */
export function shortTensor(face: TensorFace, room = 18): string {
  if (face.numel === 0) return "empty";
  const bare = face.textIsCut ? null : bareNumbers(face.text);
  if (bare !== null && bare.length <= room) return bare;
  const odd = oddities(face);
  if (odd !== "") return odd;
  if (face.numel === 1 && face.sample.length === 1) return shortNumber(face.sample[0]!);
  return face.norm === null ? shapeText(face.shape) : `‖${shortNumber(face.norm)}‖`;
}

/** `2 NaN, 1 Inf`, or nothing when every element is finite. */
export function oddities(face: TensorFace): string {
  const parts: string[] = [];
  if (face.nanCount > 0) parts.push(face.numel === 1 ? "NaN" : `${face.nanCount} NaN`);
  if (face.infCount > 0) parts.push(face.numel === 1 ? "Inf" : `${face.infCount} Inf`);
  return parts.join(", ");
}

/** Cuts at `room` characters with an ellipsis. */
export function clip(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, Math.max(1, room - 1)).trimEnd()}…`;
}

/** `1 node`, `2 nodes`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : noun.endsWith("s") || noun.endsWith("h") ? "es" : "s"}`;
}

/** Lines are counted from 1 where people read them. */
export function lineText(line: number): string {
  return `line ${line + 1}`;
}
