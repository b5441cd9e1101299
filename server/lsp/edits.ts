/**
 * What has happened to a text since a version of it: so that a place recorded then can still be found now, or be known
 * to be gone.
 */
import type { Range, TextDocumentContentChangeEvent } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";

/** `start` to `end` of the text before became `length` characters. */
export interface Edit {
  readonly version: number;
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/** More edits than this between two runs: everything recorded counts as gone, which the next run repairs. */
const trailLimit = 5000;

export class EditTrail {
  private edits: Edit[] = [];
  private forgottenUpTo = -Infinity;

  add(edit: Edit): void {
    this.edits.push(edit);
    if (this.edits.length > trailLimit) {
      this.forgottenUpTo = this.edits[this.edits.length - 1]!.version;
      this.edits = [];
    }
  }

  /** Edits up to this version are of no interest any more. */
  forget(version: number): void {
    const first = this.edits.findIndex((edit) => edit.version > version);
    this.edits = first < 0 ? [] : this.edits.slice(first);
  }

  /** Where a stretch of the text of `version` stands now; null when an edit reached into it. */
  range(version: number, start: number, end: number): { start: number; end: number } | null {
    if (version < this.forgottenUpTo) return null;
    let [from, to] = [start, end];
    for (const edit of this.edits) {
      if (edit.version <= version || edit.start > to) continue;
      const shift = edit.length - (edit.end - edit.start);
      // Text inserted right before or right behind it leaves it what it was.
      if (edit.end <= from && !(edit.start === from && edit.end === from && from === to)) {
        from += shift;
        to += shift;
      } else if (edit.start >= to) continue;
      else return null;
    }
    return { start: from, end: to };
  }

  /** The offset in the text of `version` that stands at `offset` now; null inside text that is newer. */
  original(version: number, offset: number): number | null {
    if (version < this.forgottenUpTo) return null;
    let at = offset;
    for (let i = this.edits.length - 1; i >= 0; i--) {
      const edit = this.edits[i]!;
      if (edit.version <= version) break;
      if (at <= edit.start) continue;
      if (at < edit.start + edit.length) return null;
      at -= edit.length - (edit.end - edit.start);
    }
    return at;
  }
}

const trails = new WeakMap<TextDocument, EditTrail>();

export function trailOf(document: TextDocument): EditTrail {
  let trail = trails.get(document);
  if (trail === undefined) {
    trail = new EditTrail();
    trails.set(document, trail);
  }
  return trail;
}

/** Text documents that remember their edits: what the document managers of the protocol library are made with. */
export const trackedTextDocuments = {
  create: (uri: string, languageId: string, version: number, content: string): TextDocument =>
    TextDocument.create(uri, languageId, version, content),

  update(document: TextDocument, changes: TextDocumentContentChangeEvent[], version: number): TextDocument {
    const trail = trailOf(document);
    let updated = document;
    for (const change of changes) {
      const edit = "range" in change ? rangeEdit(updated, change.range, change.text) : wholeEdit(updated, change.text);
      trail.add({ version, ...edit });
      updated = TextDocument.update(updated, [change], version);
    }
    if (changes.length === 0) updated = TextDocument.update(updated, [], version);
    if (updated !== document) trails.set(updated, trail);
    return updated;
  },
};

function rangeEdit(document: TextDocument, range: Range, text: string): Omit<Edit, "version"> {
  const [a, b] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const start = Math.min(a, b);
  const end = Math.max(a, b);
  const old = document.getText({ start: document.positionAt(start), end: document.positionAt(end) });
  return difference(start, old, text);
}

/** A client that sends whole texts: what differs between them is the edit. */
function wholeEdit(document: TextDocument, text: string): Omit<Edit, "version"> {
  return difference(0, document.getText(), text);
}

/** The smallest single edit that makes `old`, which stands at `offset`, to `text`. */
function difference(offset: number, old: string, text: string): Omit<Edit, "version"> {
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old.charCodeAt(start) === text.charCodeAt(start)) start++;
  let tail = 0;
  while (tail < shorter - start && old.charCodeAt(old.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail)) {
    tail++;
  }
  return { start: offset + start, end: offset + old.length - tail, length: text.length - tail - start };
}
