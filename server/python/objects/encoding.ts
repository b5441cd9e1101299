/** Text to bytes and back: UTF-8, UTF-16, UTF-32, Latin-1 and ASCII, with CPython's error handlers. */

import { PyBytes } from "./bytes.ts";
import { codePointsOf } from "./codePoints.ts";
import { NotSupported } from "./errors.ts";
import { exceptionTypes, raiseError, raiseWith } from "./exceptions.ts";
import { escapeCodePoint } from "./strRepr.ts";

type Codec =
  | "utf-8"
  | "utf-8-sig"
  | "latin-1"
  | "ascii"
  | "utf-16"
  | "utf-16-le"
  | "utf-16-be"
  | "utf-32"
  | "utf-32-le"
  | "utf-32-be";

const ALIASES: Readonly<Record<string, Codec>> = {
  utf_8: "utf-8",
  utf8: "utf-8",
  u8: "utf-8",
  utf: "utf-8",
  cp65001: "utf-8",
  utf_8_sig: "utf-8-sig",
  latin_1: "latin-1",
  latin1: "latin-1",
  latin: "latin-1",
  l1: "latin-1",
  iso_8859_1: "latin-1",
  iso8859_1: "latin-1",
  "8859": "latin-1",
  cp819: "latin-1",
  ascii: "ascii",
  us_ascii: "ascii",
  "646": "ascii",
  utf_16: "utf-16",
  utf16: "utf-16",
  utf_16_le: "utf-16-le",
  utf_16le: "utf-16-le",
  utf_16_be: "utf-16-be",
  utf_16be: "utf-16-be",
  utf_32: "utf-32",
  utf32: "utf-32",
  utf_32_le: "utf-32-le",
  utf_32_be: "utf-32-be",
};

function codecOf(name: string): Codec {
  const codec = ALIASES[name.toLowerCase().replace(/[^a-z0-9.]+/g, "_")];
  if (codec !== undefined) return codec;
  if (
    /^(cp\d+|iso.*|koi8|big5|gb|shift|euc|mac|punycode|idna|rot|hex|base64|bz2|zlib|quopri|uu|unicode|raw|utf|windows)/i.test(
      name,
    )
  ) {
    throw new NotSupported(`the encoding ${name}`);
  }
  return raiseError(exceptionTypes.LookupError, `unknown encoding: ${name}`);
}

/** The name that error messages use. */
function shownName(codec: Codec): string {
  return codec === "utf-8-sig" ? "utf-8" : codec;
}

/** `str.encode(encoding, errors)`. */
export function encode(text: string, encoding = "utf-8", errors = "strict"): Uint8Array {
  const codec = codecOf(encoding);
  const out: number[] = [];
  if (codec === "utf-8-sig") out.push(0xef, 0xbb, 0xbf);
  if (codec === "utf-16") out.push(0xff, 0xfe);
  if (codec === "utf-32") out.push(0xff, 0xfe, 0, 0);
  const chars = codePointsOf(text);
  const limit = codec === "latin-1" ? 0xff : codec === "ascii" ? 0x7f : 0x10ffff;
  for (let i = 0; i < chars.length; i++) {
    const code = chars[i]!.codePointAt(0)!;
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    if (code > limit || (isSurrogate && limit === 0x10ffff)) {
      let end = i + 1;
      while (end < chars.length && isBad(chars[end]!.codePointAt(0)!, limit)) end++;
      const reason = limit === 0x10ffff ? "surrogates not allowed" : `ordinal not in range(${limit + 1})`;
      const replacement = replaceUnencodable(errors, code, () =>
        raiseWith(exceptionTypes.UnicodeEncodeError, shownName(codec), text, i, end, reason),
      );
      if (typeof replacement === "string") for (const c of replacement) put(out, c.codePointAt(0)!, codec);
      else out.push(...replacement);
      continue;
    }
    put(out, code, codec);
  }
  return Uint8Array.from(out);
}

function isBad(code: number, limit: number): boolean {
  return code > limit || (limit === 0x10ffff && code >= 0xd800 && code <= 0xdfff);
}

function replaceUnencodable(errors: string, code: number, strict: () => never): string | number[] {
  switch (errors) {
    case "strict":
      return strict();
    case "ignore":
      return "";
    case "replace":
      return "?";
    case "backslashreplace":
      return escapeCodePoint(code);
    case "xmlcharrefreplace":
      return `&#${code};`;
    case "surrogateescape":
      return code >= 0xdc80 && code <= 0xdcff ? [code - 0xdc00] : strict();
    case "namereplace":
    case "surrogatepass":
      throw new NotSupported(`the error handler ${errors}`);
    default:
      return raiseError(exceptionTypes.LookupError, `unknown error handler name '${errors}'`);
  }
}

