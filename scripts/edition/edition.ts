/** One issue from rendered fragments to finished files: page it, print it once, prove that nothing was lost, exchange its pictures. */
import { writeFiles, writeWhole } from '../io/cache.ts';
import { linearised } from '../io/linearise.ts';
import { processors, tabsAtOnce, version } from '../io/machine.ts';
import type { SheetPictures } from '../io/sheets.ts';
import type { Reporter } from '../io/terminal.ts';
import type { AdSlot } from '../model/advertisement.ts';
import { fault, type Finding, hasErrors } from '../model/finding.ts';
import type { Picture } from '../model/picture.ts';
import { startOf } from '../model/source.ts';
import type { PaginatedArticle } from '../pages/compose/types.ts';
import { type MeasuredPage, widestMm } from '../pages/pagemap.ts';
import type { TypeFigures } from '../preflight/figures.ts';
import { bookletPdf } from '../pdf/booklet.ts';
import type { Facts } from '../pdf/metadata.ts';
import type { SourceArticle } from '../pdf/lost.ts';
import { byProxy, type Replacement, type ScreenPicture, screenWidthPx } from '../pdf/pictures.ts';
import { readerPdf, type ReaderPdf } from '../pdf/reader.ts';
import { slotsOf } from './ads.ts';
import { pageEdition, type IssueSource, type PagedEdition, workFolder } from './pages.ts';
import { pagesJson } from './pages-json.ts';
import { magazinePreflight, pictureProof, preflight } from './preflight.ts';
import {
  checkPress,
  coverName,
  type PressPictures,
  pressName,
  pressOf,
  pressPictures,
  pressTools,
  type PressTools,
} from './press.ts';
import { type Proof, printProof } from './proof.ts';
import { proofSetting } from './proof-setting.ts';
import { openNotes } from '../flatplan/plan.ts';
import { notedPdf } from '../pdf/noted.ts';
import { words } from '../report/words.ts';
import { pdfNote, placedNotes } from './notes.ts';
import { flatplanPicture } from './flatplan.ts';
import { preflightFiles, pressFolder, proofPages, reportOf, sheetsOf } from './reports.ts';
import { sheetPictures } from './sheets.ts';
import { isTold, toldLines } from './told.ts';
import type { Workshop } from './workshop.ts';

/** What is made of an issue. */
export const PRODUCTS = ['reader', 'press', 'web'] as const;
/** Those that are printed, and checked as such. */
export const PRINTED = ['reader', 'press'] as const;
/** A booklet proof is made where it is asked for by `press --imposed` alone. */
export type Product = (typeof PRODUCTS)[number] | 'booklet';

export interface Edition {
  readonly slug: string;
  readonly pages: number;
  readonly findings: readonly Finding[];
  /** Where the pages as they came out can be looked at, if there are errors. */
  readonly proof: string;
  /** The report on an issue that has errors, beside its pages. */
  readonly preflight?: string;
  readonly type: TypeFigures;
  /** Files by the folder of dist/ they go to: { web: { "dmag-2026-1.pdf": … } }. */
  readonly folders: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>>;
  /** Folders of dist/ that were to be made and could not be: what an earlier build left there is no longer true. */
  readonly leftOut: readonly string[];
}

/** With its pages, for whatever else is made of them before the next issue. */
export interface MadeEdition extends Edition {
  readonly paged: PagedEdition;
}

/** Both the reader PDF and the booklet need pages for readers. */
const readsPdf = (products: readonly Product[]): boolean =>
  products.includes('reader') || products.includes('booklet');

/** An issue that the browser has printed. */
export interface Printed {
  readonly edition: PagedEdition;
  readonly proof: Proof;
  /** Its pictures for the screen, which may still be on their way, and those that cannot be decoded. */
  readonly screens: Promise<Screens>;
  /** The same for the press. */
  readonly presses: Promise<PressPictures>;
}

interface Screens {
  /** By their proxies' hash. */
  readonly pictures: ReadonlyMap<string, Replacement>;
  readonly findings: readonly Finding[];
}

/**
 * Pages the issue and prints it. Its pictures are encoded meanwhile.
 *
 * @param tools where a press file is wanted too
 */
