/** Turns what a recorder kept into the plain Trace, when the run has ended. */
import type { Node } from "../autograd/node.ts";
import type { Tensor } from "../autograd/tensor.ts";
import type { TensorFace } from "../protocol/graph.ts";
import type { Site } from "../python/evaluation/observer.ts";
import { PyType, typeOf } from "../python/objects/type.ts";
import { PyFloat } from "../python/objects/value.ts";
import { float32, getDefaultDType } from "../tensor/dtype.ts";
import { defaultPrintOptions, printOptions, tensorRepr } from "../tensor/print.ts";
import { denseData, type Strided } from "../tensor/strided.ts";
import type { KeptBackward } from "./backwardRecorder.ts";
import { tensorFace } from "./face.ts";
import { plainText, TextSnapshot } from "./plainText.ts";
import { type KeptValue, Provenance, type Recorder, type SiteRecorder, siteName } from "./recorder.ts";
import { type DataSnapshot, edgeKey, peekGradFn, staleView, TensorSnapshot } from "./snapshot.ts";
import {
  type BackwardRun,
  fullDataLimit,
  type GradientRecord,
  type Root,
  type SiteRecord,
  type TensorValue,
  type TraceRange,
  type TraceValue,
  type Visit,
} from "./trace.ts";

/** Roots of a run with the live tensors behind them: what graph and backward requests work on. */
export interface LiveRoot extends Root {
  readonly tensor: Tensor;
}

export interface Sealed {
  readonly sites: SiteRecord[];
  readonly backwardRuns: BackwardRun[];
  readonly liveRoots: LiveRoot[];
}

export interface SealOptions {
  /** True for places that bind a name: targets and parameters. */
  readonly isTarget: (site: Site) => boolean;
  /** The statement around a place, for naming roots. */
  readonly statementOf: (site: Site) => { readonly start: number; readonly end: number };
}

export function rangeOf(site: Site): TraceRange {
  return { code: site.code.key, start: site.start, end: site.end };
}

export function seal(recorder: Recorder, options: SealOptions): Sealed {
  const sites = recorder.records.map((record) => sealSite(record, options)).sort(bySite);
  const backwardRuns = recorder.backward
    .runs()
    .map((run, id) => sealBackward(run, id, recorder.names.get(run.root) ?? null));
  return { sites, backwardRuns, liveRoots: findRoots(recorder, options) };
}

function bySite(a: SiteRecord, b: SiteRecord): number {
  return a.range.code - b.range.code || a.range.start - b.range.start || b.range.end - a.range.end;
}

function sealSite(record: SiteRecorder, options: SealOptions): SiteRecord {
  const { site, passes, values } = record;
  const visits: Visit[] = passes.map((pass, i) => ({ pass, value: sealValue(values[i]!) }));
  if (record.lastPass >= 0 && passes.at(-1) !== record.lastPass) {
    visits.push({ pass: record.lastPass, value: sealValue(record.last) });
  }
  const node = site.node;
  return {
    range: rangeOf(site),
    syntax: "type" in node ? node.type : "arg" in node ? "Param" : "asname" in node ? "Alias" : "Definition",
    name: siteName(site),
    isTarget: options.isTarget(site),
    scope: site.scope,
    count: record.count,
    visits,
  };
}

export function sealValue(value: KeptValue): TraceValue {
  if (value instanceof TensorSnapshot) return sealTensor(value);
  if (value instanceof TextSnapshot) {
    return { kind: "plain", className: value.className, text: value.text, isCut: value.isCut, number: null };
  }
  const { text, isCut } = plainText(value);
  const number = value instanceof PyFloat ? value.value : typeof value === "number" ? value : null;
  return { kind: "plain", className: typeOf(value).name, text, isCut, number };
}

/** `Tensor`, `Parameter`, or a subclass's name. */
export function classNameOf(cls: unknown): string {
  return cls instanceof PyType ? cls.name : "Tensor";
}

export function sealTensor(s: TensorSnapshot): TensorValue {
  const t = s.strided();
  const isShown = t.numel <= fullDataLimit && !hasUnsafeIntegers(t);
  const options = {
    gradFn: s.gradFn === null ? undefined : s.gradFn,
    requiresGrad: s.requiresGrad,
  };
  return {
    kind: "tensor",
    className: classNameOf(s.cls),
    dtype: t.dtype.name,
    shape: [...t.shape],
    data: isShown ? denseData(t).slice() : null,
    text: isShown && printsByDefault() ? null : reprOf(t, classNameOf(s.cls), options),
    stats: isShown ? null : tensorFace(t, options),
    requiresGrad: s.requiresGrad,
    isLeaf: s.gradFn === null,
    gradFn: s.gradFn,
    version: s.version,
    isView: s.isView,
    retainsGrad: s.retainsGrad,
    identity: s.identity,
    edge: s.edge,
    grad: s.grad === null ? null : tensorRepr(s.grad.strided()),
  };
}