function put(out: number[], code: number, codec: Codec): void {
  switch (codec) {
    case "utf-8":
    case "utf-8-sig":
      if (code < 0x80) out.push(code);
      else if (code < 0x800) out.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
      else if (code < 0x10000) out.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
      else {
        out.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
      }
      break;
    case "latin-1":
    case "ascii":
      out.push(code);
      break;
    case "utf-32":
    case "utf-32-le":
      out.push(code & 0xff, (code >> 8) & 0xff, code >> 16, 0);
      break;
    case "utf-32-be":
      out.push(0, code >> 16, (code >> 8) & 0xff, code & 0xff);
      break;
    default: {
      const units = String.fromCodePoint(code);
      for (let i = 0; i < units.length; i++) {
        const unit = units.charCodeAt(i);
        if (codec === "utf-16-be") out.push(unit >> 8, unit & 0xff);
        else out.push(unit & 0xff, unit >> 8);
      }
    }
  }
}

/** `bytes.decode(encoding, errors)`. */
export function decode(bytes: Uint8Array, encoding = "utf-8", errors = "strict"): string {
  const codec = codecOf(encoding);
  switch (codec) {
    case "latin-1":
      return Array.from(bytes, (b) => String.fromCharCode(b)).join("");
    case "ascii": {
      let out = "";
      for (let i = 0; i < bytes.length; i++) {
        const b = bytes[i]!;
        out +=
          b < 0x80
            ? String.fromCharCode(b)
            : undecodable(errors, bytes, "ascii", i, i + 1, "ordinal not in range(128)");
      }
      return out;
    }
    case "utf-8":
      return decodeUtf8(bytes, 0, errors);
    case "utf-8-sig":
      return decodeUtf8(bytes, bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0, errors);
    default:
      return decodeWide(bytes, codec, errors);
  }
}

function undecodable(
  errors: string,
  bytes: Uint8Array,
  codec: string,
  start: number,
  end: number,
  reason: string,
): string {
  switch (errors) {
    case "strict":
      return raiseWith(exceptionTypes.UnicodeDecodeError, codec, new PyBytes(bytes), start, end, reason);
    case "ignore":
      return "";
    case "replace":
      return "\ufffd";
    case "backslashreplace":
      return Array.from(bytes.slice(start, end), (b) => `\\x${b.toString(16).padStart(2, "0")}`).join("");
    case "surrogateescape":
      return Array.from(bytes.slice(start, end), (b) => String.fromCharCode(0xdc00 + b)).join("");
    case "surrogatepass":
      throw new NotSupported(`the error handler ${errors}`);
    default:
      return raiseError(exceptionTypes.LookupError, `unknown error handler name '${errors}'`);
  }
}

function decodeUtf8(bytes: Uint8Array, from: number, errors: string): string {
  let out = "";
  let i = from;
  while (i < bytes.length) {
    const b = bytes[i]!;
    if (b < 0x80) {
      out += String.fromCharCode(b);
      i++;
      continue;
    }
    // The second byte's range excludes overlong forms, surrogates and what lies beyond U+10FFFF.
    let size = 0;
    let low = 0x80;
    let high = 0xbf;
    if (b >= 0xc2 && b <= 0xdf) size = 2;
    else if (b >= 0xe0 && b <= 0xef) {
      size = 3;
      if (b === 0xe0) low = 0xa0;
      if (b === 0xed) high = 0x9f;
    } else if (b >= 0xf0 && b <= 0xf4) {
      size = 4;
      if (b === 0xf0) low = 0x90;
      if (b === 0xf4) high = 0x8f;
    }
    if (size === 0) {
      out += undecodable(errors, bytes, "utf-8", i, i + 1, "invalid start byte");
      i++;
      continue;
    }
    let valid = 1;
    for (; valid < size; valid++) {
      const next = bytes[i + valid];
      if (next === undefined) break;
      const isFirst = valid === 1;
      if (next < (isFirst ? low : 0x80) || next > (isFirst ? high : 0xbf)) break;
    }
    if (valid < size) {
      const isEnd = i + valid >= bytes.length;
      out += undecodable(
        errors,
        bytes,
        "utf-8",
        i,
        i + valid,
        isEnd ? "unexpected end of data" : "invalid continuation byte",
      );
      i += valid;
      continue;
    }
    let code = b & (0xff >> (size + 1));
    for (let k = 1; k < size; k++) code = (code << 6) | (bytes[i + k]! & 0x3f);
    out += String.fromCodePoint(code);
    i += size;
  }
  return out;
}

function decodeWide(bytes: Uint8Array, codec: Codec, errors: string): string {
  const isWide32 = codec.startsWith("utf-32");
  const size = isWide32 ? 4 : 2;
  let isLittle = !codec.endsWith("be");
  let i = 0;
  if (codec === "utf-16" || codec === "utf-32") {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) i = size;
    else if (isWide32 ? bytes[2] === 0xfe && bytes[3] === 0xff : bytes[0] === 0xfe && bytes[1] === 0xff) {
      isLittle = false;
      i = size;
    }
  }
  const shown = codec === "utf-16" || codec === "utf-32" ? codec : codec;
  let out = "";
  for (; i < bytes.length; i += size) {
    if (i + size > bytes.length) {
      out += undecodable(errors, bytes, shown, i, bytes.length, "truncated data");
      break;
    }
    let code = 0;
    for (let k = 0; k < size; k++) code = code * 256 + bytes[isLittle ? i + size - 1 - k : i + k]!;
    out += isWide32 ? String.fromCodePoint(code) : String.fromCharCode(code);
  }
  return out;
}
