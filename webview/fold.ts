/**
 * Folding: which nodes are drawn one by one and which stand together as one item, so that never more than
 * {@link LIMIT} items reach the layout. A pure function of the graph and of what the reader opened and closed.
 *
 * Groups, from the outside in: function or module scopes, loop passes (`×100`), long chains, and, when nothing of the
 * program's own structure suffices, blocks of neighbouring nodes. A node with many uses, such as a parameter of a
 * loop, is drawn once per use: one node with hundreds of edges makes every layered layout take minutes.
 */
import type { GraphNode } from "../server/protocol/graph.ts";
import { type EdgeRef, type GraphIndex, isLeaf } from "./fold/graphIndex.ts";
import { findLoops, type Loop, type Loops } from "./fold/loops.ts";

/** The most items that are ever laid out. */
export const LIMIT = 600;
/** Above this many items a default folding looks for coarser groups. */
export const COMFORTABLE = 140;
/** Graphs up to this size are shown whole: folding would hide what fits. */
export const SMALL = 40;
/** A loop with fewer passes than this is shown unrolled unless the reader closes it. */
export const FEWEST_PASSES = 4;
/** From this many uses on, a leaf is drawn once per use; other nodes get stand-ins at their uses from three times as many. */
export const MANY_USES = 4;
/** A run of this many nodes without branches counts as long. */
export const LONG_CHAIN = 8;
/** More edges than this make the layout slow whatever the number of items: blocks get coarser until it holds. */
const MOST_EDGES = 900;

/** What the reader decided, by group key. Plain data: it is kept across reloads. */
export interface FoldChoices {
  /** Groups opened against the default, oldest first. */
  readonly opened: readonly string[];
  readonly closed: readonly string[];
  /** Single passes taken out of a folded loop, by the loop's key. */
  readonly passes: { readonly [loop: string]: readonly number[] };
}

export const NO_CHOICES: FoldChoices = { opened: [], closed: [], passes: {} };

export type GroupKind = "passes" | "scope" | "chain" | "block" | "leaves";

export interface NodeItem {
  readonly kind: "node";
  readonly key: string;
  readonly node: number;
  /** Set when this stands for one of many uses: which, of how many. */
  readonly use: { readonly index: number; readonly count: number } | null;
}

export interface GroupItem {
  readonly kind: "group";
  readonly key: string;
  readonly group: GroupKind;
  /** What {@link FoldChoices} calls it; several items of one loop share it. */
  readonly groupKey: string;
  readonly label: string;
  /** Ids; for passes in the order of the passes, else topological. */
  readonly nodes: readonly number[];
  /** For passes: the first and last one folded, and how many there are in all. */
  readonly passes: { readonly first: number; readonly last: number; readonly of: number } | null;
}

export type Item = NodeItem | GroupItem;

/**
 * An arrow between two items: one edge of the graph, or all that run between two groups. Without members it only says
 * that a stand-in is the node it points to.
 */
export interface VisibleEdge {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly members: readonly EdgeRef[];
  /** It runs against the order of the drawing, as what one pass of a loop hands to the next one does. */
  readonly isCarried: boolean;
}

/** A group that the reader can open or close, shown or not. */
export interface GroupInfo {
  readonly key: string;
  readonly group: GroupKind;
  readonly label: string;
  readonly isOpen: boolean;
  readonly size: number;
}

export interface Folded {
  readonly items: readonly Item[];
  readonly edges: readonly VisibleEdge[];
  /** Per node: keys of the items that show it; several for a node drawn once per use. */
  readonly itemsOfNode: ReadonlyMap<number, readonly string[]>;
  readonly groups: readonly GroupInfo[];
  /** Per node: the groups around it, outermost first. */
  readonly groupsOfNode: (node: number) => readonly GroupInfo[];
  readonly loops: Loops;
  /** Groups that the reader opened and that had to be closed again to stay under {@link LIMIT}, oldest first. */
  readonly closedAgain: readonly string[];
}

