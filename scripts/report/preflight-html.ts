/** preflight.html: what was checked and found, on one page that stands alone, for the print shop and the designer. */
import { type Html, html, raw } from '../../layouts/html.ts';
import type { BoxMm, Finding, Level } from '../model/finding.ts';
import type { Language } from '../model/fields.ts';
import { sortFindings } from '../model/report.ts';
import type { Theme } from '../model/theme.ts';
import type { IssuePage } from '../pages/assemble.ts';
import { inFindingWords } from './finding-words.ts';
import { fileSize, inGroups, numeral, sizeMm } from './numbers.ts';
import { type PictureRow, pictureTable } from './picture-table.ts';
import {
  bleeds,
  faces,
  inks,
  pagesInWords,
  percent,
  profileName,
  spaces,
  standard,
  trims,
} from './press-facts.ts';
import { countOf, LEVELS, type Report, verdict, verdictInWords } from './report.ts';
import { themeCss } from './theme-css.ts';
import { ruleLimit } from './rule-limits.ts';
import { pageRules, pressRules, ruleName } from './rules.ts';
import { counted, type Words, words } from './words.ts';

/** A page as it was drawn. */
export interface DrawnSheet {
  /** A data: address. */
  readonly picture: string;
  /** What of the page it shows, on the trim. */
  readonly box: BoxMm;
}

export interface InkSheet extends DrawnSheet {
  /** The most that a square of the page holds, and where. */
  readonly most: { readonly percent: number; readonly box: BoxMm };
}

export interface Sheets {
  /** One a page; none where they could not be drawn. */
  readonly pages: readonly DrawnSheet[];
  readonly ink: readonly InkSheet[];
  /** The colours of the ink maps, from none to the most that is told apart. */
  readonly scale?: { readonly colours: readonly string[]; readonly mostPercent: number };
}

/** What dresses the page: styles, and faces as data: addresses. */
export interface ReportDress {
  readonly css: string;
  readonly faces: string;
  readonly theme: Theme;
}

/** A finding and its number in this report. */
interface Numbered extends Finding {
  readonly at: number;
}

const numbered = (findings: readonly Finding[]): Numbered[] => {
  // Who holds the pages in hand goes through them from the first; what is of no page comes before.
  const sorted = sortFindings(findings).toSorted((one, other) => (one.page ?? 0) - (other.page ?? 0));
  return LEVELS.flatMap((level) => sorted.filter((each) => each.level === level)).map((finding, at) => ({
    ...finding,
    at: at + 1,
  }));
};

