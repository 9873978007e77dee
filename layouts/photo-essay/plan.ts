/** An essay laid out as a list of pages, before any of it is written as markup: pictures, captions, and which text where. */
import type { Sheet } from '../../scripts/pages/stylesheet.ts';
import { textLines } from '../parts/text-lines.ts';
import { type Caption, type CaptionedPage, gather } from './captions.ts';
import { captionRoom, framesOf } from './frames.ts';
import type { EssayBody, EssayPicture } from './pictures.ts';
import { hasWhite, mayStandAtFoot, sequence, type Unit, wheres } from './sequence.ts';

export interface EssayPlan {
  readonly lead: EssayPicture | undefined;
  readonly foot: { readonly picture: EssayPicture; readonly line: number } | undefined;
  readonly units: readonly { readonly unit: Unit; readonly at: number }[];
  /** Captions by index of the page they stand on. */
  readonly captions: ReadonlyMap<number, readonly Caption[]>;
  /** Pages that text stands on. */
  readonly textPages: ReadonlySet<number>;
  /** The text in order; where a part begins on a page of its own, its first block is marked. */
  readonly text: string;
}

export interface EssaySetting {
  readonly sheet: Sheet;
  /** Letters on a line of text. */
  readonly letters: number;
  readonly startsRight: boolean;
  /** Line of the picture at the opener's foot that leaves room for so many lines of text, or undefined: there is none. */
  readonly footLine: (
    picture: EssayPicture,
    text: number,
    captions: readonly Caption[],
    mayRunOn: boolean,
  ) => number | undefined;
  /** Lines that the opener has for text. */
  readonly openerRoom: (foot: number | undefined) => number;
}

interface Part {
  readonly page: number;
  readonly text: string;
}

/** Lines that an opener without a second picture has for captions; with one, footLine asks how many there are. */
const OPENER_CAPTIONS = 30;

/** The pages as their captions see them. */
function captionedPages(
  lead: EssayPicture | undefined,
  foot: EssayPicture | undefined,
  units: readonly Unit[],
  { sheet, startsRight }: EssaySetting,
): CaptionedPage[] {
  const ahead = lead ? [{ picture: lead, where: 'over' as const }] : [];
  const beneath = foot ? [{ picture: foot, where: 'under' as const }] : [];
  const pages: CaptionedPage[] = startsRight
    ? [{ side: 'right', at: 0, room: OPENER_CAPTIONS, pictures: ahead }]
    : [
        { side: 'left', at: 0, room: 0, pictures: ahead },
        { side: 'right', at: 1, room: OPENER_CAPTIONS, pictures: beneath },
      ];
  const first = pages.length;
  let at = first;
  for (const unit of units) {
    const side = (at - first) % 2 === 0 ? 'left' : 'right';
    const where = wheres[unit.kind](side);
    const pictures = unit.pictures.map((picture, index) => ({ picture, where: where[index]! }));
    pages.push({ side, at, room: captionRoom(sheet, unit), pictures, isSpread: unit.kind === 'spread' });
    at += unit.kind === 'spread' ? 2 : 1;
  }
  return pages;
}

/**
 * The first of the text stands beside the lead. What follows a later picture in the body belongs to that picture's page,
 * or to the next that has white, and never before what precedes it.
 */
function partsOf(body: EssayBody, pages: readonly CaptionedPage[], opener: number): Part[] {
  let page = opener;
  const parts: Part[] = [];
  for (const [index, text] of body.texts.entries()) {
    const picture = body.pictures[index - 1];
    const own = pages.findIndex((each) => each.pictures.some((one) => one.picture === picture));
    const host = pages.slice(Math.max(own, 0)).find((each) => each.room > 0);
    page = Math.max(page, own < 0 ? 0 : (host?.at ?? 0));
    if (text === '') continue;
    const last = parts.at(-1);
    if (last?.page === page) parts[parts.length - 1] = { page, text: `${last.text}\n${text}` };
    else parts.push({ page: parts.length === 0 ? opener : page, text });
  }
  return parts;
}

const mark = (text: string): string => text.replace(/^<(\w+)/u, '<$1 data-turns');

export function planEssay(
  body: EssayBody,
  pictures: readonly EssayPicture[],
  setting: EssaySetting,
): EssayPlan {
  const { startsRight, footLine, openerRoom, sheet, letters } = setting;
  const [lead, second, ...others] = pictures;
  const opener = startsRight ? 0 : 1;
  const after = second ? [second, ...others] : others;

  /** The essay with its second picture at the opener's foot or without one. */
  const lay = (foot: EssayPicture | undefined) => {
    const units = sequence(foot ? others : after);
    const pages = captionedPages(lead, foot, units, setting);
    return { units, pages, captions: gather(pages), parts: partsOf(body, pages, opener) };
  };
  const all = textLines(body.texts.join('\n'), letters);
  const linesOn = (parts: readonly Part[], page: number): number =>
    textLines(parts.find((part) => part.page === page)?.text ?? '', letters);

  let laid = lay(undefined);
  let foot: EssayPlan['foot'];
  if (!startsRight && mayStandAtFoot(second)) {
    const tried = lay(second);
    const captions = tried.captions.get(opener) ?? [];
    const mayRunOn = tried.units.some(hasWhite);
    const line = footLine(second, linesOn(tried.parts, opener), captions, mayRunOn);
    if (line !== undefined) {
      laid = tried;
      foot = { picture: second, line };
    }
  }
  const { pages, captions, parts } = laid;
  const units = laid.units.map((unit, index) => ({ unit, at: pages[opener + 1 + index]!.at }));

  const room = (page: number): number => {
    const found = units.find(({ at }) => at === page);
    return found ? framesOf(sheet, found.unit, captions.get(page) ?? []).text.h : openerRoom(foot?.line);
  };
  // Each part by its own pictures where all have room; else the text runs through whatever white there is.
  const allFit = parts.every((part) => textLines(part.text, letters) <= room(part.page));
  if (allFit) {
    const text = parts.map((part, index) => (index > 0 ? mark(part.text) : part.text)).join('\n');
    return { lead, foot, units, captions, textPages: new Set(parts.map(({ page }) => page)), text };
  }
  const white = new Set(pages.filter((page) => page.room > 0).map(({ at }) => at));
  return { lead, foot, units, captions, textPages: all > 0 ? white : new Set(), text: body.texts.join('\n') };
}