/** @throws never: whatever the choices, the result has at most {@link LIMIT} items. */
export function fold(index: GraphIndex, choices: FoldChoices): Folded {
  const loops = findLoops(index);
  let opened = choices.opened;
  const closedAgain: string[] = [];
  for (;;) {
    const folded = foldOnce(index, loops, { ...choices, opened });
    if (folded.items.length <= LIMIT || opened.length === 0) {
      if (folded.items.length <= LIMIT) return { ...folded, closedAgain };
      // Nothing of the reader's left to close: single passes go next, then there is nothing but the default.
      return { ...foldOnce(index, loops, NO_CHOICES), closedAgain };
    }
    const half = Math.ceil(opened.length / 2);
    closedAgain.push(...opened.slice(0, half));
    opened = opened.slice(half);
  }
}

/** The choices after which `node` is drawn on its own, with as little else changed as possible. */
export function openTowards(folded: Folded, choices: FoldChoices, node: number): FoldChoices {
  let result = choices;
  for (const group of folded.groupsOfNode(node)) {
    if (group.isOpen) continue;
    const inLoop = folded.loops.ofNode.get(node);
    if (group.group === "passes" && inLoop !== undefined) {
      result = openPass(result, inLoop.loop.key, inLoop.at);
    } else {
      result = setOpen(result, group.key, true);
    }
  }
  return result;
}

export function setOpen(choices: FoldChoices, group: string, open: boolean): FoldChoices {
  const opened = choices.opened.filter((key) => key !== group);
  const closed = choices.closed.filter((key) => key !== group);
  if (open) opened.push(group);
  else closed.push(group);
  const passes = { ...choices.passes };
  // Closing a loop closes the passes taken out of it too.
  if (!open) delete passes[group];
  return { opened, closed, passes };
}

export function openPass(choices: FoldChoices, loop: string, pass: number): FoldChoices {
  const before = choices.passes[loop] ?? [];
  if (before.includes(pass)) return choices;
  return { ...choices, passes: { ...choices.passes, [loop]: [...before, pass].sort((a, b) => a - b) } };
}

// One folding ---------------------------------------------------------------------------------------------------------

/** An item before uses are split off and edges drawn. */
interface Draft {
  readonly key: string;
  readonly groupKey: string;
  readonly group: GroupKind | null;
  readonly label: string;
  readonly passes: GroupItem["passes"];
  nodes: number[];
}

/** A {@link GroupInfo} that is still being counted. */
type Noted = Omit<GroupInfo, "size"> & { size: number };

interface Plan {
  readonly drafts: Map<string, Draft>;
  readonly draftOf: Draft[];
  readonly groups: Map<string, Noted>;
  readonly path: string[][];
}

function foldOnce(index: GraphIndex, loops: Loops, choices: FoldChoices): Omit<Folded, "closedAgain"> {
  const opened = new Set(choices.opened);
  const closed = new Set(choices.closed);
  const size = index.graph.nodes.length;
  const loopsByDefault = size > SMALL;

  const attempt = (scopeDepth: number): Plan => {
    const plan = assign(index, loops, choices, opened, closed, loopsByDefault, scopeDepth);
    absorbLeaves(index, plan, opened, closed);
    return plan;
  };
  const deepest = index.graph.nodes.reduce((depth, node) => Math.max(depth, node.scope.length), 0);
  let plan = attempt(Number.POSITIVE_INFINITY);
  for (let depth = deepest; depth >= 1 && plan.drafts.size > COMFORTABLE; depth--) {
    const coarser = attempt(depth);
    // A scope around everything explains nothing: stop one level before it.
    if (coarser.drafts.size < 4) break;
    if (coarser.drafts.size < plan.drafts.size) plan = coarser;
  }
  foldChains(index, plan, opened, closed, plan.drafts.size > COMFORTABLE);
  if (plan.drafts.size > LIMIT) foldBlocks(index, plan, opened);
  return draw(index, loops, plan);
}

