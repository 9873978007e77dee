/** Links: to the web, to a head of the same article, to another article and its page. Everything else is refused. */
import type { MarkdownIt, Token } from 'markdown-it';
import { type Body, type Fault, type Lang, type Span, bodyOf, inlineRuns, report } from './body.ts';
import { writtenAddress } from './figure.ts';
import { slugOf } from './head.ts';
import { nearest } from '../model/nearest.ts';
import { closeOf, plainText, spanClosing, spanOpening, text } from './tokens.ts';

const pageWord: Readonly<Record<Lang, RegExp>> = {
  nb: /(?:^|\s)side$/i,
  nn: /(?:^|\s)side$/i,
  en: /(?:^|\s)page$/i,
};
const crossReference = /^\.\.\/([^/#?]+)(?:\/(?:article\.md)?)?(?:#(.*))?$/;
const scheme = /^([a-z][a-z\d+.-]*):/i;

type Target = { readonly attributes: Readonly<Record<string, string>>; readonly article?: string } | Fault;

export function link(md: MarkdownIt): void {
  // Addresses are judged below, where the place is known; markdown-it would show the bad ones as text, in silence.
  md.validateLink = () => true;
  md.core.ruler.before('replacements', 'link', (state) => {
    const body = bodyOf(state.env);
    for (const { run, span } of inlineRuns(state.tokens)) {
      if (run.children?.some((child) => child.type === 'link_open'))
        run.children = checked(run.children, span, body);
    }
  });
}

function checked(children: readonly Token[], span: Span | null, body: Body): Token[] {
  const result: Token[] = [];
  for (let index = 0; index < children.length; index += 1) {
    const child = children[index] as Token;
    if (child.type !== 'link_open') {
      result.push(child);
      continue;
    }
    const end = closeOf(children, index);
    const words = children.slice(index + 1, end);
    index = end;
    const address = writtenAddress(String(child.attrGet('href') ?? ''));
    const target = targetOf(address, body);
    if ('rule' in target) {
      report(body, target, span, address);
      result.push(...words);
      continue;
    }
    const shown = plainText(words).trim();
    if (shown === '') {
      const hint = 'write the words to click on between the square brackets';
      report(body, { rule: 'link', message: `the link to ${address} has no words`, hint }, span, address);
      continue;
    }
    for (const [name, value] of Object.entries(target.attributes)) child.attrSet(name, value);
    result.push(child, ...words);
    if (target.article !== undefined && pageWord[body.env.lang].test(shown))
      result.push(...pageNumber(target.article));
    result.push(children[end] as Token);
  }
  return result;
}

/** Stands for a page number until the pages are known; the hard space keeps it with its word. */
const pageNumber = (article: string): Token[] => [
  text('\u00A0'),
  spanOpening('page_number', 'span', { class: 'page-number', 'data-page-of': article }),
  text('00'),
  spanClosing('page_number', 'span'),
];

function targetOf(address: string, body: Body): Target {
  const rule = 'link';
  const protocol = scheme.exec(address)?.[1]?.toLowerCase();
  if (protocol === 'http' || protocol === 'https') {
    if (URL.canParse(address) && /^https?:\/\/[^/?#]/i.test(address)) return { attributes: {} };
    return {
      rule,
      message: `${address} is no complete web address`,
      hint: 'write it as https://example.no/page',
    };
  }
  if (protocol === 'mailto' || protocol === 'tel') {
    const complete = protocol === 'tel' ? /^tel:\+?[\d\s()-]{3,}$/i : /^mailto:[^\s@]+@[^\s@]+$/i;
    if (complete.test(address)) return { attributes: {} };
    return {
      rule,
      message: `${address} is incomplete`,
      hint: 'write mailto:name@example.no or tel:+4722000000',
    };
  }
  if (protocol !== undefined) {
    return {
      rule: 'unsafe-link',
      message: `a link may not begin with ${protocol}:`,
      hint: 'use https:, mailto:, tel:, #head or ../article/',
    };
  }
  if (address.startsWith('#')) return headTarget(address.slice(1), body);
  const reference = crossReference.exec(address);
  if (reference) return articleTarget(reference[1] ?? '', reference[2] ?? '', body);
  return {
    rule,
    message: `${address === '' ? 'a link' : address} leads nowhere`,
    hint: wayOut(address, body),
  };
}

function headTarget(anchor: string, body: Body): Target {
  const { prefix } = body.env;
  const slug = slugOf(anchor);
  if (body.ids.has(`${prefix}--${slug}`)) return { attributes: { href: `#${prefix}--${slug}` } };
  const heads = [...body.ids].map((id) => id.slice(prefix.length + 2));
  const near = nearest(slug, heads);
  const hint =
    near === undefined
      ? 'link to a head of this article, in small letters, with - for spaces'
      : `write #${near}`;
  return { rule: 'link', message: `#${anchor} is no head of this article`, hint };
}

function articleTarget(folder: string, anchor: string, body: Body): Target {
  const { articles } = body.env;
  if (!articles.includes(folder)) {
    const near = nearest(folder, articles);
    const hint =
      near === undefined ? `the issue has ${articles.slice(0, 8).join(', ')}` : `write ../${near}/`;
    return { rule: 'cross-reference', message: `../${folder}/ is no article of this issue`, hint };
  }
  const id = anchor === '' ? folder : `${folder}--${slugOf(anchor)}`;
  return { attributes: { class: 'xref', href: `#${id}`, 'data-ref': folder }, article: id };
}

function wayOut(address: string, body: Body): string {
  if (/^(?:\/\/)?(?:www\.|[\w-]+\.(?:no|com|org|net|eu|io)(?:\/|$))/i.test(address)) {
    return `write https://${address.replace(/^\/+/, '')}`;
  }
  const folder = address.replace(/^[./]+/, '').split(/[/#?]/, 1)[0] ?? '';
  const near = nearest(folder, body.env.articles);
  return near === undefined
    ? 'write https://… for the web, ../article/ for another article, #head for this one'
    : `write ../${near}/`;
}
