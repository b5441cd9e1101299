/** Places in documents, in the Language Server Protocol's terms (lines and UTF-16 characters from 0). */

export interface Position {
  readonly line: number;
  readonly character: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}
/** A range in a text document; a notebook cell is a document of its own. */
export interface Location {
  readonly uri: string;
  readonly range: Range;
}