/** Puts each node into its outermost closed scope, else into its loop, else on its own. */
function assign(
  index: GraphIndex,
  loops: Loops,
  choices: FoldChoices,
  opened: ReadonlySet<string>,
  closed: ReadonlySet<string>,
  loopsByDefault: boolean,
  scopeDepth: number,
): Plan {
  const { nodes } = index.graph;
  const plan: Plan = { drafts: new Map(), draftOf: [], groups: new Map(), path: nodes.map(() => []) };
  const scopes = new Map<string, readonly Noted[]>();
  for (const node of nodes) {
    const path = plan.path[node.id]!;
    let home: Draft | null = null;
    if (!isLeaf(node) && node.scope.length > 0) {
      const joined = node.scope.join("\u2063");
      let around = scopes.get(joined);
      if (around === undefined) {
        around = node.scope.map((_, at): Noted => {
          const key = `scope:${node.scope.slice(0, at + 1).join("\u2063")}`;
          const isOpen = !closed.has(key) && (opened.has(key) || at + 1 < scopeDepth);
          return { key, group: "scope", label: node.scope.slice(0, at + 1).join(" › "), isOpen, size: 1 };
        });
        scopes.set(joined, around);
      }
      for (const scope of around) {
        note(plan, { ...scope });
        path.push(scope.key);
        if (!scope.isOpen && home === null) home = draft(plan, scope.key, scope.key, "scope", scope.label, null);
      }
    }
    const inLoop = loops.ofNode.get(node.id);
    if (inLoop !== undefined) {
      const { loop, body, at } = inLoop;
      const folds = loopsByDefault && loop.passes >= FEWEST_PASSES;
      const isOpen = !closed.has(loop.key) && (opened.has(loop.key) || !folds);
      const out = choices.passes[loop.key] ?? [];
      const isOut = isOpen || out.includes(at);
      note(plan, { key: loop.key, group: "passes", label: loopLabel(loop), isOpen, size: 1 });
      path.push(loop.key);
      if (!isOut && home === null) home = passesDraft(plan, node, loop, body, at, out);
    }
    home ??= draft(plan, index.keys[node.id]!, "", null, "", null);
    home.nodes.push(node.id);
    plan.draftOf[node.id] = home;
  }
  for (const item of plan.drafts.values()) {
    if (item.group === "passes") item.nodes.sort((a, b) => nodes[a]!.pass - nodes[b]!.pass);
  }
  return plan;
}

function loopLabel(loop: Loop): string {
  const [first, last] = loop.lines;
  const lines = first === last ? `line ${first + 1}` : `lines ${first + 1}–${last + 1}`;
  return `loop at ${lines}, ${loop.passes} passes`;
}

/** The passes between two that were taken out fold into one item, so that the order of passes stays visible. */
function passesDraft(
  plan: Plan,
  node: GraphNode,
  loop: Loop,
  body: Loop["body"][number],
  at: number,
  out: readonly number[],
): Draft {
  let first = 0;
  let last = body.nodes.length - 1;
  for (const pass of out) {
    if (pass < at) first = Math.max(first, pass + 1);
    if (pass > at) last = Math.min(last, pass - 1);
  }
  const range = { first, last, of: loop.passes };
  return draft(plan, `passes:${body.key}:${first}`, loop.key, "passes", node.name, range);
}

function draft(
  plan: Plan,
  key: string,
  groupKey: string,
  group: GroupKind | null,
  label: string,
  passes: GroupItem["passes"],
): Draft {
  const existing = plan.drafts.get(key);
  if (existing !== undefined) return existing;
  const made: Draft = { key, groupKey, group, label, passes, nodes: [] };
  plan.drafts.set(key, made);
  return made;
}

function note(plan: Plan, info: Noted): void {
  const known = plan.groups.get(info.key);
  if (known === undefined) plan.groups.set(info.key, info);
  else known.size += info.size;
}

/**
 * Leaves used only inside one closed scope go into it, as a module's parameters do. Many leaves that only one item
 * uses (a list of inputs to a loop) stand together beside it.
 */
