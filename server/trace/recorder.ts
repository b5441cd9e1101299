/**
 * Listens to a run. Everything here happens while the program runs, so it keeps references and counts, and leaves all
 * formatting to the end (seal.ts). Memory is bounded: per place the first, the last and a thinned series of values.
 */
import type { Node } from "../autograd/node.ts";
import { AccumulateGrad } from "../autograd/node.ts";
import { Tensor, type VersionCounter } from "../autograd/tensor.ts";
import type { Observer, Site } from "../python/evaluation/observer.ts";
import { PyFloat, type PyValue } from "../python/objects/value.ts";
import { BackwardRecorder } from "./backwardRecorder.ts";
import { plainText, type TextSnapshot } from "./plainText.ts";
import { peekGradFn, staleView, TensorSnapshot } from "./snapshot.ts";

/** Values kept between the first and the last one of a place. */
export const keptVisits = 64;
/** From this many visits on, values that have to be formatted at once are looked at only when they will be kept. */
const eagerVisits = 256;
/** Bytes of tensor data that snapshots may hold; beyond it, only what a place shows first and last is kept. */
const memoryLimit = 128 * 2 ** 20;

/** Immutable values stand for themselves until the run is sealed. */
export type KeptValue = null | boolean | number | bigint | string | PyFloat | TextSnapshot | TensorSnapshot;

/** The record behind one {@link Site}. */
export class SiteRecorder {
  readonly site: Site;
  count = 0;
  readonly passes: number[] = [];
  readonly values: KeptValue[] = [];
  stride = 1;
  /** The next visit that goes into the series: the next multiple of `stride`. */
  nextKept = 0;
  last: KeptValue = null;
  lastPass = -1;
  /** Set for places whose exact `repr` is asked for (expectations): called with every value. */
  readonly listener: ((value: PyValue) => void) | null;
  /** What this place binds its value to; null where it only reads. */
  readonly boundName: string | null;
  constructor(site: Site, options: RecorderOptions) {
    this.site = site;
    this.listener = options.listen(site);
    this.boundName = options.isTarget(site) ? siteName(site) : null;
  }
}

/** Where a node of the graph was made. Kept on the node itself (`Node.provenance`), so that it goes when the node goes. */
export class Provenance {
  readonly record: SiteRecorder;
  readonly pass: number;
  readonly scope: readonly string[];
  /** Output 0 of the node as it was when made; null when the value was never seen by the program. */
  forward: TensorSnapshot | null = null;
  /** True once another node has an edge to this one: then it is not a root. */
  isUsed = false;
  constructor(record: SiteRecorder, pass: number, scope: readonly string[]) {
    this.record = record;
    this.pass = pass;
    this.scope = scope;
  }
}

/** What one recorder knows of a tensor. Kept on the tensor itself (`Tensor.recorded`), so that it goes when the tensor goes. */
class TensorRecord {
  readonly owner: Recorder;
  readonly identity: number;
  /** The newest name that it was bound to. */
  name: string | undefined = undefined;
  /** The place that gave it first. */
  origin: Site | undefined = undefined;
  constructor(owner: Recorder, identity: number) {
    this.owner = owner;
    this.identity = identity;
  }
}

export interface LoopState {
  readonly site: Site;
  index: number;
}

export interface RecorderOptions {
  /** True for places that bind a name: targets and parameters. */
  readonly isTarget: (site: Site) => boolean;
  /** Asked once per place: who wants every value of it. */
  readonly listen: (site: Site) => ((value: PyValue) => void) | null;
}

