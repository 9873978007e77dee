/** An issue's press file: its pictures in the inks of the printer's profile, the proof rewritten, and the finished file checked. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { slugLetters } from '../io/fonts.ts';
import { type Profile, readProfile } from '../io/icc.ts';
import { version } from '../io/machine.ts';
import { pageInk } from '../io/plates.ts';
import { fault, type Finding, type Place } from '../model/finding.ts';
import { pictureLine } from '../model/article.ts';
import type { Issue } from '../model/issue.ts';
import type { Printer } from '../model/printer.ts';
import { pixelsFor, ptToMm } from '../model/geometry.ts';
import { weighed } from '../model/rules.ts';
import { startOf } from '../model/source.ts';
import { declaredSpots } from '../model/spots.ts';
import type { IssuePage } from '../pages/assemble.ts';
import type { MeasuredPage } from '../pages/pagemap.ts';
import { brandTable, inksOf, spotTable } from '../pdf/press/colour.ts';
import type { MarkSheet, SlugLine } from '../pdf/press/marks.ts';
import { coverPages } from '../pdf/press/cover.ts';
import type { PressPicture } from '../pdf/press/pictures.ts';
import { type PressPdf, pressPdf } from '../pdf/press/press.ts';
import { coverFindings } from '../preflight/checks/cover/cover-sheet.ts';
import { pressChecks } from '../preflight/checks/press/index.ts';
import { halfInk, halfSheet } from '../preflight/cover-pages.ts';
import type { InkMap } from '../preflight/ink-map.ts';
import { type PressFileFacts, type PressPageFacts, readPressFile } from '../preflight/press-file.ts';
import type { PressProof } from '../preflight/press-proof.ts';
import { adsOf } from './ads.ts';
import { withLines } from './preflight.ts';
import type { IssueSource, PagedEdition } from './pages.ts';
import { printSpine, spineOf } from './spine.ts';
import type { Workshop } from './workshop.ts';

/** What a press file is made with. */
export interface PressTools {
  readonly profile: Profile;
  /** The profile's own bytes. */
  readonly icc: Uint8Array;
}

const printersFolder = ({ issue }: IssueSource): string => `${issue.folder}/../printers`;

/** "issues/printers/icc/F39.icc", without the way there and back. */
const tidy = (path: string): string => path.replace(/[^/]+\/\.\.\//u, '');

/** Where the printer's profile begins. */
export const printerPlace = ({ issue }: IssueSource): Place => ({
  ...issue.printer.places.level,
  line: 1,
  column: 1,
});

/** The printer's profile, or why no press file can be made. */
export async function pressTools(source: IssueSource): Promise<PressTools | Finding> {
  const { printer } = source.issue;
  const { places } = printer;
  if (printer.level === 'X-1a') {
    const whom = printer.contact === undefined ? 'the print shop' : printer.contact;
    return fault(
      'press-level',
      places.level,
      'no press file: the printer wants PDF/X-1a, and d:mag writes PDF/X-4; flattening transparency would cost type its edges',
      `ask ${whom}: «Tar dere imot PDF/X-4 (ISO 15930-7), CMYK med åpen transparens?» If so, write level: X-4; if not, ask whether they flatten a PDF/X-4 themselves, and send them one`,
    );
  }
  if (printer.binding === 'perfect' && !printer.paper) {
    return fault(
      'spine-width',
      printerPlace(source),
      'no press file: the cover is a sheet of its own, and the width of its spine comes from a paper that is not named',
      'ask the print shop for it and write paper: { body: { grams: 115, volume: 0.9 }, cover: { grams: 300, volume: 0.9 } }',
    );
  }
  const { path, condition } = printer.icc;
  const read = await readProfile(path.startsWith('/') ? path : `${printersFolder(source)}/${path}`);
  const refuse = (message: string, hint: string): Finding =>
    fault('missing-profile', places.icc, message, hint);
  if (!read) {
    return refuse(
      `no press file: the profile ${path} for ${condition} is not there, or is no ICC profile`,
      `ask the print shop for its ICC profile for ${condition} (an .icc file), put it at ${tidy(`${printersFolder(source)}/${path}`)}, or write the path and condition of another`,
    );
  }
  if (!read.profile.isForPress) {
    return refuse(
      `no press file: ${path} (${read.profile.description}) is no printer's profile for four inks`,
      'ask the print shop for its CMYK output profile',
    );
  }
  return { profile: read.profile, icc: read.bytes };
}

interface Pressed {
  readonly name: string;
  readonly picture: PressPicture | undefined;
}

export interface PressPictures {
  /** By their proxies' hash. */
  readonly pictures: ReadonlyMap<string, Pressed>;
  readonly findings: readonly Finding[];
}

/** Every placed picture, at the printer's resolution for the widest place it stands in. */
export async function pressPictures(
  workshop: Workshop,
  { issue }: IssueSource,
  { proxies }: PagedEdition,
  measured: readonly MeasuredPage[],
  { profile }: PressTools,
): Promise<PressPictures> {
  const placed = new Map<string, number>();
  for (const { key, fullWidthMm } of measured.flatMap(({ pictures }) => pictures))
    placed.set(key, Math.max(placed.get(key) ?? 0, fullWidthMm));
  // One photograph beside two articles has one proxy, and is made once, for the wider place.
  const byHash = new Map<string, { key: string; widthMm: number }>();
  for (const { key, hash } of proxies) {
    // An advertiser's PDF goes in as it is.
    if (issue.pictures.get(key)?.format === 'pdf') continue;
    const widthMm = placed.get(key) ?? 0;
    if (hash !== undefined && (byHash.get(hash)?.widthMm ?? -1) < widthMm) byHash.set(hash, { key, widthMm });
  }
  const findings: Finding[] = [];
  const made = await Promise.all(
    [...byHash].map(async ([hash, { key, widthMm }]): Promise<[string, Pressed]> => {
      const { file, widthPx } = issue.pictures.get(key)!;
      const wanted = Math.max(1, Math.min(widthPx, pixelsFor(widthMm, issue.printer.ppi.target)));
      try {
        return [hash, { name: key, picture: await workshop.pressEncode(file, wanted, profile) }];
      } catch {
        const message = `${file.split('/').at(-1)} breaks off or is damaged, and cannot be decoded`;
        findings.push(
          fault('broken-picture', startOf(file), message, 'export the picture anew from its source'),
        );
        return [hash, { name: key, picture: undefined }];
      }
    }),
  );
  return { pictures: new Map(made), findings };
}

/** "dmag-2026-1-press.pdf" */
export const pressName = ({ magazine, issue }: IssueSource): string =>
  `${magazine.slug}-${issue.slug}-press.pdf`;

/** "dmag-2026-1-cover-press.pdf" */
export const coverName = ({ magazine, issue }: IssueSource): string =>
  `${magazine.slug}-${issue.slug}-cover-press.pdf`;

/** A name for the document that is its own and always the same, in the form of a UUID. */
const documentId = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
};

