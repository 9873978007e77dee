/** A picture alone in a paragraph is a figure, with a caption and a credit; its classes say how wide it stands. */
import type { MarkdownIt, Env, Token } from 'markdown-it';
import { pictureClasses, readAttributes, toneClass } from './attributes.ts';
import { type Body, type Span, bodyOf, claimId, inlineRuns, nextNumber, report } from './body.ts';
import { creditMark } from '../model/credit.ts';
import { nearest } from '../model/nearest.ts';
import { besideArticle, formatFault } from '../model/picture.ts';
import {
  closing,
  inline,
  opening,
  parsedLine,
  plainText,
  single,
  spanClosing,
  spanOpening,
  text,
} from './tokens.ts';

const braces = /^\s*\{([^{}]*)\}\s*$/;

interface Shot {
  readonly image: Token;
  /** Lines below the paragraph's first. */
  readonly lineBelow: number;
  readonly attributes: string;
}

export function figure(md: MarkdownIt): void {
  md.core.ruler.before('replacements', 'figure', (state) => {
    const body = bodyOf(state.env);
    const tokens: Token[] = [];
    let inGallery = false;
    for (let index = 0; index < state.tokens.length; index += 1) {
      const token = state.tokens[index] as Token;
      const run = state.tokens[index + 1];
      if (token.type.startsWith('box_')) inGallery = token.type === 'box_open' && token.info === 'gallery';
      if (inGallery && token.type === 'paragraph_open' && run) {
        const cut = captionBelow(md, state.env, run);
        if (cut)
          state.tokens.splice(index + 1, 1, cut.pictures, closing('paragraph', 'p'), token, cut.caption);
      }
      const paragraph = state.tokens[index + 1];
      const shots =
        token.type === 'paragraph_open' && paragraph?.children ? shotsIn(paragraph.children) : undefined;
      if (shots === undefined) tokens.push(token);
      else {
        for (const shot of shots) tokens.push(...figureOf(md, state.env, body, shot, token.map));
        index += 2;
      }
    }
    state.tokens = tokens;
    for (const { run, span } of inlineRuns(tokens)) refusePicturesIn(run, span, body);
  });
}

/** In a gallery the caption may follow on the line below the pictures, without an empty line between. */
function captionBelow(md: MarkdownIt, env: Env, run: Token): { pictures: Token; caption: Token } | undefined {
  const lines = run.content.split('\n');
  const at = lines.findIndex((line) => !line.trimStart().startsWith('!['));
  if (at < 1) return undefined;
  const from = run.map?.[0] ?? 0;
  const part = (some: readonly string[], start: number): Token => {
    const token = inline(parsedLine(md, env, some.join('\n')), [start, start + some.length]);
    token.content = some.join('\n');
    return token;
  };
  return { pictures: part(lines.slice(0, at), from), caption: part(lines.slice(at), from + at) };
}

/** The pictures of a paragraph that holds nothing else. */
function shotsIn(children: readonly Token[]): Shot[] | undefined {
  const shots: Shot[] = [];
  let lineBelow = 0;
  for (const [index, child] of children.entries()) {
    if (child.type === 'softbreak' || child.type === 'hardbreak') lineBelow += 1;
    else if (child.type === 'image') {
      const attributes = braces.exec(children[index + 1]?.content ?? '')?.[1] ?? '';
      shots.push({ image: child, lineBelow, attributes });
    } else if (child.type !== 'text') return undefined;
    else if (child.content.trim() === '') continue;
    else if (children[index - 1]?.type !== 'image' || !braces.test(child.content)) return undefined;
  }
  return shots.length > 0 ? shots : undefined;
}

/** The address as it was written: markdown-it has percent-encoded it. */
export function writtenAddress(href: string): string {
  try {
    return decodeURI(href);
  } catch {
    return href;
  }
}

