/** Which words were taken away and which came: paragraph by paragraph, in reading order. What only stands elsewhere is no change. */
import { diffArrays } from 'diff';
import type { Block } from './side.ts';

export interface Part {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** What became of one paragraph. */
export interface WordChange {
  readonly article?: string;
  /** Of today's article.md; where the paragraph is gone, of the one before it. */
  readonly line?: number;
  /** Where it stands now; undefined where it is gone. */
  readonly page?: number;
  /** Where it stood; undefined where it is new. */
  readonly pageBefore?: number;
  /** Words. */
  readonly removed: number;
  readonly added: number;
  /** With some of the words around the changes: "…" stands where others were left out. */
  readonly parts: readonly Part[];
}

/** A word or a sign. `after`: whether white space follows. */
interface Token {
  readonly text: string;
  readonly after: boolean;
}

const SPLIT = /[\p{L}\p{N}\p{M}]+(?:['’.,:/–-][\p{L}\p{N}\p{M}]+)*|[^\s\p{L}\p{N}\p{M}]/gu;

/** A soft hyphen is no part of a word. */
const plain = (text: string): string =>
  text.normalize('NFC').replaceAll('\u00AD', '').replaceAll(/\s+/gu, ' ').trim();

const tokensOf = (text: string): Token[] =>
  [...plain(text).matchAll(SPLIT)].map((match) => ({
    text: match[0],
    after: (match.input[match.index + match[0].length] ?? ' ') === ' ',
  }));

/** The words of a text, as pages are told by them. */
export const wordsOf = (text: string): string[] =>
  tokensOf(text).flatMap(({ text }) => (isWord(text) ? [text.toLowerCase()] : []));

const isWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** Two paragraphs with fewer words in common are two paragraphs. */
const LEAST_LIKENESS = 0.34;
/** Words that must go together to another place to be said to have moved. */
const LEAST_MOVED = 5;
/** Words of context beside a change. */
const CONTEXT = 9;

interface Run {
  readonly kind: Part['kind'];
  readonly tokens: readonly Token[];
}

interface Draft {
  readonly before?: Block;
  readonly after?: Block;
  runs: Run[];
}

const keyOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join(' ');

function likeness(one: readonly Token[], other: readonly Token[]): number {
  const counts = new Map<string, number>();
  for (const { text } of one) counts.set(text, (counts.get(text) ?? 0) + 1);
  let common = 0;
  for (const { text } of other) {
    const left = counts.get(text) ?? 0;
    if (left === 0) continue;
    common++;
    counts.set(text, left - 1);
  }
  return (2 * common) / Math.max(1, one.length + other.length);
}

/**
 * All changes, in the order of the new text.
 *
 * @param before in reading order
 */
export function wordChanges(before: readonly Block[], after: readonly Block[]): WordChange[] {
  const [lost, come, order] = unequal(before, after);
  const drafts = paired(lost, come);
  cancelMoves(drafts);
  return drafts
    .filter(({ runs }) => runs.some(({ kind, tokens }) => kind !== 'same' && tokens.length > 0))
    .sort((a, b) => order(a) - order(b))
    .map((draft) => told(draft, after));
}

interface Placed extends Block {
  /** In the order of the new text; what is gone stands behind what it followed. */
  readonly at: number;
}

/** Paragraphs that the other side has not, wherever it might have them. */
function unequal(
  before: readonly Block[],
  after: readonly Block[],
): [Placed[], Placed[], (draft: Draft) => number] {
  const nameOf = ({ text }: Block): string => keyOf(tokensOf(text));
  const lost: (Placed & { readonly name: string })[] = [];
  const come: (Placed & { readonly name: string })[] = [];
  let [old, now] = [0, 0];
  for (const { added, removed, value } of diffArrays(before.map(nameOf), after.map(nameOf))) {
    for (const name of value) {
      if (removed) lost.push({ ...before[old]!, name, at: now - 0.5 });
      else if (added) come.push({ ...after[now]!, name, at: now });
      if (!added) old++;
      if (!removed) now++;
    }
  }
  // What stands as it was in another place has only moved.
  const elsewhere = new Map<string, number>();
  for (const { name } of come) elsewhere.set(name, (elsewhere.get(name) ?? 0) + 1);
  const moved = new Map<string, number>();
  const stays = lost.filter(({ name }) => {
    const left = elsewhere.get(name) ?? 0;
    if (left === 0) return true;
    elsewhere.set(name, left - 1);
    moved.set(name, (moved.get(name) ?? 0) + 1);
    return false;
  });
  const fresh = come.filter(({ name }) => {
    const left = moved.get(name) ?? 0;
    if (left > 0) moved.set(name, left - 1);
    return left === 0;
  });
  const places = new Map<Block, number>([...stays, ...fresh].map((block) => [block, block.at]));
  return [stays, fresh, ({ before, after }) => places.get((after ?? before)!) ?? 0];
}

/** A paragraph that was, and what has become of it: those most alike first, and rather within an article. */
function paired(lost: readonly Placed[], come: readonly Placed[]): Draft[] {
  const [was, is] = [lost, come].map((blocks) => blocks.map(({ text }) => tokensOf(text)));
  const candidates = lost.flatMap((old, at) =>
    come.flatMap((now, to) => {
      const isAway = old.article !== undefined && now.article !== undefined && old.article !== now.article;
      const alike = likeness(was![at]!, is![to]!) - (isAway ? 0.2 : 0);
      return alike < LEAST_LIKENESS ? [] : [{ at, to, alike, apart: Math.abs(old.at - now.at) }];
    }),
  );
  candidates.sort((a, b) => b.alike - a.alike || a.apart - b.apart);
  const taken = new Map<number, number>();
  const held = new Set<number>();
  for (const { at, to } of candidates) {
    if (taken.has(to) || held.has(at)) continue;
    taken.set(to, at);
    held.add(at);
  }
  // A short line that was written anew stands between the same paragraphs.
  for (const [to, now] of come.entries()) {
    if (taken.has(to)) continue;
    const at = lost.findIndex(
      (old, index) =>
        !held.has(index) &&
        old.article === now.article &&
        Math.abs(old.at - now.at) < 1 &&
        old.line !== undefined &&
        isShort(was![index]!) &&
        isShort(is![to]!),
    );
    if (at < 0) continue;
    taken.set(to, at);
    held.add(at);
  }
  return [
    ...come.map((after, to): Draft => {
      const at = taken.get(to);
      if (at === undefined) return { after, runs: [{ kind: 'added', tokens: is![to]! }] };
      return { before: lost[at]!, after, runs: runsOf(was![at]!, is![to]!) };
    }),
    ...lost.flatMap((before, at): Draft[] =>
      held.has(at) ? [] : [{ before, runs: [{ kind: 'removed', tokens: was![at]! }] }],
    ),
  ];
}

const isShort = (tokens: readonly Token[]): boolean => tokens.length <= 12;

function runsOf(before: readonly Token[], after: readonly Token[]): Run[] {
  const runs: Run[] = [];
  let [old, now] = [0, 0];
  const [was, is] = [before, after].map((tokens) => tokens.map(({ text }) => text));
  for (const { added, removed, count } of diffArrays(was!, is!)) {
    const kind = added ? 'added' : removed ? 'removed' : 'same';
    const last = runs.at(-1)?.tokens.at(-1);
    // What was taken away stood behind a space that the new text may not have.
    if (removed && last && before[old - 1]?.after)
      runs[runs.length - 1] = {
        kind: runs.at(-1)!.kind,
        tokens: [...runs.at(-1)!.tokens.slice(0, -1), { ...last, after: true }],
      };
    runs.push({ kind, tokens: removed ? before.slice(old, old + count) : after.slice(now, now + count) });
    if (!added) old += count;
    if (!removed) now += count;
  }
  return withoutIslands(runs);
}

/** A comma or one small word between two changes stands alone there: whoever reads sees one change. */
function withoutIslands(runs: readonly Run[]): Run[] {
  const isIsland = (at: number): boolean => {
    const { kind, tokens } = runs[at]!;
    const isChange = (run: Run | undefined): boolean => run !== undefined && run.kind !== 'same';
    return (
      kind === 'same' &&
      tokens.length === 1 &&
      tokens[0]!.text.length <= 3 &&
      isChange(runs[at - 1]) &&
      isChange(runs[at + 1])
    );
  };
  const out: Run[] = [];
  let removed: Token[] = [];
  let added: Token[] = [];
  const flush = (): void => {
    if (removed.length > 0) out.push({ kind: 'removed', tokens: removed });
    if (added.length > 0) out.push({ kind: 'added', tokens: added });
    [removed, added] = [[], []];
  };
  for (const [at, run] of runs.entries()) {
    if (isIsland(at)) {
      removed.push(...run.tokens);
      added.push(...run.tokens);
    } else if (run.kind === 'removed') removed.push(...run.tokens);
    else if (run.kind === 'added') added.push(...run.tokens);
    else {
      flush();
      out.push(run);
    }
  }
  flush();
  return out;
}

/** Words that went together from one place to another are taken out of both: a paragraph that was split, a sentence that was put further down. */
function cancelMoves(drafts: Draft[]): void {
  const changesOf = (kind: Part['kind']): { draft: Draft; run: Run }[] =>
    drafts.flatMap((draft) =>
      draft.runs.flatMap((run) =>
        run.kind === kind && run.tokens.length >= LEAST_MOVED ? [{ draft, run }] : [],
      ),
    );
  for (let isFound = true; isFound;) {
    isFound = false;
    search: for (const added of changesOf('added')) {
      for (const removed of changesOf('removed')) {
        const [small, large] =
          added.run.tokens.length <= removed.run.tokens.length ? [added, removed] : [removed, added];
        const at = within(small.run.tokens, large.run.tokens);
        if (at < 0) continue;
        const { tokens } = large.run;
        const end = at + small.run.tokens.length;
        replace(small, [small.run.tokens]);
        replace(large, [tokens.slice(at, end), tokens.slice(0, at), tokens.slice(end)]);
        isFound = true;
        break search;
      }
    }
  }
}

/** What has moved is as it was where it stands now, and no word more where it stood. */
function replace(
  { draft, run }: { readonly draft: Draft; readonly run: Run },
  [moved, head = [], foot = []]: readonly (readonly Token[])[],
): void {
  const { kind } = run;
  const rest: Run[] = [
    { kind, tokens: head },
    { kind: 'same', tokens: kind === 'added' ? moved! : [] },
    { kind, tokens: foot },
  ];
  draft.runs = draft.runs.flatMap((each) =>
    each === run ? rest.filter(({ tokens }) => tokens.length > 0) : [each],
  );
}

/** Where one series of words stands in another; -1 where it does not. */
function within(small: readonly Token[], large: readonly Token[]): number {
  for (let at = 0; at + small.length <= large.length; at++)
    if (small.every(({ text }, index) => text === large[at + index]!.text)) return at;
  return -1;
}

const textOf = (tokens: readonly Token[]): string =>
  tokens.map(({ text, after }) => (after ? `${text} ` : text)).join('');

const countWords = (runs: readonly Run[], kind: Part['kind']): number =>
  runs
    .filter((run) => run.kind === kind)
    .reduce((sum, { tokens }) => sum + tokens.filter(({ text }) => isWord(text)).length, 0);

function told({ before, after, runs }: Draft, all: readonly Block[]): WordChange {
  const place = after ?? neighbour(before as Placed, all);
  const parts = runs
    .filter(({ tokens }) => tokens.length > 0)
    .map(({ kind, tokens }, at, { length }): Part => ({
      kind,
      text: kind === 'same' ? shortened(tokens, at > 0, at < length - 1) : textOf(tokens),
    }));
  return {
    article: (after ?? before)!.article ?? place?.article,
    line: place?.line,
    page: after?.page,
    pageBefore: before?.page,
    removed: countWords(runs, 'removed'),
    added: countWords(runs, 'added'),
    parts: trimmed(parts),
  };
}

/** The last paragraph before one that is gone, of its own article if it has one. */
function neighbour({ at, article }: Placed, all: readonly Block[]): Block | undefined {
  for (let index = Math.floor(at); index >= 0; index--)
    if (article === undefined || all[index]?.article === article) return all[index];
  return all.find((block) => block.article === article);
}

/** Words beside changes, and none of those between. */
function shortened(tokens: readonly Token[], isAfter: boolean, isBefore: boolean): string {
  const sides = (isAfter ? CONTEXT : 0) + (isBefore ? CONTEXT : 0);
  if (tokens.length <= sides + 1) return textOf(tokens);
  const head = isAfter ? textOf(tokens.slice(0, CONTEXT)) : '';
  const foot = isBefore ? textOf(tokens.slice(-CONTEXT)) : '';
  return `${head.trimEnd()}${head ? ' ' : ''}… ${foot}`;
}

const trimmed = (parts: readonly Part[]): Part[] =>
  parts.map((part, at) => (at === parts.length - 1 ? { ...part, text: part.text.trimEnd() } : part));
