/** The job sheet: what a print shop asks before it opens a file, on one page that d:mag sets itself. */
import { numberAndYear } from '../../layouts/furniture.ts';
import { type Html, html, raw } from '../../layouts/html.ts';
import { type BindingFacts, bindingFacts, COVER_PAGES, type Stock } from '../model/binding.ts';
import type { Language } from '../model/fields.ts';
import type { BleedMm } from '../model/geometry.ts';
import type { Printer } from '../model/printer.ts';
import { fileSize, inGroups, lengthMm, longDate, numeral, sizeMm } from './numbers.ts';
import { edgesInWords, inks, pagesInWords, profileName, standard } from './press-facts.ts';
import { countOf, type DeliveredFile, LEVELS, type Report, verdictInWords } from './report.ts';
import { counted, type Words, words } from './words.ts';

/** A4, whatever the magazine's trim: it is printed in an office. */
export const JOBSHEET_MM = { widthMm: 210, heightMm: 297 } as const;

/** Longer titles are set smaller, and so are longer verdicts. */
const LONG_TITLE = 30;
const LONG_VERDICT = 20;

/** What is printed in the browser. `css` and `faces` are the issue's own, the job sheet's after them. */
export const jobsheetDocument = (
  report: Report,
  files: readonly DeliveredFile[],
  { css, faces }: { readonly css: string; readonly faces: string },
): string => {
  const { issue, magazine } = report;
  const { language } = issue;
  const says = words[language];
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; font-src file:; style-src 'unsafe-inline'"
        />
        <title>${says.jobsheet}: ${magazine.name} ${issue.number}</title>
        <style>
          ${raw(faces)}
        </style>
        <style>
          ${raw(css)}
        </style>
      </head>
      <body>
        <main class="jobsheet">
          ${head(report, says)}${columns(report, says)}${drawing(issue.printer, language, says)}${orderPart(says)}${filesPart(files, language, says)}${verdictPart(report, says)}${approval(says)}
        </main>
      </body>
    </html>`.text;
};

function head({ issue, magazine }: Report, says: Words): Html {
  const { language, number, title } = issue;
  return html`<p class="job-name">${magazine.name}</p>
<p class="job-what"><span>${says.jobsheet}</span><span>${numberAndYear(number, language)}</span></p>
<h1${raw(title.length > LONG_TITLE ? ' class="long"' : '')}>${title}</h1>`;
}

const row = (label: string, value: Html | string | undefined): Html | undefined =>
  value === undefined || value === ''
    ? undefined
    : html`<div>
        <dt>${label}</dt>
        <dd>${value}</dd>
      </div>`;

const lines = (...values: readonly (string | undefined)[]): Html | undefined => {
  const told = values.filter((value) => value !== undefined && value !== '');
  return told.length === 0
    ? undefined
    : html`${told.map((value, at) => html`${at > 0 ? raw('<br>') : undefined}${value}`)}`;
};

function columns(report: Report, says: Words): Html {
  const { issue, magazine, pages, press } = report;
  const { language, printer } = issue;
  const bound = bindingFacts(printer, pages.length);
  const intent = press?.facts.intents[0];
  const spots = printer.spots.join(', ');
  return html`<dl class="job-column">
      ${row(says.date, longDate(issue.date, language))}
      ${row(says.publisher, lines(magazine.publisher, webName(magazine.site)))}
      ${row(says.editor, magazine.editor)} ${row('ISSN', issue.issn)}${row('ISBN', issue.isbn)}
      ${row(says.stock, stockText(printer, language, says))}
    </dl>
    <dl class="job-column">
      ${row(says.printer, lines(printer.name, printer.contact))}
      ${row(says.extent, lines(pagesText(bound, says), says.singlePages))}
      ${row(says.binding, lines(says.bindings[printer.binding], ...bindingText(bound, printer, language, says)))}
    </dl>
    <dl class="job-column">
      ${row(says.standard, press ? standard(press.facts) : undefined)}
      ${row(says.condition, lines(intent?.identifier ?? printer.icc.condition, press && profileName(press.profile)))}
      ${row(says.inks, press ? lines(inks(press.facts, language).join(', '), spots && `Spot: ${spots}`) : spots)}
      ${row(says.inkLimit, `${numeral(printer.inkLimitPercent, language)}\u00A0%`)}
      ${row(says.marks, printer.marks.map((mark) => says.mark[mark]).join(', ') || says.noMarks)}
    </dl>`;
}

/** "example.org/dmag" */
const webName = (site: string | undefined): string | undefined => site?.replaceAll(/^https?:\/\/|\/$/gu, '');

/** "44 sider: omslag 4, innmat 40" */
const pagesText = ({ pages }: BindingFacts, says: Words): string =>
  pages > COVER_PAGES
    ? `${pagesInWords(pages, says)}: ${says.coverAndBody(String(COVER_PAGES), String(pages - COVER_PAGES))}`
    : pagesInWords(pages, says);

function bindingText(
  { sheets, creepMm, spineMm }: BindingFacts,
  { hingeMm }: Printer,
  language: Language,
  says: Words,
): string[] {
  return [
    ...(sheets === undefined ? [] : [counted(sheets, says.sheets)]),
    ...(creepMm === undefined || creepMm === 0 ? [] : [says.creep(lengthMm(creepMm, language, 2))]),
    ...(spineMm === undefined ? [] : [`${says.spine}: ${lengthMm(spineMm, language, 2)}`]),
    ...(hingeMm > 0 ? [`${says.hinge}: ${lengthMm(hingeMm, language)}`] : []),
  ];
}

/** "Omslag: 250 g/m², 0,22 mm" where the profile does not say it in words; else "Tykkelse per blad: omslag 0,22 mm, innmat 0,11 mm". */
function stockText({ stock, paper }: Printer, language: Language, says: Words): Html | undefined {
  const line = (label: string, of: Stock | undefined): string | undefined =>
    of &&
    (stock === undefined
      ? `${label}: ${[
          of.name,
          `${numeral(of.grams, language)}\u00A0g/m²`,
          lengthMm(of.thicknessMm, language, 3),
        ]
          .filter(Boolean)
          .join(', ')}`
      : `${label.toLowerCase()} ${lengthMm(of.thicknessMm, language, 3)}`);
  const leaves = [line(says.cover, paper?.cover), line(says.body, paper?.body)];
  if (stock === undefined) return lines(...leaves);
  const told = leaves.filter((each) => each !== undefined).join(', ');
  return lines(stock, told && `${says.leaf}: ${told}`);
}

/** The room of the drawing, in millimetres of the sheet. */
const ROOM = { widthMm: 54, heightMm: 32 } as const;
const LABEL_MM = 6;
const GAP_MM = 3;

/** Two facing pages to scale, with what is cut off and what keeps clear of the cut. */
function drawing({ trim, bleed, safeMm }: Printer, language: Language, says: Words): Html {
  const wide = 2 * (trim.widthMm + bleed.insideMm + bleed.outsideMm);
  const high = trim.heightMm + bleed.topMm + bleed.bottomMm;
  const scale = Math.min((ROOM.widthMm - LABEL_MM - GAP_MM) / wide, (ROOM.heightMm - LABEL_MM) / high);
  const mm = (value: number): string => numeral3(value * scale);
  const rect = (name: string, x: number, y: number, width: number, height: number): Html =>
    html`<rect class="${name}" x="${mm(x)}" y="${mm(y)}" width="${mm(width)}" height="${mm(height)}" />`;
  const page = (left: number, leftBleed: number, rightBleed: number): Html =>
    html`${rect(
      'bleed',
      left,
      0,
      trim.widthMm + leftBleed + rightBleed,
      high,
    )}${rect('trim', left + leftBleed, bleed.topMm, trim.widthMm, trim.heightMm)}${rect(
      'safe',
      left + leftBleed + safeMm,
      bleed.topMm + safeMm,
      trim.widthMm - 2 * safeMm,
      trim.heightMm - 2 * safeMm,
    )}`;
  const from = LABEL_MM / scale;
  const second = from + trim.widthMm + bleed.outsideMm + bleed.insideMm + GAP_MM / scale;
  const foot = high * scale + 4.4;
  const middle = second + bleed.insideMm + trim.widthMm / 2;
  const upright = (bleed.topMm + trim.heightMm / 2) * scale;
  const ruled = (x1: number, y1: number, x2: number, y2: number): Html =>
    html`<path class="rule" d="M${numeral3(x1)} ${numeral3(y1)}L${numeral3(x2)} ${numeral3(y2)}" />`;
  const widthFrom = (second + bleed.insideMm) * scale;
  const widthTo = widthFrom + trim.widthMm * scale;
  const heightFrom = bleed.topMm * scale;
  const heightTo = heightFrom + trim.heightMm * scale;
  return html`<div class="job-drawing">
      <svg
        viewBox="0 0 ${ROOM.widthMm} ${ROOM.heightMm}"
        preserveAspectRatio="xMinYMin"
        role="img"
        aria-label="${says.trim} ${sizeMm(trim.widthMm, trim.heightMm, language, 2)}"
      >
        ${page(from, bleed.outsideMm, bleed.insideMm)}${page(second, bleed.insideMm, bleed.outsideMm)}${ruled(
          widthFrom,
          foot - 1,
          (widthFrom + widthTo) / 2 - 8,
          foot - 1,
        )}${ruled((widthFrom + widthTo) / 2 + 8, foot - 1, widthTo, foot - 1)}${ruled(2.6, heightFrom, 2.6, upright - 8)}${ruled(2.6, upright + 8, 2.6, heightTo)}
        <text x="${mm(middle)}" y="${numeral3(foot)}" text-anchor="middle">
          ${lengthMm(trim.widthMm, language, 2)}
        </text>
        <text transform="translate(3.5 ${numeral3(upright)}) rotate(-90)" text-anchor="middle">
          ${lengthMm(trim.heightMm, language, 2)}
        </text>
      </svg>
    </div>
    <dl class="job-column job-legend">
      <div class="legend-trim">
        <dt>${says.trim}</dt>
        <dd>${sizeMm(trim.widthMm, trim.heightMm, language, 2)}</dd>
      </div>
      <div class="legend-bleed">
        <dt>${says.bleed}</dt>
        <dd>${edgesInWords(edges(bleed), language)}</dd>
      </div>
      <div class="legend-safe">
        <dt>${says.safe}</dt>
        <dd>${lengthMm(safeMm, language, 2)}</dd>
      </div>
    </dl>`;
}

const edges = ({ topMm, bottomMm, outsideMm, insideMm }: BleedMm): number[] => [
  topMm,
  bottomMm,
  outsideMm,
  insideMm,
];

/** For attributes: three decimals at most. */
const numeral3 = (value: number): string => String(Math.round(value * 1000) / 1000);

/** To be filled in by hand. */
const ruledLine = (label: string): Html => html`<p class="line"><span>${label}</span><i></i></p>`;

/** What d:mag cannot know, and no print shop begins without. */
const orderPart = (says: Words): Html =>
  html`<section class="job-order">
    <h2>${says.order}</h2>
    ${says.orderFields.map(ruledLine)}
  </section>`;

const filesPart = (files: readonly DeliveredFile[], language: Language, says: Words): Html =>
  html`<section class="job-files">
    <h2>${says.files}</h2>
    <table>
      <tbody>
        ${files.map(
          ({ name, bytes, sha256 }) =>
            html`<tr>
              <td>${name}</td>
              <td>${fileSize(bytes, language)}</td>
              <td>${inGroups(sha256).map((group) => html`<span>${group}</span> `)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;

function verdictPart(report: Report, says: Words): Html {
  const { issue, findings, press } = report;
  const outcome = verdictInWords(report, says);
  const tally = LEVELS.map((level) => counted(countOf(findings, level), says.levels[level]));
  return html`<section class="job-verdict">
    <h2>${says.preflight}</h2>
    <p class="says${raw(outcome.length > LONG_VERDICT ? ' long' : '')}">${outcome}</p>
    <p>
      ${
        press
          ? says.against(`PDF/${issue.printer.level}`, issue.printer.name)
          : says.notChecked(issue.printer.name)
      }:
      ${tally.join(', ')}.
    </p>
  </section>`;
}

const approval = (says: Words): Html =>
  html`<section class="job-approval">
    <h2>${says.approval}</h2>
    <p>${says.approvalText}</p>
    ${[says.name, says.dateField, says.signature].map(ruledLine)}
  </section>`;
