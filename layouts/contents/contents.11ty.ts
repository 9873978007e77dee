/** Contents: a list facing a picture, or a list alone with small pictures in it. It fills itself from the issue. */
import * as z from 'zod';
import type { Article } from '../../scripts/model/article.ts';
import { tokenChoice } from '../../scripts/model/theme.ts';
import type { LayoutContext, LayoutFault } from '../../scripts/model/layout.ts';
import { monthAndYear, shortNumber, furniture } from '../furniture.ts';
import { html, type Html } from '../html.ts';
import { choice, fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { accentFaults, accentOption } from '../parts/accent.ts';
import { foldersUnknown } from '../parts/folders.ts';
import { openerPicture, pictureWords, title } from '../parts/opener.ts';
import { shade, shadeOption } from '../parts/shade.ts';
import { titlePlace } from '../parts/title-size.ts';
import { picturedList } from './pictured.ts';

/** What a reader looks up: not the cover, the contents themselves, the colophon, advertisements or the back. */
const UNLISTED: ReadonlySet<string> = new Set(['cover', 'contents', 'colophon', 'ad', 'back']);

/** Rows of the list that still have room for a line under the title, and for large figures. */
const ROOMY = 8;
const CLOSE = 10;
/** Up to here every title may take two lines; beyond it the list is set like a table, one line a title. */
const TIGHT = 16;
/** A title of more letters runs over two lines and leaves no room for a third. */
const LONG_TITLE = 42;

/** Beside it stand number and month. */
const TITLE_MM = 130;

export const layout: Layout = {
  web: 'none',
  body: 'none',
  options: {
    /** A picture over a page facing the list, or one page with a small picture beside each title. */
    variant: z.enum(['picture', 'list']).default('picture'),
    shade: shadeOption,
    accent: accentOption,
    /** The page of the spread that the list stands on, the picture on the other. */
    listSide: z.enum(['left', 'right']).optional(),
    /** Folder of the article that leads the issue: it is set in colour. */
    lead: z.string().optional(),
  },
  check: (article, context) => [
    ...leadFaults(article, context),
    ...notShown(article),
    ...accentFaults(article, context),
  ],
  start: (article) => (article.image && choice(article, 'variant', '') !== 'list' ? 'left' : 'any'),
  markup: (data) => {
    const { issue } = data;
    const article = {
      ...data.article,
      title: data.article.title || furniture[issue.language].contents,
      kicker: undefined,
    };
    const listed = issue.articles.filter((each) => !UNLISTED.has(each.layout));
    const density = densityOf(listed.length);
    const sayMore = tokenChoice(issue.theme, 'contents-standfirst') === 'first-sentence';
    const lead = leadOf(data.article, listed);
    const rows = listed.map(
      (each) =>
        html`<li class="entry ${each.slug === lead ? 'leading' : ''}">
          <a href="#${each.slug}">
            <span class="entry-folio" data-page-of="${each.slug}">00</span>
            <span class="entry-text"
              ><span class="entry-title">${each.title}</span>${
                (density === 'roomy' || density === 'close') && sayMore && hasRoom(each)
                  ? html` <span class="entry-standfirst">${firstSentence(each.standfirst ?? '')}</span>`
                  : ''
              }</span
            >
            <span class="entry-kicker">${each.kicker}</span></a
          >
        </li>`,
    );
    const isLeft = listSide(data) === 'left';
    const head = title({ ...data, article }, titlePlace(data, 'contents', TITLE_MM));
    const picture = (name: Html | '') =>
      page(
        data,
        'bleed',
        html`<figure class="opener-picture">${openerPicture(data)}</figure>
          ${shade(data, { foot: name ? 'calc(4 * var(--line))' : 'var(--line)' })}${name ? html`<div class="at contents-head">${name}</div>` : ''}
          <p class="at caption-on-picture">${pictureWords(data, article.standfirst)}</p>`,
        { className: 'contents-picture' },
      );
    const list = (name: Html | '') =>
      page(
        data,
        'plain',
        html`${name ? html`<div class="at contents-head">${name}</div>` : ''}
          ${
            name
              ? html`<div class="at contents-issue">
                  <p>${shortNumber(issue.number, issue.language)}</p>
                  <p>${monthAndYear(issue.date, issue.language)}</p>
                </div>`
              : ''
          }
          <ol
            class="at contents-list ${density}"
            data-fit="the list of contents"
            style="--rows: ${rows.length}"
          >
            ${rows}
          </ol>`,
        { className: name ? 'contents-page' : 'contents-page headless' },
      );
    if (choice(data.article, 'variant', '') === 'list') {
      const name = html`<div class="at contents-head">${head}</div>
        <div class="at contents-issue">
          <p>${shortNumber(issue.number, issue.language)}</p>
          <p>${monthAndYear(issue.date, issue.language)}</p>
        </div>`;
      return fragment(data, 'contents-pictured', [
        page(data, 'plain', html`${name}${picturedList(listed, issue, lead)}`, {
          className: 'contents-page',
        }),
      ]);
    }
    if (!article.image) return fragment(data, '', [list(head)]);
    const pages =
      tokenChoice(issue.theme, 'contents-name') === 'picture'
        ? { list: list(''), picture: picture(head) }
        : { list: list(head), picture: picture('') };
    return fragment(data, '', isLeft ? [pages.list, pages.picture] : [pages.picture, pages.list]);
  },
};

/** A list alone shows no picture of its own. */
const notShown = ({ image, options }: Article): LayoutFault[] =>
  image && options['variant'] === 'list'
    ? [
        {
          rule: 'picture-not-shown',
          level: 'warning',
          message: `${image.src} is named as the contents' picture, but variant: list shows those of the articles alone`,
          hint: 'write variant: picture, or delete image',
          field: ['image'],
        },
      ]
    : [];

/** Whether the article that is to lead is in the issue. */
const leadFaults = ({ options }: Article, { articles }: LayoutContext): LayoutFault[] =>
  foldersUnknown([options['lead']], articles, ['lead']);

const listSide = ({ article, issue }: LayoutData): string =>
  choice(article, 'listSide', tokenChoice(issue.theme, 'contents-list'));

/** The article that leads: the one that is named, or the first that opens over a spread. */
const leadOf = (article: Article, listed: readonly Article[]): string | undefined =>
  (article.options['lead'] as string | undefined) ??
  listed.find(({ layout: name, image }) => name === 'feature' && image !== undefined)?.slug;

function densityOf(rows: number): 'roomy' | 'close' | 'tight' | 'table' {
  if (rows <= ROOMY) return 'roomy';
  if (rows <= CLOSE) return 'close';
  return rows <= TIGHT ? 'tight' : 'table';
}

const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/u.exec(text)?.[0] ?? text;

const hasRoom = ({ title: name, standfirst }: Article): boolean =>
  standfirst !== undefined && name.length <= LONG_TITLE && firstSentence(standfirst).length <= 90;

export default (data: LayoutData): string => layout.markup(data).text;