/** Whoever prints from the elements later knows nothing of what the program has set. */
function printsByDefault(): boolean {
  const d = defaultPrintOptions();
  const o = printOptions;
  return (
    getDefaultDType() === float32 &&
    o.precision === d.precision &&
    o.threshold === d.threshold &&
    o.edgeitems === d.edgeitems &&
    o.linewidth === d.linewidth &&
    o.sciMode === d.sciMode
  );
}

function reprOf(t: Strided, className: string, options: { gradFn: string | undefined; requiresGrad: boolean }): string {
  return className === "Parameter" ? `Parameter containing:\n${tensorRepr(t, options)}` : tensorRepr(t, options);
}

function hasUnsafeIntegers(t: Strided): boolean {
  return t.dtype.name === "int64" && denseData(t).some((x) => !Number.isSafeInteger(x));
}

// ---------------------------------------------------------------- backward runs

export function sealBackward(
  run: KeptBackward,
  id: number,
  rootName: string | null,
  kind: BackwardRun["kind"] = "call",
): BackwardRun {
  const gradients = new Map<string, GradientRecord>();
  let squares = 0;
  for (const [key, kept] of run.gradients) {
    const sum = kept.sum ?? (kept.addends.length === 1 ? kept.addends[0]! : null);
    if (sum === null) continue;
    const value = tensorFace(sum.strided());
    if (key.startsWith("leaf")) squares += (value.norm ?? 0) ** 2;
    gradients.set(key, {
      value,
      addends: kept.addends.length > 1 ? kept.addends.map((a) => tensorFace(a.strided())) : [],
      accumulated:
        kept.accumulated === null
          ? null
          : { before: contentOrNull(kept.accumulated.before), after: tensorRepr(kept.accumulated.after.strided()) },
    });
  }
  return {
    id,
    kind,
    range: run.site === null ? null : rangeOf(run.site),
    rootName,
    rootEdge: run.rootEdge,
    pass: run.pass,
    gradients,
    norm: Math.sqrt(squares),
  };
}

function contentOrNull(snapshot: DataSnapshot | null): string | null {
  return snapshot === null ? null : tensorRepr(snapshot.strided());
}

/** The face of a kept tensor, or null. */
export function faceOf(snapshot: DataSnapshot | null | undefined): TensorFace | null {
  return snapshot === null || snapshot === undefined ? null : tensorFace(snapshot.strided());
}

// ---------------------------------------------------------------- roots

/**
 * Tensors that require grad and feed no other node, in the order of their statements. A root stands where the module
 * level made it; one that only a function ever saw stands in the function.
 */
function findRoots(recorder: Recorder, options: SealOptions): LiveRoot[] {
  const byNode = new Map<Node, { tensor: Tensor; record: SiteRecorder }>();
  for (const [record, tensor] of recorder.made) {
    const node = peekGradFn(tensor);
    if (node === null || node === staleView) continue;
    const provenance = node.provenance;
    if (!(provenance instanceof Provenance) || provenance.isUsed) continue;
    const kept = byNode.get(node);
    if (kept === undefined) byNode.set(node, { tensor, record: provenance.record });
    // Records come in the order in which places were first reached: inner expressions first, later readers last.
    else if (kept.record.site.scope !== null && record.site.scope === null && !isReading(record.site)) {
      byNode.set(node, { tensor, record });
    }
  }
  const ordinals = new Map<string, number>();
  const roots: LiveRoot[] = [];
  const found = [...byNode].map(([node, { tensor, record }]) => ({ node, tensor, site: record.site }));
  found.sort(
    (a, b) => a.site.code.key - b.site.code.key || a.site.start - b.site.start || a.node.sequenceNr - b.node.sequenceNr,
  );
  for (const { node, tensor, site } of found) {
    const statement = options.statementOf(site);
    const text = site.code.source.slice(statement.start, statement.end).split("\n", 1)[0]!.trim();
    const ordinal = ordinals.get(text) ?? 0;
    ordinals.set(text, ordinal + 1);
    roots.push({
      key: `${text}#${ordinal}`,
      name: recorder.names.get(tensor) ?? null,
      range: rangeOf(site),
      shape: [...tensor.shape],
      gradFn: node.name,
      edge: edgeKey(node, tensor.outputNr, (t) => recorder.identify(t)),
      isScalar: tensor.numel === 1,
      tensor,
    });
  }
  return roots;
}

/** Names and attributes only read what another place made. */
function isReading(site: Site): boolean {
  const node = site.node;
  return "type" in node && (node.type === "Name" || node.type === "Attribute");
}