export class Recorder implements Observer {
  readonly records: SiteRecorder[] = [];
  /** Loops under way, outermost first: where a run that was stopped stood. */
  readonly loops: LoopState[] = [];
  /** Loops left since the newest value, innermost first: when a run is stopped, those it stood in. */
  readonly #unwound: LoopState[] = [];
  /** Names that tensors were bound to, the newest per tensor. */
  readonly names = {
    get: (t: Tensor): string | undefined => this.#peek(t)?.name,
    has: (t: Tensor): boolean => this.#peek(t)?.name !== undefined,
  };
  /** The place that gave a tensor first. */
  readonly origins = { get: (t: Tensor): Site | undefined => this.#peek(t)?.origin };
  /** By version counter: the place that first gave a tensor in its newest version, after at least one in-place write. */
  readonly #writes = new WeakMap<VersionCounter, { version: number; site: Site }>();
  readonly #namesByIdentity = new Map<number, string>();
  /** The last tensor that each place gave and that had a grad_fn of its own: candidates for roots. */
  readonly made = new Map<SiteRecorder, Tensor>();
  readonly backward: BackwardRecorder;
  readonly #options: RecorderOptions;
  #nextIdentity = 0;
  /** Names of the functions under way, outermost first, and a copy of them for those who keep it: made on demand. */
  readonly #functions: string[] = [];
  #scope: readonly string[] | null = null;
  #bytes = 0;
  /** The place that gave the newest value: what was being evaluated when something happened out of sight. */
  lastSite: Site | null = null;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.backward = new BackwardRecorder((t) => this.identify(t));
  }

