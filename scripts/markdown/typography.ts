/** Dashes, hard spaces, number ranges and quotation marks as the language sets them. Code, links' addresses and URLs stay as typed. */
import type { MarkdownIt } from 'markdown-it';
import { type Lang, bodyOf } from './body.ts';
import type { Token } from './tokens.ts';

const hard = '\u00A0';
// Stands for what is no running text: code, an escaped character, a URL.
const opaque = '\uFFFC';

const quotes: Readonly<Record<Lang, string>> = { nb: '«»‘’', nn: '«»‘’', en: '“”‘’' };

const units = [
  '%|‰|°C?|kr|km|m|dm|cm|mm|µm|km/t|km/h|m/s|m²|m³|km²|cm²|ha|kg|hg|g|mg|µg|l|dl|cl|ml|s|ms|min|pt|px|ppi|dpi',
  'kB|MB|GB|TB|kW|kWh|MW|MWh|GWh|TWh|Hz|kHz|MHz|GHz|dB|kcal|kJ|mill|mrd',
].join('|');

const months: Readonly<Record<Lang, string>> = {
  nb: 'januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember',
  nn: 'januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember',
  en: 'January|February|March|April|May|June|July|August|September|October|November|December',
};

const abbreviations: Readonly<Record<Lang, string>> = {
  nb: 'kl|nr|s|ca|kap|fig|tab|bd|pkt|tlf|årg',
  nn: 'kl|nr|s|ca|kap|fig|tab|bd|pkt|tlf|årg',
  en: 'no|nos|p|pp|vol|ch|fig|ca',
};

type Change = readonly [RegExp, string | ((...match: string[]) => string)];

const number = String.raw`\d+(?:[.,:]\d+)*`;