function absorbLeaves(index: GraphIndex, plan: Plan, opened: ReadonlySet<string>, closed: ReadonlySet<string>): void {
  const beside = new Map<Draft, number[]>();
  for (const node of index.graph.nodes) {
    if (!isLeaf(node)) continue;
    const own = plan.draftOf[node.id]!;
    if (own.group !== null) continue;
    const user = onlyConsumer(index, plan, node.id);
    if (user === null || user.group === null) continue;
    if (user.group === "passes") {
      const leaves = beside.get(user);
      if (leaves === undefined) beside.set(user, [node.id]);
      else leaves.push(node.id);
    } else {
      move(plan, node.id, user);
      plan.path[node.id] = [...plan.path[index.consumers[node.id]![0]!.from]!];
    }
  }
  for (const [user, leaves] of beside) {
    if (leaves.length < MANY_USES) continue;
    const key = `leaves:${user.key}`;
    const isOpen = !closed.has(key) && opened.has(key);
    note(plan, { key, group: "leaves", label: `leaves of ${user.label}`, isOpen, size: leaves.length });
    for (const id of leaves) plan.path[id]!.push(key);
    if (isOpen) continue;
    const group = draft(plan, key, key, "leaves", "AccumulateGrad", null);
    for (const id of leaves) move(plan, id, group);
  }
}

function onlyConsumer(index: GraphIndex, plan: Plan, id: number): Draft | null {
  let only: Draft | null = null;
  for (const ref of index.consumers[id]!) {
    const user = plan.draftOf[ref.from]!;
    if (only !== null && only !== user) return null;
    only = user;
  }
  return only;
}

function move(plan: Plan, id: number, to: Draft): void {
  const from = plan.draftOf[id]!;
  if (from === to) return;
  from.nodes = from.nodes.filter((other) => other !== id);
  if (from.nodes.length === 0) plan.drafts.delete(from.key);
  to.nodes.push(id);
  plan.draftOf[id] = to;
}

/** Runs of single nodes in which each has one consumer and, leaves aside, one successor. */
function findChains(index: GraphIndex, plan: Plan): number[][] {
  const { nodes } = index.graph;
  const isLink = (id: number): boolean => {
    if (plan.draftOf[id]!.group !== null || isLeaf(nodes[id]!)) return false;
    const users = index.consumers[id]!;
    return users.length > 0 && users.every((ref) => ref.from === users[0]!.from);
  };
  const after = (id: number): number | null => {
    let only: number | null = null;
    for (const { to } of nodes[id]!.next) {
      if (to === null || to === only || isLeaf(nodes[to]!)) continue;
      if (only !== null) return null;
      only = to;
    }
    return only;
  };
  const taken = new Set<number>();
  const chains: number[][] = [];
  for (const node of nodes) {
    if (taken.has(node.id) || !isLink(node.id) || after(node.id) === null) continue;
    const chain: number[] = [];
    for (let at: number | null = node.id; at !== null && isLink(at) && !taken.has(at); at = after(at)) {
      chain.push(at);
      taken.add(at);
      if (after(at) === null) break;
    }
    if (chain.length >= LONG_CHAIN) chains.push(chain);
  }
  return chains;
}

function foldChains(
  index: GraphIndex,
  plan: Plan,
  opened: ReadonlySet<string>,
  closed: ReadonlySet<string>,
  byDefault: boolean,
): void {
  for (const chain of findChains(index, plan)) {
    const key = `chain:${index.keys[chain[0]!]}`;
    // What the reader just opened must not vanish into a chain.
    const isAskedFor = chain.some((id) => plan.path[id]!.some((group) => opened.has(group)));
    const isOpen = !closed.has(key) && (opened.has(key) || isAskedFor || !byDefault);
    const label = span(index, chain);
    note(plan, { key, group: "chain", label, isOpen, size: chain.length });
    for (const id of chain) plan.path[id]!.push(key);
    if (isOpen) continue;
    const group = draft(plan, key, key, "chain", label, null);
    for (const id of chain) move(plan, id, group);
    for (const id of chain) {
      for (const edge of index.graph.nodes[id]!.next) {
        if (edge.to === null || !isLeaf(index.graph.nodes[edge.to]!) || plan.draftOf[edge.to]!.group !== null) continue;
        if (onlyConsumer(index, plan, edge.to) !== group) continue;
        move(plan, edge.to, group);
        plan.path[edge.to]!.push(key);
      }
    }
  }
}

