/** Soft hyphens in running text, by the language's patterns and a list of the compounds that they get wrong. */
import type { MarkdownIt } from 'markdown-it';
import { type Lang, bodyOf, inlineRuns } from './body.ts';
import { compoundKinds, compounds } from './hyphenation-exceptions.ts';
import { breaksByPatterns } from './patterns.ts';
import { type Token, closeOf } from './tokens.ts';

const softHyphen = '\u00AD';
const shortestWord = 6;
const lettersBefore = 2;
const lettersAfter = 3;

const patternSets: Readonly<Record<Lang, string>> = { nb: 'nb', nn: 'nn', en: 'en-us' };

// Endings that a listed word takes with it: "blod-trykks-måling" rules "blodtrykksmålingene" too.
const endings = ['', ...'enes anes ene ane ens ets ers er en et ar as es a e s n r t'.split(' ')];
const shortestPart = 3;

const chunk = /[^\s\u00A0]+/g;
const word = /[\p{L}\p{M}]+/gu;
// Web and mail addresses, file names, words with digits: never broken.
const unbreakable = /[@_\\/]|:\/\/|\p{L}\.\p{L}|\u00AD/u;
const honorific = /(?:^|[\s\u00A0])(?:Mr|Mrs|Ms|Dr|Prof|Hr|Fr|Fru)\.?[\s\u00A0]+$/;

export type Hyphenator = (text: string, lang: Lang) => string;

/** `exceptions` are words with all their breaks, "blod-trykks-måling"; a word without a hyphen is never broken. They come before the built-in ones. */
export function createHyphenator(exceptions: readonly string[]): Hyphenator {
  const own = new Map(
    exceptions.map((each) => [each.toLowerCase().replaceAll(/[-\u00AD]/g, ''), breaksIn(each)]),
  );
  const broken: Readonly<Record<Lang, Map<string, string>>> = { nb: new Map(), nn: new Map(), en: new Map() };

  const breakWord = (letters: string, lang: Lang): string => {
    const lowered = letters.toLowerCase();
    const parts = lang === 'en' ? [lowered] : partsOf(lowered);
    return spaced(letters, withEnding(lowered, own) ?? breaksOfParts(parts, lang));
  };

  const brokenChunk = (part: string, lang: Lang): string => {
    if (part.length < shortestWord || unbreakable.test(part)) return part;
    return part.replaceAll(word, (letters: string, from: number) => {
      const digit = /\d/.test((part[from - 1] ?? '') + (part[from + letters.length] ?? ''));
      return digit || !isBreakable(letters) ? letters : breakWord(letters, lang);
    });
  };

  return (text, lang) =>
    text.replaceAll(chunk, (part: string, at: number) => {
      let result = broken[lang].get(part);
      if (result === undefined) broken[lang].set(part, (result = brokenChunk(part, lang)));
      // A name after a title stays whole: Dr. Andersen.
      return result !== part && honorific.test(text.slice(Math.max(0, at - 8), at)) && /^\p{Lu}/u.test(part)
        ? part
        : result;
    });
}

/** Long enough, and no name like OsloMet or NRK. */
const isBreakable = (letters: string): boolean => letters.length >= shortestWord && !/.\p{Lu}/u.test(letters);

/** Positions, in letters, at which a word may break. */
function breaksIn(hyphenated: string): number[] {
  const breaks: number[] = [];
  let letters = 0;
  for (const letter of hyphenated) {
    if (letter === softHyphen || letter === '-') breaks.push(letters);
    else letters += letter.length;
  }
  return breaks;
}

const lastLetters = [...new Set(endings.map((ending) => ending.at(-1) ?? ''))];
const endingsByLetter = new Map(
  lastLetters.map((last) => [last, endings.filter((ending) => ending !== '' && ending.endsWith(last))]),
);

function withEnding<Value>(lowered: string, table: ReadonlyMap<string, Value>): Value | undefined {
  const exact = table.get(lowered);
  if (exact !== undefined || table.size === 0) return exact;
  for (const ending of endingsByLetter.get(lowered.at(-1) ?? '') ?? []) {
    const stem = lowered.endsWith(ending)
      ? table.get(lowered.slice(0, lowered.length - ending.length))
      : undefined;
    if (stem !== undefined) return stem;
  }
  return undefined;
}

const joints = new Map(compounds.map((each) => [each.replaceAll('-', ''), breaksIn(each)]));
const heads = compoundKinds.filter((kind) => kind.endsWith('-*')).map((kind) => kind.slice(0, -2));
const tails = compoundKinds.filter((kind) => kind.startsWith('*-')).map((kind) => kind.slice(2));