export function preflightHtml(report: Report, sheets: Sheets, dress: ReportDress): string {
  const { issue, magazine, findings } = report;
  const { language } = issue;
  const says = words[language];
  const all = numbered(findings);
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'"
        />
        <title>${says.preflight}: ${magazine.name} ${issue.number}</title>
        <style>
          ${raw(dress.faces)}
          ${raw(themeCss(dress.theme))}
          ${raw(dress.css)}
        </style>
      </head>
      <body>
        <header class="masthead">
          <p class="name">${magazine.name}</p>
          <p>${issue.number}, ${issue.title}</p>
          <p class="what">${says.preflight}</p>
        </header>
        <main>
          ${verdictPart(report, says)} ${factsPart(report, sheets, says)} ${findingsPart(all, language, says)}
          ${pressRulesPart(report, says)} ${pagesPart(report, sheets, all, says)}
          ${inkPart(report, sheets, says)} ${picturesPart(report, says)} ${pageRulesPart(report, says)}
        </main>
        <footer class="colophon"><p>${says.madeWith} ${report.madeWith.join(', ')}.</p></footer>
      </body>
    </html> `;
  return page.text;
}

function verdictPart(report: Report, says: Words): Html {
  const { issue, findings, press } = report;
  const { printer } = issue;
  const outcome = verdict(findings);
  return html`<section class="verdict ${press ? outcome : 'fail'}" aria-labelledby="verdict">
    <h1 id="verdict">${verdictInWords(report, says)}</h1>
    <p class="against">
      ${press ? says.against(`PDF/${printer.level}`, printer.name) : says.notChecked(printer.name)}.
    </p>
    <ul class="tally">
      ${LEVELS.map(
        (level) =>
          html`<li>
            <span class="mark ${countOf(findings, level) > 0 ? level : 'none'}"
              >${countOf(findings, level)}</span
            >
            ${says.levels[level][countOf(findings, level) === 1 ? 0 : 1]}
          </li>`,
      )}
    </ul>
  </section>`;
}

const row = (label: string, value: Html | string | undefined, long = false): Html | undefined =>
  value === undefined || value === ''
    ? undefined
    : html`<div${raw(long ? ' class="long"' : '')}><dt class="label">${label}</dt><dd>${value}</dd></div>`;

function factsPart({ issue, pages, press }: Report, { ink }: Sheets, says: Words): Html | undefined {
  if (!press) return undefined;
  const { language, printer } = issue;
  const { file, facts, profile } = press;
  const list = (values: readonly string[]): string => values.join(', ') || says.none;
  const either = (values: readonly string[]): string => values.join(' / ') || says.missing;
  const own = faces(facts);
  const lacking = own.filter(({ embedded }) => !embedded);
  const fonts = `${list(own.map(({ name }) => name))} (${
    lacking.length === 0 ? says.embedded : `${says.missing}: ${list(lacking.map(({ name }) => name))}`
  })`;
  const intent = facts.intents[0];
  const most = ink.length === 0 ? undefined : Math.max(...ink.map(({ most: square }) => square.percent));
  return html`<section class="section aside" aria-labelledby="facts">
    <h2 id="facts">${says.facts}</h2>
    <dl class="facts">
      ${row(says.file, file.name)}
      ${row(says.size, `${fileSize(file.bytes, language)}, ${pagesInWords(facts.pages.length, says)}`)}
      ${row(says.standard, standard(facts))} ${row(says.trim, either(trims(facts, language)))}
      ${row(
        says.bleed,
        either(
          bleeds(
            facts,
            pages.map(({ side }) => side),
            language,
          ),
        ),
      )}
      ${row(says.condition, intent?.identifier || says.missing)}
      ${row(says.profile, intent?.profile ? profileName(profile) : says.missing)}
      ${row(says.inks, list(inks(facts, language)))} ${row(says.spaces, list(spaces(facts)))}
      ${row(
        says.totalInk,
        most === undefined
          ? undefined
          : says.inkOf(percent(Math.round(most), language), percent(printer.inkLimitPercent, language)),
      )}
      ${row(says.fonts, fonts, true)}
      ${row(says.checksum, html`<span class="sum">${inGroups(file.sha256).map((group) => html`<span>${group}</span>`)}</span>`, true)}
    </dl>
  </section>`;
}

function findingsPart(all: readonly Numbered[], language: Language, says: Words): Html {
  return html`<section class="section aside" aria-labelledby="findings">
    <h2 id="findings">${says.findings}</h2>
    <div>
      ${all.length === 0 ? html`<p>${says.noFindings}</p>` : LEVELS.map((level) => levelPart(all, level, language, says))}
    </div>
  </section>`;
}

function levelPart(
  all: readonly Numbered[],
  level: Level,
  language: Language,
  says: Words,
): Html | undefined {
  const own = all.filter((finding) => finding.level === level);
  if (own.length === 0) return undefined;
  const title = counted(own.length, says.levels[level]);
  return html`<div class="level ${level}">
    <h3>${title[0]!.toUpperCase()}${title.slice(1)}</h3>
    <ol>
      ${own.map((finding) => findingPart(finding, language, says))}
    </ol>
  </div>`;
}

function findingPart(finding: Numbered, language: Language, says: Words): Html {
  const { at, rule, page, place } = finding;
  const { message, hint, spoken } = inFindingWords(finding, language);
  // What no one has put into the report's language is said in the checks' own.
  const foreign = raw(spoken === language ? '' : ` lang="${spoken}"`);
  const spot = place && `${place.file}${place.line > 1 ? `:${place.line}` : ''}`;
  return html`<li class="finding" id="${`finding-${at}`}">
    <span class="mark">${at}</span>
    <div>
      <p class="message" ${foreign}>${sentence(message)}</p>
      ${hint ? html`<p class="remedy" ${foreign}>${sentence(hint)}</p>` : undefined}
    </div>
    <p class="where">
      ${
        page === undefined
          ? undefined
          : html`<span><a href="#${`page-${page}`}">${says.page} ${page}</a></span>`
      }<span>${ruleName(rule, language)}</span>${spot ? html`<span>${spot}</span>` : undefined}
    </p>
  </li> `;
}

/** A message begins small, since a terminal says its place before it; a file's name stays as it is. */
const sentence = (text: string): string => {
  const isName = /^\S+\.\w{2,5}\b/u.test(text);
  const first = isName ? text[0]! : text[0]!.toUpperCase();
  return `${first}${text.slice(1)}${/[.!?]$/u.test(text) ? '' : '.'}`;
};

/** What a rule came to. */
function resultOf(rule: string, { issue, findings }: Report, says: Words): Html {
  const own = findings.filter((finding) => finding.rule === rule);
  if (own.length > 0)
    return html`<span class="result found ${worstOf(own)}">${levelsInWords(own, says).join(', ')}</span>`;
  const isOff = (issue.printer.rules as Readonly<Record<string, string | undefined>>)[rule] === 'off';
  return html`<span class="result">${isOff ? says.off : says.passed}</span>`;
}

const worstOf = (findings: readonly Finding[]): Level =>
  LEVELS.find((level) => findings.some((finding) => finding.level === level))!;

/** "1 feil", "2 advarsler"; nothing of levels that are not there. */
const levelsInWords = (findings: readonly Finding[], says: Words): string[] =>
  LEVELS.filter((level) => countOf(findings, level) > 0).map((level) =>
    counted(countOf(findings, level), says.levels[level]),
  );

/** Of the press file: what the print shop asked for, and what it came to. */
function pressRulesPart(report: Report, says: Words): Html | undefined {
  const { language, printer } = report.issue;
  if (!report.press) return undefined;
  return html`<section class="section aside" aria-labelledby="rules">
    <h2 id="rules">${says.rules}</h2>
    <ul class="rules">
      ${pressRules.map((rule) => {
        const limit = ruleLimit(rule, printer, language);
        return html`<li>
          <span
            >${ruleName(rule, language)}${limit === undefined ? undefined : html` <span class="limit">${limit}</span>`}</span
          >
          ${resultOf(rule, report, says)}
        </li>`;
      })}
    </ul>
  </section>`;
}

/** Of the magazine: no business of a print shop, and so folded. Where there is no press file there is nothing else to read. */
function pageRulesPart(report: Report, says: Words): Html {
  const { language } = report.issue;
  const own = report.findings.filter(({ rule }) => pageRules.includes(rule));
  const told = own.length === 0 ? [says.passed] : levelsInWords(own, says);
  return html`<section class="section aside" aria-labelledby="page-rules">
    <h2 id="page-rules">${says.pageRules}</h2>
    <details ${raw(report.press ? '' : 'open')}>
      <summary>${counted(pageRules.length, says.ruleCount)}: ${told.join(', ')}</summary>
      <p class="lead">${says.pageRulesNote}</p>
      <ul class="rules">
        ${pageRules.map((rule) => html`<li><span>${ruleName(rule, language)}</span> ${resultOf(rule, report, says)}</li>`)}
      </ul>
    </details>
  </section>`;
}

/** Facing pages together: a right page that opens the issue stands alone, as does a left one that closes it. */
export function facing<T extends Pick<IssuePage, 'side'>>(pages: readonly T[]): T[][] {
  const spreads: T[][] = [];
  for (const page of pages) {
    const open = spreads.at(-1);
    if (page.side === 'right' && open?.length === 1 && open[0]!.side === 'left') open.push(page);
    else spreads.push([page]);
  }
  return spreads;
}

export const rect = ({ xMm, yMm, widthMm, heightMm }: BoxMm, name: string): Html =>
  html`<rect
    class="${name}"
    x="${short(xMm)}"
    y="${short(yMm)}"
    width="${short(widthMm)}"
    height="${short(heightMm)}"
  />`;

export const short = (mm: number): number => Math.round(mm * 100) / 100;

/** What of a box lies on the sheet; a picture across two pages has half of its box on the other. */
function within(box: BoxMm, sheet: BoxMm): BoxMm {
  const left = Math.max(box.xMm, sheet.xMm);
  const top = Math.max(box.yMm, sheet.yMm);
  return {
    xMm: left,
    yMm: top,
    widthMm: Math.max(0, Math.min(box.xMm + box.widthMm, sheet.xMm + sheet.widthMm) - left),
    heightMm: Math.max(0, Math.min(box.yMm + box.heightMm, sheet.yMm + sheet.heightMm) - top),
  };
}

const inset = ({ xMm, yMm, widthMm, heightMm }: BoxMm, mm: number): BoxMm => ({
  xMm: xMm + mm,
  yMm: yMm + mm,
  widthMm: Math.max(0, widthMm - 2 * mm),
  heightMm: Math.max(0, heightMm - 2 * mm),
});

const FLAG_MM = 7;
/** No box so small that an eye would not find it. */
const LEAST_MM = 3;

function pagesPart(report: Report, { pages: drawn }: Sheets, all: readonly Numbered[], says: Words): Html {
  const { issue, pages } = report;
  const { trim, bleed } = issue.printer;
  return html`<section class="section" aria-labelledby="pages">
    <h2 id="pages">${says.pages}</h2>
    <p class="lead">${says.pagesNote}</p>
    <div class="spreads">
      ${facing(pages).map(
        (spread) =>
          html`<div class="spread">
            ${spread.map((page) => {
              const onTrim: BoxMm = { xMm: 0, yMm: 0, ...trim };
              const isLeft = page.side === 'left';
              const bled: BoxMm = {
                xMm: -(isLeft ? bleed.outsideMm : bleed.insideMm),
                yMm: -bleed.topMm,
                widthMm: trim.widthMm + bleed.outsideMm + bleed.insideMm,
                heightMm: trim.heightMm + bleed.topMm + bleed.bottomMm,
              };
              const sheet = drawn[page.number - 1] ?? { picture: '', box: bled };
              const { box } = sheet;
              const own = all.filter((finding) => finding.page === page.number);
              const article = issue.articles.find(({ slug }) => slug === page.article);
              return html`<figure class="page ${page.side}" id="${`page-${page.number}`}">
                <div class="sheet">
                  ${
                    sheet.picture
                      ? html`<img
                          src="${sheet.picture}"
                          alt="${says.page} ${page.number}${article ? `: ${article.title}` : ''}"
                          loading="lazy"
                          width="${Math.round(box.widthMm * 10)}"
                          height="${Math.round(box.heightMm * 10)}"
                        />`
                      : undefined
                  }<svg
                    viewBox="${[box.xMm, box.yMm, box.widthMm, box.heightMm].map(short).join(' ')}"
                    aria-hidden="true"
                  >
                    ${rect(inset(bled, 0.25), 'bleed')}${rect(onTrim, 'trim')}${own.flatMap((finding) => {
                      if (!finding.box) return [];
                      const wide = finding.box.widthMm < LEAST_MM || finding.box.heightMm < LEAST_MM;
                      const seen = inset(
                        within(wide ? inset(finding.box, -LEAST_MM / 2) : finding.box, box),
                        1,
                      );
                      return [rect(seen, 'box halo'), rect(seen, `box ${finding.level}`)];
                    })}${own.map((finding, order) => flag(finding, order, box))}
                  </svg>
                </div>
                <figcaption>
                  <b>${page.number}</b
                  ><span>${article ? page.index === 0 && article.title : says.blank}</span>
                </figcaption>
              </figure>`;
            })}
          </div> `,
      )}
    </div>
  </section>`;
}

/** A finding's number: at its box's corner, or at the page's head where it has none. */
function flag({ at, level, box: own }: Numbered, order: number, sheet: BoxMm): Html {
  const width = at > 99 ? FLAG_MM * 2.6 : FLAG_MM * 1.8;
  const height = FLAG_MM * 1.6;
  const spot = own && within(own, sheet);
  const hasBox = spot !== undefined && spot.widthMm > 0 && spot.heightMm > 0;
  const x = Math.min(
    hasBox ? spot.xMm + 1 : sheet.xMm + 4 + order * (width + 2),
    sheet.xMm + sheet.widthMm - width - 1,
  );
  const y = Math.min(hasBox ? spot.yMm + 1 : sheet.yMm + 4, sheet.yMm + sheet.heightMm - height - 1);
  return html`${rect({ xMm: x, yMm: y, widthMm: width, heightMm: height }, `flag ${level}`)}<text
      class="${level}"
      x="${short(x + width / 2)}"
      y="${short(y + height / 2 + 3.2)}"
      >${at}</text
    >`;
}

function inkPart({ issue, pages }: Report, { ink, scale }: Sheets, says: Words): Html | undefined {
  if (ink.length === 0) return undefined;
  const { language, printer } = issue;
  const { inkLimitPercent: limit, inkSquareMm: squareMm } = printer;
  return html`<section class="section" aria-labelledby="ink">
    <h2 id="ink">${says.ink}</h2>
    <p class="lead">${says.inkNote(sizeMm(squareMm, squareMm, language), percent(limit, language))}</p>
    ${
      scale &&
      html`<p class="scale">
        <i style="background:linear-gradient(90deg,${raw(scale.colours.join(','))})"></i
        ><span
          ><span>0</span><span>${percent(scale.mostPercent / 2, language)}</span
          ><span>${percent(scale.mostPercent, language)}</span></span
        >
      </p>`
    }
    <div class="ink-pages">
      ${pages.flatMap(({ number, side }, at) => {
        const sheet = ink[at];
        if (!sheet) return [];
        const { box, most, picture } = sheet;
        const told = percent(Math.round(most.percent), language);
        return [
          html`<figure class="page ${side}">
            <div class="sheet">
              <img
                src="${picture}"
                alt=""
                loading="lazy"
                width="${Math.round(box.widthMm * 10)}"
                height="${Math.round(box.heightMm * 10)}"
              /><svg
                viewBox="${[box.xMm, box.yMm, box.widthMm, box.heightMm].map(short).join(' ')}"
                aria-hidden="true"
              >
                ${rect({ xMm: 0, yMm: 0, ...printer.trim }, 'trim')}${most.percent > 0 ? rect(most.box, 'square') : undefined}
              </svg>
            </div>
            <figcaption>
              <b>${number}</b><span class="${most.percent > limit ? 'over' : ''}">${told}</span>
            </figcaption>
          </figure> `,
        ];
      })}
    </div>
  </section>`;
}

function picturesPart(report: Report, says: Words): Html | undefined {
  const rows = pictureTable(report);
  if (rows.length === 0) return undefined;
  const { language, printer } = report.issue;
  const heads = [says.page, says.pictureName, says.placed, says.ppi, says.space, says.credit, says.alt];
  const isNumber = (at: number): boolean => at === 0 || at === 3;
  return html`<section class="section" aria-labelledby="pictures">
    <h2 id="pictures">${says.pictures}</h2>
    <table>
      <thead>
        <tr>
          ${heads.map((head, at) => html`<th scope="col" ${raw(isNumber(at) ? ' class="number"' : '')}>${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map((each) => pictureRow(each, heads, language, printer.ppi.warning, report.press !== undefined, says))}
      </tbody>
    </table>
  </section>`;
}

function pictureRow(
  { page, name, widthMm, heightMm, ppi, space, credit, alt }: PictureRow,
  heads: readonly string[],
  language: Language,
  lowPpi: number,
  hasPress: boolean,
  says: Words,
): Html {
  const cell = (at: number, kind: string, value: Html | string | number | undefined): Html =>
    html`<td class="${kind}" data-label="${heads[at]}">${value ?? '–'}</td>`;
  const none = hasPress ? says.vector : undefined;
  return html`<tr>
    ${cell(0, 'number', html`<a href="#${`page-${page}`}">${page}</a>`)}${cell(1, 'name', name)}${cell(
      2,
      'short',
      sizeMm(widthMm, heightMm, language, 0),
    )}${cell(
      3,
      'number',
      ppi === undefined
        ? undefined
        : html`<span class="${ppi <= lowPpi ? 'low' : ''}">${numeral(ppi, language)}</span>`,
    )}${cell(4, 'short', space ?? none)}${cell(5, '', credit)}${cell(6, 'alt', alt === '' ? says.decorative : alt)}
  </tr> `;
}