export async function printIssue(
  workshop: Workshop,
  source: IssueSource,
  report: Reporter,
  products: readonly Product[] = ['reader'],
  tools?: PressTools,
): Promise<Printed> {
  const { issue } = source;
  report.step('paginating', `${issue.articles.length} articles`);
  const begin = ({ pages }: PaginatedArticle): void => {
    for (const { key, fullWidthMm } of pages.flatMap(({ pictures }) => pictures)) {
      const picture = issue.pictures.get(key);
      // A PDF is drawn for its place, which only the finished page knows.
      if (picture && picture.format !== 'pdf') void screenPicture(workshop, picture, fullWidthMm);
    }
  };
  // Printing waits for the pages and not for the pictures: they begin at once only where a core is to spare.
  const isRead = readsPdf(products);
  const isRoomy = processors() > tabsAtOnce();
  const edition = await pageEdition(workshop, source, isRead && isRoomy ? { onSet: begin } : {});
  if (isRead && !isRoomy) edition.paged.articles.forEach(begin);
  report.step('printing', `${edition.pages.length} pages`);
  let screens: Promise<Screens> = Promise.resolve({ pictures: new Map(), findings: [] });
  let presses: Promise<PressPictures> = Promise.resolve({ pictures: new Map(), findings: [] });
  const proof = await printProof(edition, (measured) => {
    // The report on a press file shows its pages, also where no reader PDF is made.
    if (isRead || tools) screens = screenPictures(workshop, source, edition, measured);
    screens.catch(() => undefined);
    if (tools) presses = pressPictures(workshop, source, edition, measured, tools);
    presses.catch(() => undefined);
  });
  await edition.written;
  return { edition, proof, screens, presses };
}

/** The printed issue as a PDF for readers. */
export async function readerOf(
  workshop: Workshop,
  { issue, magazine }: IssueSource,
  { edition: { pages, outfit, paged }, proof, screens }: Printed,
): Promise<ReaderPdf> {
  return readerPdf(proof.pdf, {
    ...(await readerFacts(workshop, { issue, magazine })),
    trim: outfit.page.trim,
    bleedMm: outfit.page.bleedMm,
    heads: paged.articles.flatMap(({ texts }) => texts.filter(({ head }) => head).map(({ text }) => text)),
    folios: pages.map(({ number }) => String(number)),
    pictures: screens.then(({ pictures }) => pictures),
    memory: workshop.memoryOf(issue.slug),
  });
}

/** What the files for readers say of themselves. */
async function readerFacts(
  workshop: Workshop,
  { issue, magazine }: Pick<IssueSource, 'issue' | 'magazine'>,
): Promise<Facts> {
  return {
    title: `${magazine.name} ${issue.number}: ${issue.title}`,
    language: issue.language,
    author: magazine.publisher,
    subject: magazine.tagline ?? issue.title,
    keywords: issue.articles.flatMap(({ kicker }) => kicker ?? []),
    date: issue.date,
    creator: `d:mag ${await version()}`,
    producer: await (await workshop.browser).version(),
  };
}

async function proofFacts(workshop: Workshop, source: IssueSource): Promise<Facts> {
  const facts = await readerFacts(workshop, source);
  return { ...facts, title: `${words[source.issue.language].proof}: ${facts.title}` };
}

export interface EditionWishes {
  /** What was found of the issue before it was set: it belongs in its reports. */
  readonly told?: readonly Finding[];
  /** Whether the findings alone are wanted, and no reports beside the press file. */
  readonly isCheck?: boolean;
}