/** What stands beside each page, for those who have only the sheet in their hands. The date is the issue's own. */
export const slugLines = (
  { issue, magazine }: IssueSource,
  pages: readonly Pick<IssuePage, 'number'>[],
): SlugLine[] =>
  pages.map(({ number }) => ({
    left: `${magazine.name} ${issue.number} · ${issue.title} · ${issue.language === 'en' ? 'p.' : 's.'} ${number}`,
    right: `${issue.printer.icc.condition} · ${issue.printer.name} · ${issue.date}`,
  }));

/** The press file of a printed issue. */
export async function pressOf(
  workshop: Workshop,
  source: IssueSource,
  { outfit, pages, proxies }: PagedEdition,
  proof: Uint8Array,
  { profile, icc }: PressTools,
  pictures: PressPictures['pictures'],
): Promise<PressPdf> {
  const { issue, magazine } = source;
  const { printer } = issue;
  const { css } = outfit.styles;
  const { spots, misspelt } = declaredSpots(spotTable(css), printer.spots);
  const slug = slugLines(source, pages);
  const marks: MarkSheet | undefined =
    printer.marks.length === 0
      ? undefined
      : {
          kinds: printer.marks,
          offsetMm: printer.marksOffsetMm,
          slug,
          face: await slugLetters(`${slug.flatMap(({ left, right }) => [left, right]).join('')}…`),
        };
  const supplied = await adsOf(issue);
  const ads = new Map(
    proxies.flatMap(({ key, hash }) => {
      const ad = supplied.get(key);
      return ad && hash !== undefined ? [[hash, { name: key, ad }] as const] : [];
    }),
  );
  const title = `${magazine.name} ${issue.number}: ${issue.title}`;
  const spineMm = spineOf(source, pages.length);
  const cover =
    spineMm === undefined
      ? undefined
      : {
          spineMm,
          spine: await printSpine(workshop, source, { outfit }, spineMm),
          title: `${title} (cover)`,
          documentId: documentId(`${magazine.slug} ${issue.slug} ${printer.slug} cover`),
          slug: coverPages(pages.length).flatMap((page, at) => (at % 2 ? [slug[page]!] : [])),
        };
  const made = await pressPdf(proof, {
    title,
    date: issue.date,
    creator: `d:mag ${await version()}`,
    producer: await (await workshop.browser).version(),
    documentId: documentId(`${magazine.slug} ${issue.slug} ${printer.slug}`),
    trim: outfit.page.trim,
    sheetBleedMm: outfit.page.bleedMm,
    bleed: printer.bleed,
    sides: pages.map(({ side }) => side),
    condition: {
      profile: icc,
      name: printer.icc.condition,
      registry: printer.icc.registry,
      description: profile.description,
    },
    inks: inksOf(profile, brandTable(css), spots, printer.black),
    ...(marks && { marks }),
    ...(cover && { cover }),
    pictures,
    ads,
  });
  const spelling = misspelt.map((names): Finding => ({
    rule: 'spot-name',
    level: 'warning',
    message: `the theme’s ink ${names.theme} is ${names.printer} to the printer; a plate is made of every spelling`,
    hint: `write "${names.printer}" in the theme too`,
    place: printer.places.spots,
  }));
  const unbound =
    printer.binding === 'perfect' && !cover ? [noCover(pages.length, printerPlace(source))] : [];
  return { ...made, findings: [...weighed(spelling, printer.rules), ...unbound, ...made.findings] };
}

