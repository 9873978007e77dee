/** An advertisement, marked as one: a whole page, or half or a quarter of one at its foot with an editorial text above. */
import * as z from 'zod';
import { text, webAddress } from '../../scripts/model/fields.ts';
import type { LayoutFault } from '../../scripts/model/layout.ts';
import { furniture } from '../furniture.ts';
import { html } from '../html.ts';
import { choice, fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { columnsMm } from '../parts/grid.ts';
import { byline, captionNotShown, openerPicture, standfirst, title } from '../parts/opener.ts';
import { runningKicker } from '../parts/running-kicker.ts';
import { titlePlace } from '../parts/title-size.ts';

const options = {
  size: z.enum(['full', 'half', 'quarter']).default('full'),
  /** Whose it is; a screen reader says it with the mark. */
  advertiser: text,
  /** Where a click on it leads in the reader PDF. */
  url: webAddress.optional(),
};

type Size = 'full' | 'half' | 'quarter';

/** A whole-page ad leaves no room for a text; a smaller one stands under it. */
const sizeOf = ({ article }: LayoutData): Size => choice(article, 'size', 'full') as Size;

/** The text above ends so many lines over the ad, clear of the mark. */
const OVER_AD = 3;
const TEXT_LINES = 11;

/** A smaller ad takes the lower half of the trimmed page, since that is what an advertiser is sold. */
const textEnds = ({ trim, frameTopMm, lineMm }: LayoutData['sheet']): number =>
  Math.floor((trim.heightMm / 2 - frameTopMm) / lineMm) - OVER_AD;

/** The mark; on a page without a text it carries the article's id, since nothing else does. */
const mark = ({ article }: LayoutData, isAlone: boolean) =>
  html`<p class="at ad-mark" ${isAlone ? html`id="${article.slug}"` : ''}>
    <span>${furniture[article.lang].advertisement}</span>
  </p>`;

const picture = (data: LayoutData) => {
  const { url } = data.article.options;
  const image = openerPicture(data);
  const label = `${furniture[data.article.lang].advertisement}: ${choice(data.article, 'advertiser', '')}`;
  const isSupplied = /\.pdf$/iu.test(data.article.image?.src ?? '');
  return html`<figure class="ad-picture ${isSupplied ? 'ad-supplied' : ''}" aria-label="${label}">
    ${typeof url === 'string' ? html`<a class="ad-place" href="${url}">${image}</a>` : html`<div class="ad-place">${image}</div>`}
  </figure>`;
};

/** What the text is, under the head of its section. */
const note = (data: LayoutData) => {
  const { kicker, standfirst: words } = data.article;
  return words && html`${kicker ? html`<p class="ad-head">${kicker}</p>` : ''}${standfirst(data)}`;
};

const above = (data: LayoutData) => {
  const line = textEnds(data.sheet) - TEXT_LINES;
  const place = titlePlace(data, 'ad', columnsMm(data.sheet, 12) - 4);
  return html`<div class="at opener-head">
      ${title({ ...data, article: { ...data.article, kicker: undefined } }, place)}
    </div>
    <div class="at ad-side" data-below=".opener-head" data-gap="4" data-at-least style="--l: ${line}">
      ${byline(data)}${note(data)}
    </div>
    <div
      class="text-area"
      data-columns="2"
      data-below=".opener-head"
      data-gap="4"
      data-at-least
      style="--c: 5; --w: 8; --l: ${line}; --h: ${TEXT_LINES}"
    ></div>`;
};

function check(article: LayoutData['article']): LayoutFault[] {
  const { image, body, options: own } = article;
  const faults: LayoutFault[] = captionNotShown(article);
  if (!image) {
    faults.push({
      rule: 'ad-picture',
      level: 'error',
      message: 'the advertisement has no picture',
      hint: 'write image: { src: ad.jpg, alt: what it says }',
      field: ['layout'],
    });
  }
  const words = body.split(/\s+/u).filter(Boolean).length;
  if (own['size'] === 'full' && words > 0) {
    faults.push({
      rule: 'text-not-set',
      level: 'error',
      message: `an advertisement over a whole page leaves no room for a text, but ${words} ${words === 1 ? 'word stands' : 'words stand'} under the front matter`,
      hint: 'write size: half, or move the text to another article',
    });
  }
  if (own['size'] !== 'full' && words > 0) {
    faults.push({
      rule: 'text-on-paper',
      level: 'note',
      message: `the text above the advertisement, ${words} ${words === 1 ? 'word' : 'words'}, stands in print, PDF and EPUB alone: the web edition has no page for an advertisement`,
      hint: 'put it into an article of its own if it is to be read on the web',
    });
  }
  return faults;
}

export const layout: Layout = {
  web: 'none',
  body: 'optional',
  options,
  check,
  markup: (data) => {
    const size = sizeOf(data);
    const hasText = data.content.trim() !== '';
    if (size === 'full') {
      return fragment(data, 'ad-full', [page(data, 'bleed', html`${picture(data)}${mark(data, true)}`)]);
    }
    const first = page(
      data,
      'bleed',
      html`${hasText ? html`${runningKicker(data)}${above(data)}` : ''}${mark(data, !hasText)}${picture(data)}`,
    );
    if (!hasText) return fragment(data, `ad-${size}`, [first]);
    const rest = page(
      data,
      'text',
      html`<div class="text-area" data-columns="2" style="--c: 5; --w: 8"></div>`,
      { repeat: true },
    );
    return fragment(data, `ad-${size}`, [first, rest], data.content);
  },
};

export default (data: LayoutData): string => layout.markup(data).text;