  #peek(t: Tensor): TensorRecord | null {
    return t.recorded instanceof TensorRecord && t.recorded.owner === this ? t.recorded : null;
  }

  #recordOf(t: Tensor): TensorRecord {
    const known = this.#peek(t);
    if (known !== null) return known;
    const record = new TensorRecord(this, this.#nextIdentity++);
    t.recorded = record;
    return record;
  }

  /** A number for this tensor object, the same for the whole run. */
  identify(t: Tensor): number {
    return this.#recordOf(t).identity;
  }

  /** The name of the tensor with this identity, or null. */
  nameOf(identity: number): string | null {
    return this.#namesByIdentity.get(identity) ?? null;
  }

  /** The place that last wrote into the data of a tensor; null when nobody was seen doing it. */
  lastWrite(t: Tensor): Site | null {
    return this.#writes.get(t.counter)?.site ?? null;
  }

  setName(t: Tensor, name: string): void {
    this.#recordOf(t).name = name;
    // Bounded: a loop that binds a new tensor in every pass would otherwise fill it.
    if (this.#namesByIdentity.size < 100_000) this.#namesByIdentity.set(this.identify(t), name);
  }

  value(site: Site, value: PyValue): void {
    const record = site.slot instanceof SiteRecorder ? site.slot : this.#open(site);
    const pass = record.count++;
    this.lastSite = site;
    // Nearly all that happens in a loop: a value that stands for itself, at a visit that is only remembered as the last.
    // Short enough for the host to put it into the evaluator's closures.
    if (
      (typeof value !== "object" || value === null || value instanceof PyFloat) &&
      pass !== record.nextKept &&
      record.listener === null &&
      this.#unwound.length === 0 &&
      !this.backward.isPending
    ) {
      record.last = value;
      record.lastPass = pass;
      return;
    }
    this.#visit(record, pass, value);
  }

  #visit(record: SiteRecorder, pass: number, value: PyValue): void {
    if (this.#unwound.length > 0) this.#unwound.length = 0;
    const isKept = pass === record.nextKept;
    let kept: KeptValue;
    if (typeof value !== "object" || value === null || value instanceof PyFloat) kept = value;
    // Tensors are not PyObjects in the host's sense: they only have the shape of one.
    else if ((value as unknown) instanceof Tensor) {
      const t = value as unknown as Tensor;
      if (!isKept && this.#bytes > memoryLimit && t.impl.numel > 1000) return;
      kept = this.#tensor(t, record, pass);
    } else if (isKept || pass < eagerVisits) kept = plainText(value);
    else return;
    if (this.backward.isPending && !this.backward.isUnderWay) this.backward.attribute(record.site, pass);
    record.last = kept;
    record.lastPass = pass;
    if (isKept) this.#keep(record, pass, kept);
    if (record.listener !== null) record.listener(value);
  }

  pass(site: Site, index: number): void {
    const loops = this.loops;
    const top = loops.length > 0 ? loops[loops.length - 1]! : undefined;
    if (top !== undefined && top.site === site && index > 0) top.index = index;
    else loops.push({ site, index });
  }

  loopEnd(site: Site): void {
    const loops = this.loops;
    for (let i = loops.length - 1; i >= 0; i--) {
      if (loops[i]!.site === site) {
        this.#unwound.push(loops[i]!);
        loops.length = i;
        return;
      }
    }
  }

  /** Where a run that has just been stopped stood: its innermost loop and the pass of it. */
  get stoppedLoop(): LoopState | null {
    return this.#unwound[0] ?? this.loops.at(-1) ?? null;
  }

  enter(_callSite: Site | null, name: string): void {
    this.#functions.push(name);
    this.#scope = null;
  }

  leave(): void {
    this.#functions.pop();
    this.#scope = null;
  }

  #open(site: Site): SiteRecorder {
    const record = new SiteRecorder(site, this.#options);
    site.slot = record;
    this.records.push(record);
    return record;
  }

  #keep(record: SiteRecorder, pass: number, kept: KeptValue): void {
    const { passes, values } = record;
    passes.push(pass);
    values.push(kept);
    record.nextKept = pass + record.stride;
    if (passes.length < keptVisits) return;
    // Full: every second one goes, and from now on only every second pass is looked at.
    record.stride *= 2;
    record.nextKept = (Math.floor(pass / record.stride) + 1) * record.stride;
    let n = 0;
    for (let i = 0; i < passes.length; i++) {
      if (passes[i]! % record.stride !== 0) {
        const gone = values[i];
        if (gone instanceof TensorSnapshot) this.#bytes -= gone.bytes;
        continue;
      }
      passes[n] = passes[i]!;
      values[n++] = values[i]!;
    }
    passes.length = n;
    values.length = n;
  }

  #tensor(t: Tensor, record: SiteRecorder, pass: number): TensorSnapshot {
    const known = this.#recordOf(t);
    known.origin ??= record.site;
    const { counter } = t;
    if (counter.version > 0 && this.#writes.get(counter)?.version !== counter.version) {
      this.#writes.set(counter, { version: counter.version, site: record.site });
    }
    const snapshot = new TensorSnapshot(t, known.identity);
    this.#bytes += snapshot.bytes;
    const previous = record.last;
    // Only the series is counted for good; a last value makes room for the next one.
    if (previous instanceof TensorSnapshot && record.passes.at(-1) !== record.lastPass) this.#bytes -= previous.bytes;
    const node = peekGradFn(t);
    if (node !== null && node !== staleView) {
      if (node.provenance === null) this.#attribute(node, record, pass);
      const provenance = node.provenance;
      if (provenance instanceof Provenance) {
        if (provenance.forward === null && t.outputNr === 0) provenance.forward = snapshot;
        this.made.set(record, t);
      }
    }
    if (record.boundName !== null) {
      // A name given at module level stays when a function calls its parameter something else.
      if (record.site.scope === null || known.name === undefined) this.setName(t, record.boundName);
    }
    return snapshot;
  }

  /** The node and everything behind it that has no place yet was made by this expression. Iterative: chains are long. */
  #attribute(node: Node, record: SiteRecorder, pass: number): void {
    const stack = [node];
    this.#scope ??= [...this.#functions];
    const scope = this.#scope;
    node.provenance = new Provenance(record, pass, scope);
    for (let n = stack.pop(); n !== undefined; n = stack.pop()) {
      for (const edge of n.next) {
        if (edge === null || edge.node instanceof AccumulateGrad) continue;
        const next = edge.node;
        if (next.provenance === null) {
          next.provenance = new Provenance(record, pass, scope);
          stack.push(next);
        }
        if (next.provenance instanceof Provenance) next.provenance.isUsed = true;
      }
    }
  }
}

/** `w`, `self.w`, or null: what a place binds or reads by name. */
export function siteName(site: Site): string | null {
  const node = site.node;
  if (!("type" in node)) {
    if ("arg" in node && typeof node.arg === "string") return node.arg;
    if ("asname" in node && typeof node.asname === "string") return node.asname;
    if ("name" in node && typeof node.name === "string") return node.name;
    const text = site.code.source.slice(site.start, site.end);
    return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text) ? text : null;
  }
  let name = "";
  let at = node;
  while (at.type === "Attribute") {
    name = `.${at.attr}${name}`;
    at = at.value;
  }
  return at.type === "Name" ? at.id + name : null;
}
