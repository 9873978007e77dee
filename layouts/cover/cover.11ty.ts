/** The cover: a picture that bleeds on all sides, the masthead, the title, and teasers that fill themselves. */
import * as z from 'zod';
import { tokenChoice } from '../../scripts/model/theme.ts';
import { furniture, shortNumber } from '../furniture.ts';
import { html } from '../html.ts';
import { choice, fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { foldersUnknown } from '../parts/folders.ts';
import { captionNotShown, ground, standfirst, title } from '../parts/opener.ts';
import { shade, shadeOption } from '../parts/shade.ts';
import { lineSize, titleDepthPt, titlePlace } from '../parts/title-size.ts';

const options = {
  /** Folders of the articles to tease; without it the first two interviews or features. */
  teasers: z.array(z.string()).max(3).optional(),
  /** Beside the standfirst at the foot, or one below the other at the outer edge. */
  teasersAt: z.enum(['foot', 'side']).default('foot'),
  tone: z.enum(['light', 'dark']).default('light'),
  shade: shadeOption,
};

const TEASED: ReadonlySet<string> = new Set(['interview', 'feature', 'photo-essay']);

/** The masthead ends well before the number at the other edge. */
const MASTHEAD_MM = 138;

/** A short title is set narrow, over two lines: two lines of type hold a cover better than one. */
const SHORT_TITLE = 24;
const NARROW_MM = 120;
const WIDE_MM = 165;

/** The name fills the measure above the picture, or stands on the picture at a size of its own. */
const fills = ({ issue }: LayoutData): boolean => tokenChoice(issue.theme, 'cover-name') === 'fills';

const masthead = (data: LayoutData) =>
  fills(data)
    ? html`<p class="at masthead" data-fills>${data.magazine.name}</p>`
    : html`<p class="at masthead" style="--size: ${lineSize(data.magazine.name, MASTHEAD_MM, 118)}pt">
        ${data.magazine.name}
      </p>`;

/** How far teasers at the edge reach into the page. */
const SIDE_DEPTH = 'calc(3 * (var(--column) + var(--gutter)))';

export const layout: Layout = {
  web: 'none',
  body: 'none',
  options,
  check: (article, { articles }) => [
    ...captionNotShown(article),
    ...foldersUnknown((article.options['teasers'] as readonly string[] | undefined) ?? [], articles, [
      'teasers',
    ]),
  ],
  start: () => 'right',
  markup: (data) => {
    const { article, issue, magazine } = data;
    const chosen = article.options['teasers'] as readonly string[] | undefined;
    const teasers = chosen
      ? issue.articles.filter((each) => chosen.includes(each.slug))
      : issue.articles.filter((each) => TEASED.has(each.layout)).slice(0, 2);
    const widthMm = article.title.length <= SHORT_TITLE ? NARROW_MM : WIDE_MM;
    const tone = article.image ? choice(article, 'tone', 'light') : 'light';
    const teased = teasers.map(
      (each) =>
        html`<a class="teaser" href="#${each.slug}"
          ><span class="teaser-title">${each.title}</span>
          <span class="teaser-folio"
            >${each.kicker ? html`<span class="teaser-kicker">${each.kicker}</span>, ` : ''}${furniture[issue.language].page}
            <span data-page-of="${each.slug}">00</span></span
          ></a
        >`,
    );
    const isAside = choice(article, 'teasersAt', 'foot') === 'side' && teasers.length > 0;
    // Title, and below it standfirst and teasers.
    const place = titlePlace(data, 'cover', widthMm);
    const footDepth = `calc(${titleDepthPt(article.title, place)}pt + 6.5 * var(--line))`;
    return fragment(data, `tone-${tone} name-${fills(data) ? 'fills' : 'over'}`, [
      page(
        data,
        'bleed',
        html`${ground(data)}
          ${shade(data, { head: 'calc(12 * var(--line))', foot: footDepth, ...(isAside && { side: SIDE_DEPTH }) }, tone)}
          ${masthead(data)}
          <div class="at cover-issue">
            ${
              fills(data)
                ? html`<p class="cover-number">${issue.number}</p>`
                : html`<p>${shortNumber(issue.number, issue.language)} – ${issue.date.slice(0, 4)}</p>`
            }
            ${magazine.tagline ? html`<p>${magazine.tagline}</p>` : ''}
          </div>
          <div class="at cover-title" style="--measure: ${widthMm}mm">
            ${title(data, place)}
            <div class="cover-foot teasers-${isAside ? 0 : teasers.length}">
              <div class="cover-standfirst">${standfirst(data)}</div>
              ${isAside ? '' : teased}
            </div>
          </div>
          ${isAside ? html`<div class="at cover-side">${teased}</div>` : ''}`,
      ),
    ]);
  },
};

export default (data: LayoutData): string => layout.markup(data).text;
