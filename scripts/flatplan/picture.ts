/** flatplan.png as a document for the browser: the whole issue on one sheet, for the wall and the e-mail. */
import { numberAndYear } from '../../layouts/furniture.ts';
import { type Html, html, raw } from '../../layouts/html.ts';
import { type Status, STATUSES } from '../model/article.ts';
import type { Language } from '../model/fields.ts';
import type { SizeMm } from '../model/geometry.ts';
import type { Theme } from '../model/theme.ts';
import { longDate, sizeMm } from '../report/numbers.ts';
import { themeCss } from '../report/theme-css.ts';
import { huesOf, NO_HUE } from './hues.ts';
import {
  articleOn,
  countOf,
  fits,
  fitSpreads,
  type OpenNotes,
  type Opening,
  type Plan,
  type PlanFinding,
  type PlanPage,
  spreadsOf,
  type Tag,
  tagOf,
} from './plan.ts';
import { counted, type PlanWords, planWords } from './words.ts';

/** A3 lying. What does not fit at a size that can be read makes the sheet longer. */
export const PLAN_SHEET_MM = { widthMm: 420, heightMm: 297 } as const;
/** Of flatplan.png: type of 7.5 points is read on paper, and the file goes by e-mail. */
export const PLAN_PPI = 180;

const MARGIN_MM = 12;
const HEAD_MM = 21;
const FOOT_MM = 10;
/** Between spreads, and below each for four lines. */
const GAP_MM = { across: 7, down: 17.5 } as const;
/** Narrower, pages tell nothing and titles have no room. */
const LEAST_PAGE_MM = 24;
/** A short issue need not fill the wall. */
const MOST_PAGE_MM = 62;

export interface PlanSheet {
  readonly plan: Plan;
  readonly findings: readonly PlanFinding[];
  readonly notes: OpenNotes;
  readonly name: string;
  readonly title: string;
  /** As printed: "1/2026". */
  readonly number: string;
  /** ISO */
  readonly date: string;
  readonly language: Language;
  readonly trim: SizeMm;
  /** What stands around the trim on the pictures. */
  readonly bleedMm: number;
  /** data: addresses of the pages' pictures, trim and bleed. */
  readonly pictures: readonly string[];
  readonly dress: { readonly css: string; readonly faces: string; readonly theme: Theme };
}

export interface PlanDocument {
  readonly html: string;
  readonly size: SizeMm;
}