function figureOf(md: MarkdownIt, env: Env, body: Body, shot: Shot, paragraph: Span | null): Token[] {
  const { image, attributes, lineBelow } = shot;
  const line = (paragraph?.[0] ?? 0) + lineBelow;
  const span: Span = [line, Math.max(line + 1, paragraph?.[1] ?? 0)];
  const href = String(image.attrGet('src') ?? '');
  const src = writtenAddress(href);
  const name = src === '' ? 'a picture' : src;
  const picture = body.env.picture(src);
  const alt = plainText(image.children ?? []).trim();
  if (picture === undefined) reportMissing(body, src, span);
  if (alt === '') {
    const hint = 'describe what it shows between the square brackets';
    report(
      body,
      { rule: 'alt-text', level: 'warning', message: `${name} has no alternative text`, hint },
      span,
      src,
    );
  }
  const { classes, focus, tone } = readAttributes(
    body,
    attributes,
    name,
    { classes: pictureClasses, fields: ['focus', 'tone'] },
    span,
  );
  const number = nextNumber(body, 'fig');
  const open = opening(
    'figure',
    'figure',
    {
      class: [...classes, ...toneClass(tone)].join(' ') || undefined,
      id: claimId(body, `fig-${number}`),
      'data-picture': picture?.key,
    },
    span,
  );
  const captionTokens = caption(md, env, String(image.attrGet('title') ?? ''), span);
  const place = focus === undefined ? undefined : `object-position: ${focus}`;
  const img =
    picture &&
    single('picture', 'img', {
      src: href,
      'data-picture': picture.key,
      alt,
      width: picture.widthPx,
      height: picture.heightPx,
      style: place,
    });
  return [open, ...(img ? [img] : []), ...captionTokens, closing('figure', 'figure')];
}

function reportMissing(body: Body, src: string, span: Span | null): void {
  const rule = 'missing-picture';
  if (src === '')
    return report(
      body,
      { rule, message: 'a picture has no file name', hint: 'write ![what it shows](file.jpg)' },
      span,
      '![',
    );
  if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(src)) {
    const hint = "save the picture in the article's folder and name that file";
    return report(body, { rule, message: `${src} is not a file beside the article`, hint }, span, src);
  }
  const beside = besideArticle(src);
  if (beside !== undefined && body.env.fileNames?.includes(beside)) {
    const unread = formatFault(beside);
    // A broken picture has been told of already, at the file itself.
    if (unread) report(body, unread, span, src);
    return;
  }
  const names = body.env.pictureNames;
  const near = nearest(src, names);
  const known =
    beside === undefined
      ? "put the picture into the article's folder and write its name alone"
      : names.length === 0
        ? `put ${src} there, or take the picture out of the text`
        : `put ${src} there, or use one of: ${names.slice(0, 8).join(', ')}`;
  const message = `${src} is not in the article's folder`;
  report(body, { rule, message, hint: near === undefined ? known : `write ${near}` }, span, src);
}

/** "A boat at dawn. Foto: Kari" is a caption and a credit. Used for single figures and for galleries. */
export function caption(md: MarkdownIt, env: Env, source: string, span: Span | null): Token[] {
  const credit = creditMark.exec(source);
  const words = (credit ? source.slice(0, credit.index) : source).trim();
  const by = credit ? source.slice(credit.index).trim() : '';
  if (words === '' && by === '') return [];
  const children: Token[] = [];
  if (words !== '')
    children.push(
      spanOpening('caption', 'span', { class: 'caption' }),
      ...parsedLine(md, env, words),
      spanClosing('caption', 'span'),
    );
  if (words !== '' && by !== '') children.push(text(' '));
  if (by !== '')
    children.push(
      spanOpening('credit', 'span', { class: 'credit' }),
      ...parsedLine(md, env, by),
      spanClosing('credit', 'span'),
    );
  return [opening('figcaption', 'figcaption'), inline(children, span), closing('figcaption', 'figcaption')];
}

function refusePicturesIn(run: Token, span: Span | null, body: Body): void {
  for (const child of run.children ?? []) {
    if (child.type !== 'image') continue;
    const src = writtenAddress(String(child.attrGet('src') ?? ''));
    const hint = 'put it into a paragraph of its own, with an empty line before and after';
    report(body, { rule: 'inline-picture', message: `${src} stands inside running text`, hint }, span, src);
    child.type = 'text';
    child.tag = '';
    child.content = plainText(child.children ?? []);
    child.children = null;
  }
}