/** In the order in which they are made. Space is a blank or a line's end; a line's end may become a hard space too. */
function changesOf(lang: Lang): readonly Change[] {
  const norwegian = lang !== 'en';
  const day =
    lang === 'en'
      ? String.raw`(?<=(?<!\d)\d{1,2})[ \n](?=(?:${months.en})(?!\p{L}))`
      : String.raw`(?<=(?<![\d.])\d{1,2}\.)[ \n](?=(?:${months[lang]})(?!\p{L}))`;
  return [
    [/(?<!\.)\.{3}(?!\.)/g, '…'],
    // '90-tallet: markdown-it would take it for an opening quotation mark.
    [/(?<=^|[\s(])'(?=\d\d(?!\d))/g, '’'],
    [/(?<!-)---(?!-)/g, '—'],
    [/(?<=\d)—(?=\d)/g, '–'],
    ...(norwegian
      ? ([
          [/^—[ \n]*/g, '– '],
          [/[ \n\u00A0]*—(?=["'»”’).,;:!?]|$)/g, ' –'],
          [/[ \n\u00A0]*—[ \n\u00A0]*/g, ' – '],
          [/“/g, '«'],
          [/”/g, '»'],
        ] as const)
      : []),
    // As markdown-it has it: " --only" is a command's option and stays.
    [/(?<=^|[\s\u00A0])--(?=[\s\u00A0]|$)/g, '–'],
    [/(?<=[^-\s])--(?=[^-\s]|$)/g, '–'],
    [/(?<=^|[\s\u00A0])-(?=[\s\u00A0])/g, '–'],
    [
      new RegExp(
        String.raw`(?<![\p{L}\d.,:/–-])(?<!\p{L}-)(?<!IS[SB]N )(${number})-(${number})(?![\p{L}\d/–]|-\d|[.,:]\d)`,
        'gu',
      ),
      range,
    ],
    [/(?<=(?<![\d.])\d{1,2}\.)-(?=\d{1,2}\.)/g, '–'],
    [
      /(?<!\d)(?<!\d[ \u00A0])\d{1,3}(?:[ \n]\d{3})+(?![ \u00A0]?\d)/g,
      (whole) => whole.replaceAll(/[ \n]/g, hard),
    ],
    [new RegExp(String.raw`(?<=\d)[ \n](?=(?:${units})(?![\p{L}\d]))`, 'gu'), hard],
    [new RegExp(String.raw`(?<=(?<![\p{L}\d])(?:${abbreviations[lang]})\.)[ \n](?=\d)`, 'giu'), hard],
    [/(?<=(?<![\p{L}\d])(?:kl|kr)\.?)[ \n](?=\d)/giu, hard],
    [/(?<=[§€£$])[ \n](?=\d)/g, hard],
    [new RegExp(day, 'gu'), hard],
  ];
}

const changes: Readonly<Record<Lang, readonly Change[]>> = {
  nb: changesOf('nb'),
  nn: changesOf('nn'),
  en: changesOf('en'),
};

/** A range gets a dash; dates (2026-03), the name of an issue (2026-1) and numbers with leading noughts (0-10 is one) keep the hyphen. */
function range(whole: string, from = '', to = ''): string {
  const noughts = /^0\d/.test(to) && !/[.:]/.test(to);
  const issueName = /^\d{4}$/.test(from) && /^\d$/.test(to);
  return noughts || issueName ? whole : `${from}–${to}`;
}

// URLs and mail addresses; and the mark itself, where a text holds it.
const address = /\uFFFC|(?:https?:\/\/|www\.)\S+|[^\s@]+@[^\s@]+\.[^\s@]+/g;

/** The running text of one block, and which token every letter came from. */
interface Run {
  text: string;
  owners: number[];
}

function runOf(children: readonly Token[]): Run {
  let text = '';
  const owners: number[] = [];
  let autolink = false;
  for (const [index, child] of children.entries()) {
    if (child.type === 'link_open' && child.info === 'auto') autolink = true;
    if (child.type === 'link_close') autolink = false;
    const read =
      child.type === 'text' && !autolink
        ? child.content
        : child.type === 'softbreak'
          ? '\n'
          : child.nesting === 0 && child.content !== ''
            ? opaque
            : '';
    const owner = read === opaque ? -1 : index;
    text += read;
    for (let at = 0; at < read.length; at += 1) owners.push(owner);
  }
  return { text, owners };
}

function change(run: Run, [pattern, by]: Change): void {
  let text = '';
  let owners: number[] | undefined;
  let from = 0;
  for (const match of run.text.matchAll(pattern)) {
    const [whole] = match;
    const to = typeof by === 'string' ? by : by(...match);
    if (to === whole) continue;
    owners ??= [];
    text += run.text.slice(from, match.index) + to;
    for (let at = from; at < match.index; at += 1) owners.push(run.owners[at] ?? -1);
    // Letter for letter where the length stays; else the first token gets the new text.
    for (let at = 0; at < to.length; at += 1)
      owners.push(run.owners[match.index + (to.length === whole.length ? at : 0)] ?? -1);
    from = match.index + whole.length;
  }
  if (!owners) return;
  for (let at = from; at < run.owners.length; at += 1) owners.push(run.owners[at] ?? -1);
  run.text = text + run.text.slice(from);
  run.owners = owners;
}

/** Sets a block's text. */
export function setText(children: readonly Token[], lang: Lang): void {
  const run = runOf(children);
  const before = run.text;
  const owned = new Set(run.owners);
  const hidden: string[] = [];
  run.text = run.text.replaceAll(address, (whole) => {
    hidden.push(...whole.split(''));
    return opaque.repeat(whole.length);
  });
  for (const each of changes[lang]) change(run, each);
  if (hidden.length === 0 && run.text === before) return;
  const contents = new Map<number, string>();
  let shown = 0;
  for (const [at, owner] of run.owners.entries()) {
    const letter = run.text[at] ?? '';
    const original = letter === opaque ? (hidden[shown++] ?? letter) : letter;
    if (owner >= 0) contents.set(owner, (contents.get(owner) ?? '') + original);
  }
  for (const [index, child] of children.entries()) {
    if (child.type === 'text' && owned.has(index)) child.content = contents.get(index) ?? '';
    else if (child.type === 'softbreak' && contents.get(index) !== '\n') {
      child.type = 'text';
      child.tag = '';
      child.content = contents.get(index) ?? '';
    }
  }
}

export function typography(md: MarkdownIt): void {
  md.core.ruler.before('replacements', 'typography', (state) => {
    const { lang } = bodyOf(state.env).env;
    // markdown-it reads its quotation marks from the options; rendering never waits, so languages cannot mix.
    md.options.quotes = quotes[lang];
    for (const token of state.tokens) if (token.type === 'inline') setText(token.children ?? [], lang);
  });
  md.core.ruler.disable('replacements');
}