export function planDocument(sheet: PlanSheet): PlanDocument {
  const { plan, trim, language, dress } = sheet;
  const says = planWords[language];
  const spreads = spreadsOf(plan.pages);
  const room = PLAN_SHEET_MM.heightMm - 2 * MARGIN_MM - HEAD_MM - FOOT_MM;
  const best = fitSpreads(
    spreads.length,
    { width: trim.widthMm, height: trim.heightMm },
    { width: PLAN_SHEET_MM.widthMm - 2 * MARGIN_MM, height: room, ...GAP_MM },
  );
  const widthMm = Math.min(MOST_PAGE_MM, Math.max(LEAST_PAGE_MM, best.scale * trim.widthMm));
  const columns =
    widthMm > best.scale * trim.widthMm
      ? Math.floor((PLAN_SHEET_MM.widthMm - 2 * MARGIN_MM + GAP_MM.across) / (2 * widthMm + GAP_MM.across))
      : best.columns;
  const rows = Math.ceil(spreads.length / columns);
  const heightMm = (widthMm * trim.heightMm) / trim.widthMm;
  const used = 2 * MARGIN_MM + HEAD_MM + FOOT_MM + rows * (heightMm + GAP_MM.down);
  const size = { widthMm: PLAN_SHEET_MM.widthMm, heightMm: Math.max(PLAN_SHEET_MM.heightMm, used) };
  const measures = `:root{--sheet-height:${size.heightMm.toFixed(3)}mm;--page-width:${widthMm.toFixed(3)}mm;--page-height:${heightMm.toFixed(3)}mm;--columns:${columns};--across:${GAP_MM.across}mm;--down:${GAP_MM.down}mm;--margin:${MARGIN_MM}mm;--head:${HEAD_MM}mm;--bleed:${((sheet.bleedMm * widthMm) / trim.widthMm).toFixed(4)}mm}`;
  const document = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'"
        />
        <title>${says.flatplan}: ${sheet.name} ${sheet.number}</title>
        <style>
          ${raw(dress.faces)}
          ${raw(themeCss(dress.theme))}
          ${raw(measures)}
          ${raw(dress.css)}
        </style>
      </head>
      <body>
        ${head(sheet, says)}
        <main>${spreads.map((spread) => spreadPart(sheet, spread, says))}</main>
        ${foot(plan, says)}
      </body>
    </html>`;
  return { html: document.text, size };
}

function head(
  { plan, findings, notes, name, title, number, date, language, trim }: PlanSheet,
  says: PlanWords,
): Html {
  const isRight = !plan.isStitched || plan.pages.length % 4 === 0;
  const open = [...notes.values()].reduce((sum, each) => sum + each, 0);
  const count = (level: PlanFinding['level']): number =>
    findings.filter((each) => each.level === level).length;
  const ads = plan.articles.filter(({ layout }) => layout === 'ad').length;
  const over = plan.articles.filter((article) => !fits(article)).length;
  const told = [
    [ads, says.ad, ''],
    [over, says.overBudget, 'bad'],
    [count('error'), says.error, 'bad'],
    [count('warning'), says.warning, 'doubtful'],
    [open, says.note, ''],
  ] as const;
  return html`<header>
    <p class="name">${name}</p>
    <p class="number">${numberAndYear(number, language)}</p>
    <h1>${title}</h1>
    <p class="date">${longDate(date, language)}</p>
    <p class="sums">
      <strong class="${isRight ? '' : 'bad'}">${countOf(plan, says)}</strong>
      <span>${sizeMm(trim.widthMm, trim.heightMm, language)}</span>
      ${told.map(([number, what, className]) =>
        number > 0 ? html`<span class="${className}">${counted(number, what)}</span>` : undefined,
      )}
    </p>
  </header>`;
}

/** How far an article has come: five steps, those taken are filled. */
const steps = (status: Status | undefined): Html =>
  html`<i class="steps"
    >${STATUSES.map((_, at) => raw(status && at <= STATUSES.indexOf(status) ? '<b></b>' : '<s></s>'))}</i
  >`;

function spreadPart(sheet: PlanSheet, pages: readonly PlanPage[], says: PlanWords): Html {
  const { plan, findings, notes } = sheet;
  const hues = huesOf(plan.articles.map(({ article }) => article));
  return html`<section class="spread">
    ${pages.map((page) => {
      const article = articleOn(plan, page.number);
      const open = notes.get(page.number) ?? 0;
      const tag = tagOf(plan, page.number, findings, notes, says);
      return html`<div
        class="leaf ${page.side}${article ? '' : ' blank'}"
        style="--hue: ${hues.get(article?.article ?? '') ?? NO_HUE}"
      >
        <div class="paper">
          ${sheet.pictures[page.number - 1] ? html`<img alt="" src="${sheet.pictures[page.number - 1]}" />` : undefined}
          ${article ? undefined : html`<span>${says.blank}</span>`}
        </div>
        ${open > 0 ? html`<span class="notes">${open}</span>` : undefined} ${tag && tagPart(tag, says)}
      </div>`;
    })}
  </section>`;
}

function tagPart({ pages, isWide, opening }: Tag, says: PlanWords): Html {
  return html`<div class="tag${isWide ? ' wide' : ''}">
    <p class="line"><b>${pages}</b>${opening && html` <span class="title">${opening.title}</span>`}</p>
    ${opening && factsPart(opening, says)}
  </div>`;
}

function factsPart({ start, status, budget, fits, facts }: Opening, says: PlanWords): Html {
  const all = [
    ...(budget ? [html`<span${raw(fits ? '' : ' class="bad"')}>${budget}</span>`] : []),
    ...facts.map((fact) => html`<span>${fact}</span>`),
  ];
  return html`<p class="facts">
    ${start && html`<i class="start ${start}" title="${says.starts[start]}"></i>`}${status && steps(status)}${all.flatMap(
      (each, at) => (at > 0 ? [' · ', each] : [each]),
    )}
  </p>`;
}

/** The signs, and how many articles have come how far. */
function foot({ articles }: Plan, says: PlanWords): Html {
  const have = (status: Status | undefined): number =>
    articles.filter((article) => article.status === status).length;
  const without = have(undefined);
  return html`<footer>
    ${STATUSES.map((status) => html`<span>${steps(status)}${have(status)} ${says.status[status]}</span>`)}
    ${without > 0 ? html`<span>${without} ${says.noStatus}</span>` : undefined}
    <span><i class="start left"></i>${says.starts.left}</span>
    <span><i class="start right"></i>${says.starts.right}</span>
    <span><span class="notes">·</span> ${says.openNotes}</span>
  </footer>`;
}