/** Why an issue has no cover of its own. */
const noCover = (pages: number, place: Place): Finding =>
  fault(
    'cover-sheet',
    place,
    pages % 2 > 0
      ? `${pages} pages have no back: the cover of a glued magazine takes the first two and the last two`
      : `${pages} pages are a cover and nothing within it`,
    'bring the issue to an even number of pages, at least 6, or write binding: saddle',
  );

/** A cell of an ink map is a square millimetre. */
const INK_PPI = 25.4;

/** A finished press file, checked. */
export interface CheckedPress {
  readonly findings: readonly Finding[];
  readonly proof: PressProof;
}

interface Inspected {
  readonly file: PressFileFacts;
  readonly ink: readonly InkMap[];
}

/** A finished file's facts and its ink. */
async function inspected(workshop: Workshop, bytes: Uint8Array): Promise<Inspected> {
  const file = await readPressFile(bytes);
  const drawn = await pageInk(
    workshop.browser,
    bytes,
    file.spots,
    INK_PPI,
    join(workshop.cache.folder, 'ink'),
  );
  const ink = drawn.map((page, at): InkMap => {
    const { media, trim } = file.pages[at]!;
    const [left, , , top] = media ?? [0, 0, 0, 0];
    const [trimLeft, , , trimTop] = trim ?? media ?? [0, 0, 0, 0];
    return { ...page, cellMm: 25.4 / INK_PPI, xMm: ptToMm(left - trimLeft), yMm: ptToMm(trimTop - top) };
  });
  return { file, ink };
}

/** The pages of both files in the order of the issue, as if they were one: findings then name the pages that readers see. */
function inOrder(body: Inspected, cover: Inspected, { trim, bleed }: Printer): Inspected {
  const [outside, inside] = cover.file.pages;
  if (!outside || !inside) return body;
  const half = (sheet: 0 | 1, side: 'left' | 'right'): readonly [PressPageFacts, InkMap] => {
    const facts = cover.file.pages[sheet]!;
    const wholeMm = facts.trim ? ptToMm(facts.trim[2] - facts.trim[0]) : 2 * trim.widthMm;
    const pageMm = side === 'left' ? 0 : wholeMm - trim.widthMm;
    return [
      halfSheet(facts, side, { trim, insideMm: bleed.insideMm }),
      halfInk(cover.ink[sheet]!, side, pageMm, trim.widthMm),
    ];
  };
  const before = [half(0, 'right'), half(1, 'left')];
  const after = [half(1, 'right'), half(0, 'left')];
  const spots = [...new Set([...body.file.spots, ...cover.file.spots])];
  return {
    file: {
      ...body.file,
      spots,
      fonts: [...body.file.fonts, ...cover.file.fonts],
      forbidden: [...new Set([...body.file.forbidden, ...cover.file.forbidden])],
      pages: [...before, ...body.file.pages.map((page) => [page] as const), ...after].map(([page]) => page),
    },
    ink: [...before.map(([, map]) => map), ...body.ink, ...after.map(([, map]) => map)],
  };
}

/** Where a picture is named, on whose page ever it stands. */
function placeOfPicture({ articles }: Issue, key: string): Place | undefined {
  for (const article of articles) {
    const line = pictureLine(article, key);
    if (line !== undefined) return { file: article.file, line, column: 1 };
  }
  return undefined;
}

/** What the checks say of a finished press file, read and drawn again from its bytes. */
export async function checkPress(
  workshop: Workshop,
  { bytes, cover }: Pick<PressPdf, 'bytes' | 'cover'>,
  source: IssueSource,
  { pages }: PagedEdition,
  measured: readonly MeasuredPage[],
): Promise<CheckedPress> {
  const { issue } = source;
  const files = new Map(issue.articles.map(({ slug, file }) => [slug, file]));
  const body = await inspected(workshop, bytes);
  const wrapped = cover && (await inspected(workshop, cover));
  const { file, ink } = wrapped ? inOrder(body, wrapped, issue.printer) : body;
  const proof: PressProof = {
    printer: issue.printer,
    printerPlace: printerPlace(source),
    file,
    pages: pages.map(({ side, article }, at) => ({
      side,
      file: files.get(article ?? ''),
      blocks: measured[at]?.blocks ?? [],
      pictures: withLines(source, article, measured[at]?.pictures ?? []).map((picture) => ({
        ...picture,
        place: placeOfPicture(issue, picture.key),
      })),
    })),
    ink,
  };
  const findings = [
    ...pressChecks.flatMap((check) => check(proof)),
    ...(wrapped ? coverFindings(proof, wrapped.file, spineOf(source, pages.length) ?? 0) : []),
  ];
  return { findings: weighed(findings, issue.printer.rules), proof };
}
