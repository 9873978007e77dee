/** The reports on a finished issue: preflight.html and preflight.json, the job sheet, checksums. */
import { embeddedFaces } from '../io/fonts.ts';
import { fileAddress, version } from '../io/machine.ts';
import { inkPicture, type SheetPictures } from '../io/sheets.ts';
import { readSheet } from '../io/styles.ts';
import { writeWhole } from '../io/cache.ts';
import type { Finding } from '../model/finding.ts';
import { mmToPx } from '../model/geometry.ts';
import type { MeasuredPage } from '../pages/pagemap.ts';
import { SHEET_ZOOM } from '../pages/stylesheet.ts';
import { readerPdf } from '../pdf/reader.ts';
import { fullestSquare, type InkMap } from '../preflight/ink-map.ts';
import type { PressFileFacts } from '../preflight/press-file.ts';
import { inkColours, inkScale } from '../report/ink-colours.ts';
import { JOBSHEET_MM, jobsheetDocument } from '../report/jobsheet.ts';
import { preflightHtml, type Sheets } from '../report/preflight-html.ts';
import { preflightJson } from '../report/preflight-json.ts';
import type { DeliveredFile, Report } from '../report/report.ts';
import { sha256, sha256Sums } from '../report/sums.ts';
import { words } from '../report/words.ts';
import { type IssueSource, type PagedEdition, workFolder } from './pages.ts';
import type { Workshop } from './workshop.ts';

/** A press file that has been read again. */
export interface ReadPress {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly facts: PressFileFacts;
  /** The output profile's own name. */
  readonly profile: string;
  /** The cover's file, where it is one of its own; `facts` are then of both, in the order of the issue. */
  readonly cover?: { readonly name: string; readonly bytes: Uint8Array };
}

export type Files = Readonly<Record<string, string | Uint8Array>>;

const delivered = (name: string, content: string | Uint8Array): DeliveredFile => ({
  name,
  bytes: typeof content === 'string' ? Buffer.byteLength(content) : content.length,
  sha256: sha256(content),
});

/** All that the reports say of an issue. */
export async function reportOf(
  workshop: Workshop,
  { issue, magazine }: IssueSource,
  { pages }: PagedEdition,
  measured: readonly MeasuredPage[],
  findings: readonly Finding[],
  press: ReadPress | undefined,
): Promise<Report> {
  const browser = await (await workshop.browser).version();
  return {
    issue,
    magazine,
    pages: pages.map((page, at) => ({ ...page, pictures: measured[at]?.pictures ?? [] })),
    findings,
    ...(press && {
      press: { file: delivered(press.name, press.bytes), facts: press.facts, profile: press.profile },
    }),
    madeWith: [`d:mag ${await version()}`, browser.replace('/', ' ')],
  };
}

export const webpAddress = (bytes: Uint8Array): string =>
  `data:image/webp;base64,${Buffer.from(bytes).toString('base64')}`;

/** Pages and their ink as the report shows them. */
export async function sheetsOf(
  { issue }: IssueSource,
  { outfit }: PagedEdition,
  pictures: readonly SheetPictures[],
  ink: readonly InkMap[],
): Promise<Sheets> {
  const { trim, bleedMm } = outfit.page;
  const { inkLimitPercent, inkSquareMm } = issue.printer;
  const box = {
    xMm: -bleedMm,
    yMm: -bleedMm,
    widthMm: trim.widthMm + 2 * bleedMm,
    heightMm: trim.heightMm + 2 * bleedMm,
  };
  const colours = inkColours(inkLimitPercent);
  return {
    pages: pictures.map((each) => ({ picture: webpAddress(each.report), box })),
    ink: await Promise.all(
      ink.map(async (map) => ({
        picture: webpAddress(await inkPicture(map, colours)),
        box: {
          xMm: map.xMm,
          yMm: map.yMm,
          widthMm: map.widthPx * map.cellMm,
          heightMm: map.heightPx * map.cellMm,
        },
        most: fullestSquare(map, inkSquareMm),
      })),
    ),
    scale: inkScale(inkLimitPercent),
  };
}

/** "page-001.png", as wide as the trim. */
export const proofPages = (pictures: readonly SheetPictures[]): Files =>
  Object.fromEntries(pictures.map(({ proof }, at) => [`page-${String(at + 1).padStart(3, '0')}.png`, proof]));

/** preflight.html and preflight.json. */
export async function preflightFiles(
  workshop: Workshop,
  report: Report,
  sheets: Sheets,
): Promise<{ readonly 'preflight.html': string; readonly 'preflight.json': string }> {
  const { theme } = report.issue;
  const [css, faces] = await Promise.all([
    readSheet('preflight'),
    embeddedFaces(theme, workshop.cache.folder),
  ]);
  return {
    'preflight.html': preflightHtml(report, sheets, { css, faces, theme }),
    'preflight.json': preflightJson(report),
  };
}

/** Everything that lies beside a press file: its reports, the job sheet, and checksums of them all. */
export async function pressFolder(
  workshop: Workshop,
  source: IssueSource,
  edition: PagedEdition,
  report: Report,
  press: ReadPress,
  sheets: Sheets,
): Promise<Files> {
  const reports = await preflightFiles(workshop, report, sheets);
  const files = {
    [press.name]: press.bytes,
    ...(press.cover && { [press.cover.name]: press.cover.bytes }),
    ...reports,
    'jobsheet.pdf': await jobsheet(workshop, source, edition, report, [
      report.press!.file,
      ...(press.cover ? [delivered(press.cover.name, press.cover.bytes)] : []),
    ]),
  };
  return { ...files, SHA256SUMS: sha256Sums(files) };
}

/** The job sheet, set and printed as the magazine is. */
async function jobsheet(
  workshop: Workshop,
  { issue, magazine }: IssueSource,
  { outfit }: PagedEdition,
  report: Report,
  files: readonly DeliveredFile[],
): Promise<Uint8Array> {
  const css = `${outfit.css}\n${await readSheet('jobsheet')}`;
  const document = jobsheetDocument(report, files, { css, faces: outfit.styles.faces });
  const file = `${workFolder(workshop, issue)}/jobsheet.html`;
  await writeWhole(file, document);
  const tab = await (await workshop.browser).newPage();
  try {
    await tab.goto(fileAddress(file), { waitUntil: 'load', timeout: 0 });
    await tab.evaluate('document.fonts.ready.then(() => undefined)');
    const px = (mm: number): string => `${mmToPx(mm)}px`;
    const printed = await tab.pdf({
      width: px(JOBSHEET_MM.widthMm),
      height: px(JOBSHEET_MM.heightMm),
      scale: 1 / SHEET_ZOOM,
      printBackground: true,
      tagged: true,
      outline: true,
      timeout: 0,
    });
    const { bytes } = await readerPdf(printed, {
      title: `${words[issue.language].jobsheet}: ${magazine.name} ${issue.number}`,
      language: issue.language,
      author: magazine.publisher,
      date: issue.date,
      creator: `d:mag ${await version()}`,
      producer: await (await workshop.browser).version(),
      trim: JOBSHEET_MM,
      bleedMm: 0,
      folios: [],
      heads: [issue.title],
      pictures: new Map(),
    });
    return bytes;
  } finally {
    await tab.close().catch(() => undefined);
  }
}
