/** The picture by which an article or an issue is shared, as a document that the browser draws: 1200 × 630 px, which is what OpenGraph's readers ask. */
import { monthAndYear, numberAndYear } from '../../layouts/furniture.ts';
import { html, raw } from '../../layouts/html.ts';
import type { Article } from '../model/article.ts';
import type { Language } from '../model/fields.ts';
import type { Issue } from '../model/issue.ts';
import type { Magazine } from '../model/magazine.ts';

export const CARD_PX = { widthPx: 1200, heightPx: 630 } as const;
/** Shared in a telephone's message, it is loaded before anybody has asked for it. */
export const MOST_CARD_BYTES = 150_000;

export interface Card {
  readonly kind: 'article' | 'issue';
  readonly language: Language;
  readonly masthead: string;
  /** "Nr. 1 2026". */
  readonly number: string;
  readonly kicker?: string;
  /** With soft hyphens, where its words may break. */
  readonly title: string;
  /** What must stay in sight of its picture, "x% y%"; none where it has no picture. */
  readonly focus?: string;
}

export type Hyphenate = (text: string, language: Language) => string;

export const articleCard = (
  magazine: Magazine,
  issue: Issue,
  { lang, kicker, title }: Article,
  hyphenate: Hyphenate,
): Card => ({
  kind: 'article',
  language: lang,
  masthead: magazine.name,
  number: numberAndYear(issue.number, issue.language),
  ...(kicker && { kicker }),
  title: hyphenate(title, lang),
});

export const issueCard = (magazine: Magazine, issue: Issue, hyphenate: Hyphenate): Card => ({
  kind: 'issue',
  language: issue.language,
  masthead: magazine.name,
  number: numberAndYear(issue.number, issue.language),
  kicker: monthAndYear(issue.date, issue.language),
  title: hyphenate(issue.title, issue.language),
});

/** Stands where the picture's address is to be written: the document is told apart from others by what it says, not by where files lie. */
export const PICTURE_SLOT = 'picture-slot';

/** @param css the theme's tokens and the card's styles, and its faces */
export const cardDocument = (card: Card, css: string): string =>
  `<!doctype html>\n${
    html`<html lang="${card.language}">
      <head>
        <meta charset="utf-8" />
        <style>
          ${raw(css)}
        </style>
      </head>
      <body class="share-card ${card.kind} ${card.focus === undefined ? 'bare' : ''}">
        <div class="card-words">
          ${card.kicker ? html`<p class="card-kicker">${card.kicker}</p>` : ''}
          <div class="card-room"><p class="card-title">${card.title}</p></div>
          <div class="card-foot">
            <p class="card-logo">${card.masthead}</p>
            <p class="card-number">${card.number}</p>
          </div>
        </div>
        ${
          card.focus === undefined
            ? ''
            : html`<img
                class="card-picture"
                src="${PICTURE_SLOT}"
                style="object-position: ${card.focus}"
                alt=""
              />`
        }
      </body>
    </html>`.text
  }\n`;

/** Sizes in px between which a title finds its own. */
export const titleSizes = ({ kind, focus }: Card): { readonly most: number; readonly least: number } => {
  const widest = focus === undefined ? 176 : 118;
  return { most: kind === 'issue' ? 96 : widest, least: 34 };
};
