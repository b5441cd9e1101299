/** Offsets and positions: the one place that turns UTF-16 offsets into lines and characters and back. */
import type { Position, Range } from "../protocol/place.ts";

export class LineIndex {
  readonly length: number;
  /** Offset of the first character of every line. `\n`, `\r\n` and `\r` end a line, as in the protocol. */
  readonly starts: readonly number[];
  /** Offset after the last character of every line, its terminator excluded. */
  readonly ends: readonly number[];

  constructor(text: string) {
    const starts = [0];
    const ends: number[] = [];
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 10) {
        ends.push(i);
        starts.push(i + 1);
      } else if (c === 13) {
        ends.push(i);
        if (text.charCodeAt(i + 1) === 10) i++;
        starts.push(i + 1);
      }
    }
    ends.push(text.length);
    this.starts = starts;
    this.ends = ends;
    this.length = text.length;
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** The line that holds `offset` (clamped into the text). */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.length));
    const line = this.lineAt(clamped);
    return { line, character: Math.min(clamped, this.ends[line]!) - this.starts[line]! };
  }

  /** A position beyond the end of its line means the end of that line. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    const start = this.starts[position.line];
    if (start === undefined) return this.length;
    return Math.min(start + Math.max(0, position.character), this.ends[position.line]!);
  }

  rangeOf(start: number, end: number): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }
}