/** Finished files, each word and picture of them checked. */
export async function makeEdition(
  workshop: Workshop,
  source: IssueSource,
  report: Reporter,
  products: readonly Product[] = PRINTED,
  { told = [], isCheck = false }: EditionWishes = {},
): Promise<MadeEdition> {
  const { issue } = source;
  workshop.checker.wake();
  const isPress = products.includes('press');
  const tools = isPress ? await pressTools(source) : undefined;
  const press = tools && 'profile' in tools ? tools : undefined;
  const printed = await printIssue(workshop, source, report, products, press);
  const { edition, proof } = printed;
  const { pages } = edition;
  const notes = await placedNotes(issue, edition);

  const isRead = readsPdf(products);
  report.step(isRead ? 'reader PDF, and checking every word' : 'checking every word');
  // In a thread of its own: it takes as long as the reader PDF.
  const checking = workshop.checker.ask({
    proof: proof.pdf,
    articles: sourcesOf(source, edition),
    setting: proofSetting(source, edition, proof.measured),
  });
  checking.catch(() => undefined);
  const looking = pictureProof(workshop, source, edition, proof.measured);
  looking.catch(() => undefined);
  const reader = isRead ? await readerOf(workshop, source, printed) : undefined;
  const booklet =
    reader && products.includes('booklet')
      ? await bookletPdf(reader.bytes, await readerFacts(workshop, source))
      : undefined;
  const noted =
    reader && products.includes('reader') && !isCheck && notes.open.length > 0
      ? await notedPdf(
          reader.bytes,
          notes.open.map((each) => pdfNote(source, each)),
          await proofFacts(workshop, source),
        )
      : undefined;
  const photograph = async (): Promise<SheetPictures[]> =>
    sheetPictures(workshop, source, edition, (await printed.screens).pictures);
  // The browser has nothing else to do while the press file is written.
  const photographing = isPress && !isCheck ? photograph() : undefined;
  photographing?.catch(() => undefined);
  const bytes =
    reader && products.includes('reader')
      ? workshop.stays
        ? reader.bytes
        : await linearised(reader.bytes)
      : undefined;
  const check = await checking;
  if (press) report.step('press PDF');
  const pressed = press
    ? await pressOf(workshop, source, edition, proof.pdf, press, (await printed.presses).pictures)
    : undefined;
  if (pressed) report.step('checking the press file');
  const checked = pressed && (await checkPress(workshop, pressed, source, edition, proof.measured));
  // Both may say of a picture that it cannot be decoded.
  const broken = [...(await printed.screens).findings, ...(await printed.presses).findings].filter(
    ({ message }, at, all) => all.findIndex((other) => other.message === message) === at,
  );
  const pictures = await looking;
  const findings = [
    ...edition.findings,
    ...notes.findings,
    ...broken,
    ...check.findings,
    ...pageCount(check.pages, pages.length),
    ...overset(source, edition, proof.measured),
    ...preflight(pictures),
    ...magazinePreflight(source, edition, proof.measured),
    ...(reader?.findings ?? []),
    ...(pressed?.findings ?? []),
    ...(checked?.findings ?? []),
    ...(tools && 'rule' in tools
      ? [products.includes('reader') ? { ...tools, level: 'warning' as const } : tools]
      : []),
    ...unmet((reader ?? pressed)?.unmet ?? [], [...edition.findings, ...check.findings]),
  ];
  const work = workFolder(workshop, issue);
  const proofFile = `${work}/proof.pdf`;
  const finished = pressed &&
    checked &&
    press && {
      name: pressName(source),
      bytes: pressed.bytes,
      facts: checked.proof.file,
      profile: press.profile.description,
      ...(pressed.cover && { cover: { name: coverName(source), bytes: pressed.cover } }),
    };
  const isSound = !hasErrors([...told, ...findings]);
  const tellsAll = isPress && !(isSound && isCheck);
  if (tellsAll) report.step('reports');
  const tale = tellsAll
    ? await reportOf(workshop, source, edition, proof.measured, [...told, ...findings], finished)
    : undefined;
  const photographs = (await photographing) ?? (tale ? await photograph() : []);
  const flatplan =
    photographs.length > 0
      ? flatplanPicture(
          workshop,
          source,
          edition,
          photographs,
          [...told, ...findings],
          openNotes(notes.open.map(({ found }) => ({ now: found.page, state: 'open' }))),
        )
      : undefined;
  flatplan?.catch(() => undefined);
  const sheets = await sheetsOf(source, edition, photographs, checked?.proof.ink ?? []);
  if (!isSound) {
    await writeWhole(proofFile, reader?.bytes ?? proof.pdf);
    if (tale) await writeFiles(work, await preflightFiles(workshop, tale, sheets));
    if (flatplan) await writeFiles(work, { 'flatplan.png': await flatplan });
  }
  const folder =
    tale && finished && isSound
      ? await pressFolder(workshop, source, edition, tale, finished, sheets)
      : undefined;
  return {
    slug: issue.slug,
    pages: pages.length,
    findings,
    proof: proofFile,
    ...(tale && !isSound && { preflight: `${work}/preflight.html` }),
    type: check.type,
    paged: edition,
    folders: {
      ...(bytes && { web: { [readerName(source)]: bytes } }),
      ...(folder && { press: folder }),
      proof: {
        'pages.json': pagesJson(pictures, check.type),
        ...proofPages(photographs),
        ...(flatplan && { 'flatplan.png': await flatplan }),
        ...(noted && { [proofName(source)]: noted }),
        ...(booklet && { [bookletName(source)]: booklet }),
      },
    },
    leftOut: isPress && !pressed ? ['press'] : [],
  };
}

/** "dmag-2026-1.pdf" */
export const readerName = ({ magazine, issue }: Pick<IssueSource, 'magazine' | 'issue'>): string =>
  `${magazine.slug}-${issue.slug}.pdf`;

/** "dmag-2026-1-proof.pdf": its pages with the notes on them. */
export const proofName = ({ magazine, issue }: IssueSource): string =>
  `${magazine.slug}-${issue.slug}-proof.pdf`;

