/** A photo essay: an opener with a picture over one page and a third, then full, framed and paired pictures. */
import type { Sheet } from '../../scripts/pages/stylesheet.ts';
import type { LayoutFault } from '../../scripts/model/layout.ts';
import { html, type Html, raw } from '../html.ts';
import { fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { accentFaults, accentOption } from '../parts/accent.ts';
import { columnsMm } from '../parts/grid.ts';
import { byline, kicker, openerPicture, pictureWords, standfirst, title } from '../parts/opener.ts';
import { lettersALine, linesOf } from '../parts/text-lines.ts';
import { titlePlace } from '../parts/title-size.ts';
import { type Caption, captionLines, captionMarkup, rightHalf } from './captions.ts';
import { type Box, framesOf } from './frames.ts';
import { type EssayPicture, readEssay, shapeOf } from './pictures.ts';
import { type EssayPlan, planEssay } from './plan.ts';
import type { Unit } from './sequence.ts';
import { web } from './web.ts';

const MOST_PICTURES = 12;
const MOST_PAGES = 8;

/** The opener: its text hangs from this line. */
const OPENER_TEXT = 14;
/** Lines at the foot of the page: the text where the lead stands above the title, the second picture at most and at least. */
const RIGHT_TEXT_LINES = 13;
const FOOT_MOST = 26;
const FOOT_LEAST = 17;
const GAP = 3;
/** At most so much of a picture is cut off at the opener's foot. */
const LEAST_KEPT = 0.62;
/** Width of that picture to its bleed. */
const LYING_FOOT_MM = 135;
const STANDING_FOOT_MM = 90;
/** Fewest lines that are worth leaving to the text above it. */
const LEAST_TEXT = 4;

/** The line that the bleed at the foot stands on. */
const bleedLine = ({ trim, bleedMm, frameTopMm, lineMm }: Sheet): number =>
  (trim.heightMm + bleedMm - frameTopMm) / lineMm;

/** A short title is set narrow, over two lines: so it holds its own beside the lead. */
const SHORT_TITLE = 22;
const SHORT_TITLE_MM = 80;
const isShort = ({ article }: LayoutData): boolean => article.title.length <= SHORT_TITLE;
const placeOf = (data: LayoutData) =>
  titlePlace(data, 'essay', isShort(data) ? SHORT_TITLE_MM : columnsMm(data.sheet, 8));

/** The front matter's picture as one of the essay's own; said of it is what its field says. */
function ownPicture(data: LayoutData): EssayPicture | undefined {
  const image = openerPicture(data)?.text.replaceAll(/\s+/gu, ' ');
  const { article, issue } = data;
  if (!image || !article.image) return undefined;
  return {
    id: `${article.slug}--lead`,
    line: 1,
    key: `${issue.slug}/${article.slug}/${article.image.src}`,
    classes: [],
    image,
    shape: shapeOf(image),
    caption: pictureWords(data)?.text ?? '',
    isGroup: false,
  };
}

/** All pictures, the lead first. One that stands in the body too is not set twice. */
function picturesOf(data: LayoutData, inBody: readonly EssayPicture[]): readonly EssayPicture[] {
  const own = ownPicture(data);
  return own && !inBody.some(({ key }) => key === own.key) ? [own, ...inBody] : inBody;
}

const mute = (image: string): string => image.replace(/\salt="[^"]*"/u, ' alt=""');

const figure = (picture: EssayPicture, className: string, style = ''): Html =>
  html`<figure class="${className}" id="${picture.id}" data-source-line="${picture.line}" style="${style}">
    ${raw(picture.image)}
  </figure>`;

/** The right half of a picture over two pages: announced once, on the left one. */
const secondHalf = (picture: EssayPicture): Html =>
  html`<figure
    class="opener-picture"
    id="${rightHalf(picture)}"
    data-source-line="${picture.line}"
    aria-hidden="true"
  >
    ${raw(mute(picture.image))}
  </figure>`;

const boxStyle = ({ c, cLeft = c, w, l, h }: Box): string =>
  `--c: ${c}; --c-left: ${cLeft}; --w: ${w}; --l: ${l}; --h: ${h}`;

const framed = (picture: EssayPicture, { h, ...box }: Box): Html =>
  figure(picture, 'at essay-picture', boxStyle({ ...box, h }).replace('--h', '--lines'));

const textArea = (box: Box, below = ''): Html =>
  html`<div class="text-area" data-columns="1" ${below ? raw(below) : ''} style="${boxStyle(box)}"></div>`;

const captionBox = (
  data: LayoutData,
  captions: readonly Caption[],
  box: Box,
  { below = '', className = '', names }: { below?: string; className?: string; names?: Html } = {},
): Html | undefined =>
  captions.length > 0 || names
    ? html`<div
        class="at essay-captions ${className}"
        data-fit="the captions"
        ${raw(below)}
        style="${boxStyle(box)}"
      >
        ${captions.map((caption) => captionMarkup(data, caption))}${names}
      </div>`
    : undefined;

/** A page of framed pictures, with captions and the next of the text in its white. */
function framedPage(data: LayoutData, unit: Unit, captions: readonly Caption[], hasText: boolean): Html {
  const { pictures, text, captions: box, captionsAt } = framesOf(data.sheet, unit, captions);
  return page(
    data,
    'text',
    html`${pictures.map((each) => framed(each.picture, each.box))}${hasText ? textArea(text) : ''}
    ${captionBox(data, captions, box, { className: captionsAt === 'foot' ? 'essay-captions-foot' : '' })}`,
  );
}

function unitPages(
  data: LayoutData,
  unit: Unit,
  captions: readonly Caption[],
  hasText: boolean,
): readonly Html[] {
  const [picture] = unit.pictures as [EssayPicture];
  if (unit.kind === 'full') return [page(data, 'bleed', figure(picture, 'opener-picture'))];
  if (unit.kind === 'spread') {
    return [
      page(data, 'bleed', figure(picture, 'opener-picture'), { className: 'essay-spread across-left' }),
      page(data, 'bleed', secondHalf(picture), { className: 'essay-spread across-right' }),
    ];
  }
  return [framedPage(data, unit, captions, hasText)];
}

/** Lines of the standfirst between title and text. */
const standfirstLines = ({ article }: LayoutData): number =>
  article.standfirst ? linesOf(article.standfirst, 54) * 1.5 + 4 : 0;

/** A picture clearly higher than wide stands narrow at the opener's foot. */
const isUpright = ({ shape }: EssayPicture): boolean => shape < 0.85;

/** The line that the picture at the opener's foot begins on; undefined where text and captions leave it no room. */
function footLine(
  data: LayoutData,
  picture: EssayPicture,
  text: number,
  gathered: readonly Caption[],
  mayRunOn: boolean,
): number | undefined {
  const names = data.article.byline.length + (data.article.photo ? 2 : 0);
  const captions = Math.ceil(captionLines(gathered)) + names;
  const { lines, lineMm } = data.sheet;
  const start = openerStart(data);
  const latest = lines - FOOT_LEAST;
  const room = latest - GAP - start;
  if (captions > room || room < LEAST_TEXT || (text > room && !mayRunOn)) return undefined;
  // The shape that keeps enough of a picture that is wider than its place.
  const footMm = isUpright(picture) ? STANDING_FOOT_MM : LYING_FOOT_MM;
  const byShape = bleedLine(data.sheet) - footMm / (LEAST_KEPT * picture.shape) / lineMm;
  const byText = start + Math.max(captions, Math.min(text, room)) + GAP;
  return Math.max(lines - FOOT_MOST, Math.min(latest, Math.floor(byShape)), byText);
}

const openerStart = (data: LayoutData): number => OPENER_TEXT + Math.ceil(standfirstLines(data));

/** A title's own leading is white enough before the text; a standfirst's is not. */
const belowHead = ({ article }: LayoutData): string =>
  `data-below=".opener-head, .opener-standfirst" data-gap="${article.standfirst ? 3 : 0}" data-at-least`;

/** What stands beside the lead, or under it: title, standfirst, text, captions and names. */
const openerText = (
  data: LayoutData,
  captions: readonly Caption[],
  hasText: boolean,
  l: number,
  end: number,
): Html => {
  const h = end - l;
  const below = belowHead(data);
  return html`<div class="at opener-head ${isShort(data) ? 'short' : ''}">
      ${kicker(data)}${title(data, placeOf(data))}
    </div>
    ${
      data.article.standfirst
        ? html`<div class="at opener-standfirst" data-below=".opener-head" data-gap="1">
            ${standfirst(data)}
          </div>`
        : ''
    }
    ${hasText ? textArea({ c: 5, w: 4, l, h }, below) : ''}
    ${captionBox(data, captions, { c: 9, w: 4, l, h }, { below, names: byline(data) })}`;
};

/** Over two pages a lead needs to be wide; a standing one, or one with .full, fills the left page alone. */
const fillsOnePage = (lead: EssayPicture): boolean => lead.shape < 0.9 || lead.classes.includes('full');

function check({ body, image }: LayoutData['article']): LayoutFault[] {
  const count =
    (body.match(/!\[[^\]]*\]\(/gu)?.length ?? 0) + (image && !body.includes(`(${image.src}`) ? 1 : 0);
  if (count === 0) {
    const hint = 'put its pictures into the text, each in a paragraph of its own: ![what it shows](file.jpg)';
    return [{ rule: 'essay-pictures', level: 'error', message: 'the photo essay has no picture', hint }];
  }
  if (count <= MOST_PICTURES) return [];
  return [
    {
      rule: 'essay-pictures',
      level: 'warning',
      message: `the photo essay has ${count} pictures; more than ${MOST_PICTURES} may take more than ${MOST_PAGES} pages`,
      hint: 'leave some out, or make it two essays',
    },
  ];
}

/** The lead above the title, for an essay that begins on a right page. */
const rightOpener = (
  data: LayoutData,
  lead: EssayPicture | undefined,
  captions: readonly Caption[],
  hasText: boolean,
): Html =>
  page(
    data,
    'plain',
    html`${lead ? figure(lead, 'opener-picture') : ''}${openerText(data, captions, hasText, data.sheet.lines - RIGHT_TEXT_LINES, data.sheet.lines)}`,
    { className: 'essay-right' },
  );

/** The lead over the left page and a third of the right one, or over the left one alone; beside it all the rest. */
function spreadOpener(
  data: LayoutData,
  lead: EssayPicture | undefined,
  foot: EssayPlan['foot'],
  captions: readonly Caption[],
  hasText: boolean,
): Html[] {
  const isWide = lead !== undefined && !fillsOnePage(lead);
  const end = foot ? foot.line - GAP : data.sheet.lines;
  const standing = foot && isUpright(foot.picture) ? 'essay-foot-standing' : '';
  return [
    page(data, 'bleed', html`${lead ? figure(lead, 'opener-picture') : ''}`, {
      className: isWide ? 'essay-lead-left across-left' : '',
    }),
    page(
      data,
      foot ? 'bleed' : 'plain',
      html`${isWide ? secondHalf(lead) : ''}${openerText(data, captions, hasText, OPENER_TEXT, end)}
      ${foot ? figure(foot.picture, `at essay-foot ${standing}`, `--l: ${foot.line}`) : ''}`,
      { className: isWide ? 'essay-lead-right across-right' : 'essay-lead-right' },
    ),
  ];
}

export const layout: Layout = {
  web,
  options: { accent: accentOption },
  check: (article, context) => [...check(article), ...accentFaults(article, context)],
  start: () => 'left',
  markup: (data) => {
    const body = readEssay(data.content);
    const { sheet } = data;
    const startsRight = data.article.start === 'right';
    const { lead, foot, units, captions, textPages, text } = planEssay(
      body,
      picturesOf(data, body.pictures),
      {
        sheet,
        letters: lettersALine(data),
        startsRight,
        footLine: (...asked) => footLine(data, ...asked),
        openerRoom: (line) =>
          startsRight
            ? RIGHT_TEXT_LINES
            : (line === undefined ? sheet.lines : line - GAP) - openerStart(data),
      },
    );
    const pages = startsRight
      ? [rightOpener(data, lead, captions.get(0) ?? [], textPages.has(0))]
      : spreadOpener(data, lead, foot, captions.get(1) ?? [], textPages.has(1));
    for (const { unit, at } of units)
      pages.push(...unitPages(data, unit, captions.get(at) ?? [], textPages.has(at)));
    const rest = page(
      data,
      'text',
      html`<div class="text-area" data-columns="3" style="--c: 1; --w: 12"></div>`,
      { repeat: true },
    );
    return fragment(data, '', text ? [...pages, rest] : pages, text || undefined);
  },
};

export default (data: LayoutData): string => layout.markup(data).text;
