/** `::: podcast` and `::: newsletter`: boxes that lead the reader elsewhere, by links and by a QR code. */
import type { MarkdownIt, Env } from 'markdown-it';
import { type Body, type Lang, type Span, claimId, nextNumber, report } from './body.ts';
import { type Box, refuseExtras, setBoxes } from './box.ts';
import { boxTitle } from './fact.ts';
import { qrLimitBytes, qrSvg } from './qr.ts';
import {
  type Token,
  closing,
  inline,
  opening,
  parsedLine,
  single,
  spanClosing,
  spanOpening,
  text,
} from './tokens.ts';

interface Lead {
  readonly title: string;
  readonly text?: string;
  /** In the order in which they are offered; the QR code holds the first. */
  readonly links: readonly { readonly name: string; readonly address: string }[];
}

const qrLabel: Readonly<Record<Lang, string>> = { nb: 'QR-kode til', nn: 'QR-kode til', en: 'QR code to' };
const signUp: Readonly<Record<Lang, string>> = { nb: 'Meld deg på', nn: 'Meld deg på', en: 'Sign up' };

export function podcast(md: MarkdownIt): void {
  companion(md, 'podcast', ({ env }) => {
    if (!env.podcast) return undefined;
    const { title, spotify, apple, youtube } = env.podcast;
    const offered = [
      { name: 'Spotify', address: spotify },
      { name: 'Apple Podcasts', address: apple },
      { name: 'YouTube', address: youtube },
    ];
    return { title, links: offered.flatMap(({ name, address }) => (address ? [{ name, address }] : [])) };
  });
}

export function newsletter(md: MarkdownIt): void {
  companion(md, 'newsletter', ({ env }) => {
    if (!env.newsletter) return undefined;
    const { title, text: words, url } = env.newsletter;
    return { title, ...(words ? { text: words } : {}), links: [{ name: signUp[env.lang], address: url }] };
  });
}

const absent = {
  podcast: {
    message: '::: podcast has no podcast to lead to',
    hint: 'add the field podcast with title and spotify, apple or youtube to the front matter',
  },
  newsletter: {
    message: '::: newsletter has no newsletter to lead to',
    hint: 'add the field newsletter with title and url to magazine.yaml',
  },
} as const;

function companion(
  md: MarkdownIt,
  name: keyof typeof absent,
  leadOf: (body: Body) => Lead | undefined,
): void {
  md.core.ruler.before('replacements', name, (state) =>
    setBoxes(state, name, (box, body) => {
      refuseExtras(body, box, false);
      const lead = leadOf(body);
      const line: Span = [box.span[0], box.span[0] + 1];
      if (lead) return set(md, state.env, body, box, lead);
      report(body, { rule: `${name}-box`, ...absent[name] }, line);
      return [opening(name, 'aside', { class: name }, box.span), ...box.inner, closing(name, 'aside')];
    }),
  );
}

function set(md: MarkdownIt, env: Env, body: Body, box: Box, lead: Lead): Token[] {
  const line: Span = [box.span[0], box.span[0] + 1];
  const id = claimId(body, `${box.name}-${nextNumber(body, box.name)}`);
  const links = lead.links.flatMap(({ name, address }) => {
    const href = webAddress(address);
    if (href !== undefined && href.length <= qrLimitBytes) return [{ name, href }];
    const message = `the ${box.name}'s link ${address.slice(0, 80)} is no web address that a QR code can hold`;
    report(body, { rule: `${box.name}-box`, message, hint: 'write it in full, as https://…' }, line);
    return [];
  });
  if (lead.links.length === 0) {
    const hint = 'add spotify, apple or youtube to the field podcast';
    report(
      body,
      { rule: `${box.name}-box`, message: `the ${box.name} "${lead.title}" has no link`, hint },
      line,
    );
  }
  const own = box.inner.length > 0 || lead.text === undefined;
  const words = own
    ? box.inner
    : [
        opening('paragraph', 'p', {}, line),
        inline(parsedLine(md, env, lead.text), line),
        closing('paragraph', 'p'),
      ];
  const children = links.flatMap(({ name, href }, index) => [
    ...(index > 0 ? [text(' ')] : []),
    spanOpening('offer', 'a', { href }),
    text(name),
    spanClosing('offer', 'a'),
  ]);
  const first = links[0];
  const code = single('qr', 'div');
  if (first) code.content = qrSvg(first.href, `${qrLabel[body.env.lang]} ${lead.title}`);
  return [
    opening(box.name, 'aside', { class: box.name, 'aria-labelledby': id }, box.span),
    ...boxTitle(id, [text(lead.title)], box.span[0]),
    ...words,
    ...(first
      ? [opening('links', 'p', { class: 'links' }), inline(children, line), closing('links', 'p'), code]
      : []),
    closing(box.name, 'aside'),
  ];
}

/** The address as a browser would send it, so that the QR code is plain ASCII. */
function webAddress(address: string): string | undefined {
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? new URL(address).href : undefined;
}

/** How a QR code is written out: the SVG is d:mag's own, so it goes in as it is. */
export function qr(md: MarkdownIt): void {
  md.renderer.rules['qr'] = (tokens, index) => `<div class="qr">${tokens[index]?.content ?? ''}</div>\n`;
}
