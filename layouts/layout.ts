/**
 * What a layout is given and what it makes. A layout is a folder: NAME/NAME.11ty.ts (markup), NAME.css (its look) and
 * sample.md (an article to begin from). The markup is a list of page templates and a flow:
 *
 *   <article>
 *     <template data-page="bleed">   one page each, in order
 *     <template data-page="text" data-repeat>   repeated while there is text
 *     <div class="flow">   the body, set into the templates' .text-area boxes
 *   </article>
 */
import type { Article } from '../scripts/model/article.ts';
import type { Issue } from '../scripts/model/issue.ts';
import type { LayoutFacts } from '../scripts/model/layout.ts';
import type { Magazine } from '../scripts/model/magazine.ts';
import { tokenChoice } from '../scripts/model/theme.ts';
import type { Sheet } from '../scripts/pages/stylesheet.ts';
import type { PicturePlace } from '../scripts/web/pictures.ts';
import { numberAndYear } from './furniture.ts';
import { html, type Html, raw } from './html.ts';
import { accentOf } from './parts/accent.ts';
import { leadWords } from './parts/lead-words.ts';

/** What Eleventy hands to a layout. */
export interface LayoutData {
  readonly article: Article;
  readonly issue: Issue;
  readonly magazine: Magazine;
  /** The page: its lines, columns and margins, as theme and printer make it. */
  readonly sheet: Sheet;
  /** The article's Markdown as HTML. */
  readonly content: string;
}

/** What a layout is given for the screen. */
export interface WebData {
  /** Its fields with soft hyphens in their longest words. */
  readonly article: Article;
  readonly issue: Issue;
  readonly magazine: Magazine;
  /** The article's body for the screen. */
  readonly content: string;
  /** The article's own picture in the sizes of a place; nothing where it has none. */
  readonly picture: (place: PicturePlace, alt?: string) => Html | undefined;
  /** Another of the article's pictures, by its file's name. */
  readonly drawn: (src: string, alt: string) => Html | undefined;
  /** Address of an author's page, where there is one. */
  readonly author: (name: string) => string | undefined;
  /** When it was published, how long it takes to read, and the link that passes it on. */
  readonly about: Html;
}

/** What a layout's module exports: its facts for the model, and its markup as Eleventy's render function. */
export interface Layout extends LayoutFacts {
  /** Side that its first page asks for where the running order does not say. */
  readonly start?: (article: Article) => 'left' | 'right' | 'any';
  readonly markup: (data: LayoutData) => Html;
  /**
   * Its <article> on a screen, with a look in NAME.web.css beside it; a layout that brings none gets webArticle(). 'none': a page of the
   * magazine that the web edition has another for, as cover and contents.
   */
  readonly web?: 'none' | ((data: WebData) => Html);
}

/** A layout's own front-matter field that holds a word; it has been checked by the model. */
export function choice(article: Article, name: string, otherwise: string): string {
  const value = article.options[name];
  return typeof value === 'string' ? value : otherwise;
}

/** Name of the @page rule: "text" has running heads and folio, "plain" a folio alone, "bleed" nothing. */
export type PageName = 'text' | 'plain' | 'bleed';

interface PageOptions {
  readonly className?: string;
  /** The text runs on in pages like this one. */
  readonly repeat?: boolean;
  /** What stands at the head of a right page instead of the magazine's name and number. */
  readonly head?: string;
}

/** A page template. */
export const page = (
  data: LayoutData,
  name: PageName,
  content: Html,
  { className = '', repeat = false, head }: PageOptions = {},
): Html =>
  html`<template data-page="${name}" ${repeat ? raw(' data-repeat') : ''}>
    <section
      class="plate ${className}"
      data-run-title="${data.article.title}"
      data-run-section="${head ?? `${data.magazine.name} ${numberAndYear(data.issue.number, data.issue.language)}`}"
      data-run-name="${data.magazine.name}"
      data-run-number="${data.issue.number}"
    >
      ${content}
    </section>
  </template>`;

const withLead = ({ issue }: LayoutData, flow: string): string =>
  tokenChoice(issue.theme, 'opening') === 'words' ? leadWords(flow) : flow;

/** The whole fragment of an article. */
export function fragment(data: LayoutData, className: string, pages: readonly Html[], flow?: string): Html {
  const accent = accentOf(data.article, data.issue.theme);
  return html`<article
    class="${['article', data.article.layout, className, accent.className].filter(Boolean).join(' ')}"
    ${accent.style ? html`style="${accent.style}"` : ''}
    lang="${data.article.lang}"
    data-article="${data.article.slug}"
  >
    ${pages} ${flow === undefined ? '' : html`<div class="flow">${raw(withLead(data, flow))}</div>`}
  </article>`;
}