/** "dmag-2026-1-booklet.pdf" */
export const bookletName = ({ magazine, issue }: IssueSource): string =>
  `${magazine.slug}-${issue.slug}-booklet.pdf`;

/** A picture at the resolution of a screen; a finding where it cannot be decoded. */
async function screenPicture(
  { encode }: Workshop,
  { file, widthPx }: Picture,
  widthMm: number,
): Promise<ScreenPicture | Finding> {
  try {
    return await encode(file, screenWidthPx(widthMm, widthPx));
  } catch {
    const message = `${file.split('/').at(-1)} breaks off or is damaged, and cannot be decoded`;
    return fault('broken-picture', startOf(file), message, 'export the picture anew from its source');
  }
}

/** An advertiser's PDF as a picture of what stands in its slot; a finding where it cannot be drawn. */
async function drawnAd(
  { drawAd }: Workshop,
  { file }: Picture,
  slot: AdSlot,
): Promise<ScreenPicture | Finding> {
  try {
    return await drawAd(file, slot);
  } catch {
    const message = `${file.split('/').at(-1)} is damaged, and cannot be drawn`;
    return fault('broken-picture', startOf(file), message, 'ask the advertiser for a new PDF/X-4');
  }
}

/** Every placed picture, for the widest place it stands in. */
export async function screenPictures(
  workshop: Workshop,
  { issue }: IssueSource,
  { proxies }: PagedEdition,
  measured: readonly MeasuredPage[],
): Promise<Screens> {
  const widthsMm = widestMm(measured);
  const slots = slotsOf(measured, issue.printer.trim);
  const findings: Finding[] = [];
  const made = await Promise.all(
    proxies.map(async ({ key, hash }) => {
      if (hash === undefined) return [];
      const picture = issue.pictures.get(key)!;
      const slot = picture.format === 'pdf' ? slots.get(key) : undefined;
      const found = slot
        ? await drawnAd(workshop, picture, slot)
        : await screenPicture(workshop, picture, widthsMm.get(key) ?? 0);
      const isBroken = 'rule' in found;
      if (isBroken) findings.push(found);
      return [[hash, { name: key, picture: isBroken ? undefined : found }]] as const;
    }),
  );
  return { pictures: byProxy(made.flat()), findings };
}

function sourcesOf({ issue, fragments }: IssueSource, { paged, proxies }: PagedEdition): SourceArticle[] {
  const hashes = new Map(proxies.map(({ key, hash }) => [key, hash]));
  return paged.articles.map((composed, at) => {
    const { first, pages } = paged.places[at]!;
    return {
      article: composed.article,
      file: issue.articles[at]!.file,
      firstPage: first,
      lastPage: first + pages - 1,
      blocks: composed.texts,
      toldLines: toldLines(fragments.get(`${issue.slug}/${composed.article}`) ?? '', composed.findings),
      pictures: composed.pictures.flatMap(({ key, line }) => {
        const hash = hashes.get(key);
        return hash ? [{ line, name: key, hash }] : [];
      }),
    };
  });
}

/** Text that sticks out of its column on the finished page. */
const overset = (
  { issue }: IssueSource,
  { pages, paged }: PagedEdition,
  measured: readonly MeasuredPage[],
): Finding[] =>
  measured.flatMap((page, at) => {
    const { article, index = 0 } = pages[at] ?? {};
    const file = issue.articles.find(({ slug }) => slug === article)?.file;
    const composed = paged.articles.find((each) => each.article === article);
    if (composed && isTold(composed.findings, index)) return [];
    return page.overset.map(({ what, line }): Finding => {
      return {
        rule: 'overset',
        level: 'error',
        message: `${what} runs out of its box on page ${at + 1}`,
        hint: 'look at that page; shorten what stands there',
        place: file ? { file, line: line ?? 1, column: 1 } : undefined,
        page: at + 1,
      };
    });
  });

/** Pictures that the reader PDF lacks, where no finding with a line says why. */
const unmet = (names: readonly string[], told: readonly Finding[]): Finding[] =>
  told.some(({ rule }) => ['picture-missing', 'oversize', 'overset', 'opener-overflow'].includes(rule))
    ? []
    : names.map((name) => ({
        rule: 'picture-exchange',
        level: 'error',
        message: `${name} is missing from the printed file`,
        hint: 'look whether the page shows it; report this if it does',
      }));

const pageCount = (printed: number, wanted: number): Finding[] =>
  printed === wanted
    ? []
    : [
        {
          rule: 'page-count',
          level: 'error',
          message: `the printed file has ${printed} pages, the issue ${wanted}`,
          hint: 'report this with the issue folder',
        },
      ];