/**
 * The last resort: neighbours in topological order stand together. Contiguous ranges keep the folded graph free of
 * cycles, and blocks of blocks can be opened level by level.
 */
function foldBlocks(index: GraphIndex, plan: Plan, opened: ReadonlySet<string>): void {
  const first = (item: Draft): number => item.nodes[0]!;
  const ordered = [...plan.drafts.values()].sort((a, b) => first(a) - first(b));
  const base = [...plan.draftOf];
  for (let budget = 100; ; budget = Math.floor(budget / 2)) {
    const blocks: { key: string; drafts: Draft[] }[] = [];
    divide(index, plan, ordered, budget, opened, blocks);
    for (const { key, drafts } of blocks) {
      const inside = drafts.flatMap((item) => item.nodes);
      const label = span(index, inside);
      const group: Draft = { key, groupKey: key, group: "block", label, passes: null, nodes: inside };
      for (const item of drafts) plan.drafts.delete(item.key);
      plan.drafts.set(key, group);
      for (const id of inside) plan.draftOf[id] = group;
    }
    if (budget <= 12 || countEdges(index, plan) <= MOST_EDGES) break;
    plan.drafts.clear();
    for (const item of ordered) plan.drafts.set(item.key, item);
    base.forEach((item, id) => {
      plan.draftOf[id] = item;
    });
    for (const key of [...plan.groups.keys()]) if (key.startsWith("block:")) plan.groups.delete(key);
    for (const path of plan.path) while (path.at(-1)?.startsWith("block:") === true) path.pop();
  }
}

function divide(
  index: GraphIndex,
  plan: Plan,
  items: readonly Draft[],
  budget: number,
  opened: ReadonlySet<string>,
  blocks: { key: string; drafts: Draft[] }[],
): void {
  const length = Math.ceil(items.length / budget);
  if (length <= 1) return;
  for (let at = 0; at < items.length; at += length) {
    const part = items.slice(at, at + length);
    const key = `block:${items.length}:${index.keys[part[0]!.nodes[0]!]}`;
    const isOpen = opened.has(key);
    const inside = part.flatMap((item) => item.nodes);
    note(plan, { key, group: "block", label: span(index, inside), isOpen, size: inside.length });
    for (const id of inside) plan.path[id]!.push(key);
    if (isOpen) divide(index, plan, part, 40, opened, blocks);
    else blocks.push({ key, drafts: part });
  }
}

/** What stands for a run of nodes: the names at its ends. */
function span(index: GraphIndex, ids: readonly number[]): string {
  const first = index.graph.nodes[ids[0]!]!.name;
  const last = index.graph.nodes[ids.at(-1)!]!.name;
  return first === last ? first : `${first} … ${last}`;
}

function countEdges(index: GraphIndex, plan: Plan): number {
  const pairs = new Set<string>();
  for (const node of index.graph.nodes) {
    const from = plan.draftOf[node.id]!;
    for (const edge of node.next) {
      if (edge.to === null) continue;
      const to = plan.draftOf[edge.to]!;
      if (from !== to) pairs.add(`${from.key}\u2063\u2063${to.key}`);
    }
  }
  return pairs.size;
}

// Items and arrows ----------------------------------------------------------------------------------------------------

