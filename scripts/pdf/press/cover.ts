/**
 * The cover of a glued magazine as a sheet of its own: outside the back, the spine and the front, inside their backs. Each page becomes a form, cut at the
 * spine; whatever it holds goes with it untouched.
 */
import {
  PDFDocument,
  type PDFDict,
  PDFName,
  PDFObjectCopier,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib';

import { COVER_PAGES } from '../../model/binding.ts';
import { type BleedMm, mmToPt, type SizeMm } from '../../model/geometry.ts';
import { deflated, pageContent } from '../streams.ts';
import type { SpotPlate } from './marks.ts';

export interface CoverMeasures {
  readonly trim: SizeMm;
  readonly spineMm: number;
  readonly bleed: BleedMm;
}

/** The sheet as it is cut. */
export const coverSize = ({ trim, spineMm }: Pick<CoverMeasures, 'trim' | 'spineMm'>): SizeMm => ({
  widthMm: 2 * trim.widthMm + spineMm,
  heightMm: trim.heightMm,
});

const key = (name: string): PDFName => PDFName.of(name);
const short = (pt: number): number => Math.round(pt * 1000) / 1000;

type BoxPt = readonly [left: number, bottom: number, right: number, top: number];

/** Pages of the issue that the cover is made of, from 0: outside left and right, inside left and right. */
export const coverPages = (count: number): readonly [number, number, number, number] => [
  count - 1,
  0,
  1,
  count - 2,
];

/** A page that has been rewritten for the press, as a form of another file: cut to `box`, its corner moved to the origin. */
function pageForm(
  to: PDFDocument,
  copier: PDFObjectCopier,
  page: PDFPage,
  box: BoxPt,
  [originX, originY]: readonly [number, number],
): PDFRef {
  const { context } = to;
  const dict: PDFDict = context.obj({
    Type: 'XObject',
    Subtype: 'Form',
    BBox: box.map(short),
    Matrix: [1, 0, 0, 1, short(-originX), short(-originY)],
    Group: { Type: 'Group', S: 'Transparency', CS: 'DeviceCMYK', I: true },
  });
  const resources = page.node.Resources();
  dict.set(key('Resources'), resources ? copier.copy(resources) : context.obj({}));
  return context.register(deflated(context, pageContent(page), dict));
}

export interface Cover {
  readonly pdf: PDFDocument;
  /** The same inks in this file. */
  readonly spots: readonly SpotPlate[];
}

/**
 * Makes the cover's two sides of an issue's pages, whose boxes are set.
 *
 * @param spine a strip as wide as the spine or wider, its page's trim at the left edge; undefined for one of bare paper
 */
export async function coverOf(
  issue: PDFDocument,
  { trim, spineMm, bleed }: CoverMeasures,
  spots: readonly SpotPlate[],
  spine?: PDFDocument,
): Promise<Cover> {
  const pages = issue.getPages();
  if (pages.length <= COVER_PAGES) throw new Error('an issue of a cover alone has no spine');
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const { context } = pdf;
  const copier = PDFObjectCopier.for(issue.context, context);
  const [outside, head, foot] = [bleed.outsideMm, bleed.topMm, bleed.bottomMm].map(mmToPt) as [
    number,
    number,
    number,
  ];
  const [width, height, back] = [trim.widthMm, trim.heightMm, spineMm].map(mmToPt) as [
    number,
    number,
    number,
  ];
  const sheet: BoxPt = [0, 0, 2 * outside + 2 * width + back, foot + height + head];
  const [leftPage, spineAt, rightPage] = [outside, outside + width, outside + width + back];
  const at = (x: number, name: string): string => `q 1 0 0 1 ${short(x)} ${short(foot)} cm ${name} Do Q`;

  const [lastOut, firstOut, firstIn, lastIn] = coverPages(pages.length);
  for (const [left, right, hasSpine] of [
    [lastOut, firstOut, true],
    [firstIn, lastIn, false],
  ] as const) {
    const side = pdf.addPage([sheet[2], sheet[3]]);
    const formOf = (number: number, isLeft: boolean): PDFName => {
      const page = pages[number]!;
      const box = page.getTrimBox();
      const corner = [box.x, box.y] as const;
      const cut: BoxPt = [
        box.x - (isLeft ? outside : 0),
        box.y - foot,
        box.x + box.width + (isLeft ? 0 : outside),
        box.y + box.height + head,
      ];
      return side.node.newXObject('Page', pageForm(pdf, copier, page, cut, corner));
    };
    const program = [
      at(leftPage, formOf(left, true).toString()),
      at(rightPage, formOf(right, false).toString()),
    ];
    if (hasSpine && spine) {
      const strip = spine.getPage(0);
      const box = strip.getTrimBox();
      const cut: BoxPt = [box.x, box.y - foot, box.x + back, box.y + box.height + head];
      const form = pageForm(pdf, PDFObjectCopier.for(spine.context, context), strip, cut, [box.x, box.y]);
      program.push(at(spineAt, side.node.newXObject('Spine', form).toString()));
    }
    side.node.set(
      key('Contents'),
      context.register(deflated(context, Buffer.from(program.join('\n'), 'latin1'))),
    );
    side.node.set(key('Group'), context.obj({ Type: 'Group', S: 'Transparency', CS: 'DeviceCMYK', I: true }));
    const set = (name: string, box: BoxPt): void => side.node.set(key(name), context.obj(box.map(short)));
    set('MediaBox', sheet);
    set('BleedBox', sheet);
    set('TrimBox', [outside, foot, outside + 2 * width + back, foot + height]);
  }
  await pdf.flush();
  return { pdf, spots: spots.map(({ name, space }) => ({ name, space: copier.copy(space) })) };
}

/** Takes the four pages of the cover out of an issue: what is left is the block that is glued into it. */
export function takeCover(issue: PDFDocument): void {
  for (const page of [...coverPages(issue.getPageCount())].sort((one, other) => other - one))
    issue.removePage(page);
}