/** A compound cut at the joints that the lists know; the word itself where they know none. */
function partsOf(lowered: string): string[] {
  const listed = withEnding(lowered, joints);
  if (listed) return [0, ...listed].map((from, index) => lowered.slice(from, listed[index]));
  for (const head of heads) {
    if (lowered.startsWith(head) && lowered.length - head.length >= shortestPart)
      return [head, ...partsOf(lowered.slice(head.length))];
  }
  for (const tail of tails) {
    const at = lowered.lastIndexOf(tail);
    if (at >= shortestPart && endings.includes(lowered.slice(at + tail.length)))
      return [lowered.slice(0, at), lowered.slice(at)];
  }
  return [lowered];
}

/** The joints, and inside the parts what the patterns say. */
function breaksOfParts(parts: readonly string[], lang: Lang): number[] {
  const breaks: number[] = [];
  let from = 0;
  for (const part of parts) {
    if (from > 0) breaks.push(from);
    const inner = withVowels(part, breaksByPatterns(part, patternSets[lang]));
    breaks.push(...inner.map((at) => from + at));
    from += part.length;
  }
  return breaks;
}

/** Without the breaks around a piece that has no vowel ("bo-k-rom"): one of the two is wrong, and the patterns do not say which. */
function withVowels(part: string, breaks: readonly number[]): number[] {
  const edges = [0, ...breaks, part.length];
  return breaks.filter((_, index) => {
    const before = part.slice(edges[index], edges[index + 1]);
    const after = part.slice(edges[index + 1], edges[index + 2]);
    return (
      before.length >= lettersBefore &&
      after.length >= lettersBefore &&
      vowel.test(before) &&
      vowel.test(after)
    );
  });
}

const vowel = /[aeiouyæøåäöüéèêóòôáà]/i;

function spaced(letters: string, breaks: readonly number[]): string {
  let result = '';
  let from = 0;
  for (const at of breaks) {
    if (at < lettersBefore || at > letters.length - lettersAfter) continue;
    result += letters.slice(from, at) + softHyphen;
    from = at;
  }
  return result + letters.slice(from);
}

const running: ReadonlySet<string> = new Set(['paragraph_open', 'td_open', 'th_open', 'note_open']);
const runningClasses: ReadonlySet<string | number | null> = new Set([null, 'first', 'row', 'note']);
// Display text is broken by hand or not at all.
const display = /^(?:quote|lifted)_open$/;

export function hyphenation(md: MarkdownIt): void {
  md.core.ruler.push('hyphenation', (state) => {
    const { hyphenate, lang } = bodyOf(state.env).env;
    if (!hyphenate) return;
    const quoted = new Set<Token>();
    for (const [index, token] of state.tokens.entries()) {
      if (display.test(token.type))
        for (const each of state.tokens.slice(index, closeOf(state.tokens, index))) quoted.add(each);
    }
    for (const { run, block } of inlineRuns(state.tokens)) {
      if (
        !block ||
        quoted.has(run) ||
        !running.has(block.type) ||
        !runningClasses.has(block.attrGet('class'))
      )
        continue;
      hyphenateRun(run.children ?? [], (text) => hyphenate(text, lang));
    }
  });
}

function hyphenateRun(children: readonly Token[], hyphenate: (text: string) => string): void {
  let kept = 0;
  for (const [index, child] of children.entries()) {
    if (child.type === 'run_in_open' || (child.type === 'link_open' && child.info === 'auto')) kept += 1;
    if (child.type === 'run_in_close' || (child.type === 'link_close' && child.info === 'auto')) kept -= 1;
    if (child.type !== 'text' || kept > 0 || child.meta?.['whole'] === true) continue;
    child.content = hyphenateBetween(
      child.content,
      glued(children, index, -1),
      glued(children, index, 1),
      hyphenate,
    );
  }
}

const isLetter = /^[\p{L}\p{M}]$/u;

/** Whether a word runs on into the neighbouring text, across markup: half a word has no patterns. */
function glued(children: readonly Token[], at: number, step: 1 | -1): boolean {
  const here = children[at]?.content ?? '';
  if (!isLetter.test((step === 1 ? here.at(-1) : here[0]) ?? '')) return false;
  for (let index = at + step; children[index]; index += step) {
    const neighbour = children[index] as Token;
    if (neighbour.nesting !== 0) continue;
    if (neighbour.type !== 'text' && neighbour.type !== 'code_inline') return false;
    if (neighbour.content !== '')
      return isLetter.test((step === 1 ? neighbour.content[0] : neighbour.content.at(-1)) ?? '');
  }
  return false;
}

function hyphenateBetween(
  text: string,
  gluedBefore: boolean,
  gluedAfter: boolean,
  hyphenate: (text: string) => string,
): string {
  const head = gluedBefore ? (/^[\p{L}\p{M}]+/u.exec(text)?.[0] ?? '') : '';
  const rest = text.slice(head.length);
  const tail = gluedAfter ? (/[\p{L}\p{M}]+$/u.exec(rest)?.[0] ?? '') : '';
  return head + hyphenate(rest.slice(0, rest.length - tail.length)) + tail;
}