function draw(index: GraphIndex, loops: Loops, plan: Plan): Omit<Folded, "closedAgain"> {
  const { nodes } = index.graph;
  const items: Item[] = [];
  const itemsOfNode = new Map<number, string[]>();
  const show = (id: number, key: string): void => {
    const shown = itemsOfNode.get(id);
    if (shown === undefined) itemsOfNode.set(id, [key]);
    else shown.push(key);
  };

  // Which single nodes are drawn once per use, and where each of their uses is.
  const splits = new Map<number, Map<Draft, { key: string; index: number }>>();
  const room = LIMIT - plan.drafts.size;
  let extra = 0;
  for (const node of nodes) {
    const own = plan.draftOf[node.id]!;
    if (own.group !== null) continue;
    const users = new Set<Draft>();
    for (const ref of index.consumers[node.id]!) users.add(plan.draftOf[ref.from]!);
    const many = isLeaf(node) ? MANY_USES : MANY_USES * 3;
    if (users.size < many || extra + users.size > room) continue;
    extra += users.size;
    const uses = new Map<Draft, { key: string; index: number }>();
    for (const user of users) uses.set(user, { key: `${own.key}@${user.key}`, index: uses.size });
    splits.set(node.id, uses);
  }

  const ordered = [...plan.drafts.values()].sort((a, b) => smallest(a) - smallest(b));
  const rank = new Map(ordered.map((item, at) => [item, at]));
  for (const item of ordered) {
    if (item.group !== null) {
      const { key, groupKey, group, label, passes } = item;
      items.push({ kind: "group", key, group, groupKey, label, nodes: item.nodes, passes });
      for (const id of item.nodes) show(id, key);
      continue;
    }
    const id = item.nodes[0]!;
    const uses = splits.get(id);
    if (uses === undefined || !isLeaf(nodes[id]!)) {
      items.push({ kind: "node", key: item.key, node: id, use: null });
      show(id, item.key);
    }
    for (const use of uses?.values() ?? []) {
      items.push({ kind: "node", key: use.key, node: id, use: { index: use.index, count: uses!.size } });
      show(id, use.key);
    }
  }

  const edges: VisibleEdge[] = [];
  const merged = new Map<string, { from: string; to: string; members: EdgeRef[]; isCarried: boolean }>();
  for (const node of nodes) {
    const from = plan.draftOf[node.id]!;
    node.next.forEach((edge, slot) => {
      if (edge.to === null) return;
      const to = plan.draftOf[edge.to]!;
      if (from === to && from.group !== "passes") return;
      const use = splits.get(edge.to)?.get(from);
      const target = use?.key ?? to.key;
      const ref: EdgeRef = { from: node.id, slot };
      if (from.group === null && to.group === null) {
        const key = `${from.key}→${slot}`;
        edges.push({ key, from: from.key, to: target, members: [ref], isCarried: false });
        return;
      }
      const isCarried = from === to || rank.get(to)! < rank.get(from)!;
      const key = `${from.key}→${target}`;
      const known = merged.get(key);
      if (known === undefined) merged.set(key, { from: from.key, to: target, members: [ref], isCarried });
      else known.members.push(ref);
    });
  }
  for (const [key, edge] of merged) edges.push({ key, ...edge });
  for (const [id, uses] of splits) {
    // A leaf has only its uses; any other node is drawn itself, below the last of its stand-ins.
    const last = [...uses.values()].at(-1);
    if (isLeaf(nodes[id]!) || last === undefined) continue;
    const to = plan.draftOf[id]!.key;
    edges.push({ key: `same:${to}`, from: last.key, to, members: [], isCarried: false });
  }

  const groups = [...plan.groups.values()];
  const groupsOfNode = (id: number): GroupInfo[] => (plan.path[id] ?? []).map((key) => plan.groups.get(key)!);
  return { items, edges, itemsOfNode, groups, groupsOfNode, loops };
}

function smallest(item: Draft): number {
  let least = Number.POSITIVE_INFINITY;
  for (const id of item.nodes) if (id < least) least = id;
  return least;
}

export interface Around {
  /** Items towards the root, then items towards the leaves, in the order of edges, each once. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** For each item the ones next to it: what highlighting and the keyboard follow. */
export function surroundings(folded: Folded): ReadonlyMap<string, Around> {
  const around = new Map<string, { before: string[]; after: string[] }>();
  for (const item of folded.items) around.set(item.key, { before: [], after: [] });
  for (const edge of folded.edges) {
    if (edge.from === edge.to) continue;
    const from = around.get(edge.from)?.after;
    if (from !== undefined && !from.includes(edge.to)) from.push(edge.to);
    const to = around.get(edge.to)?.before;
    if (to !== undefined && !to.includes(edge.from)) to.push(edge.from);
  }
  return around;
}
