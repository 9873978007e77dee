/** One issue from rendered fragments to finished files: page it, print it once, prove that nothing was lost, exchange its pictures. */
import { writeWhole } from '../io/cache.ts';
import { linearised } from '../io/linearise.ts';
import { version } from '../io/machine.ts';
import type { Reporter } from '../io/terminal.ts';
import type { Finding } from '../model/finding.ts';
import type { MeasuredPage } from '../pages/pagemap.ts';
import type { SourceArticle } from '../pdf/lost.ts';
import { byProxy, type Replacement, screenWidthPx } from '../pdf/pictures.ts';
import { readerPdf } from '../pdf/reader.ts';
import { pageEdition, type IssueSource, type PagedEdition, workFolder } from './pages.ts';
import { pagesJson } from './pages-json.ts';
import { printProof } from './proof.ts';
import { isTold, toldLines } from './told.ts';
import type { Workshop } from './workshop.ts';

export interface Edition {
  readonly slug: string;
  readonly pages: number;
  readonly findings: readonly Finding[];
  /** The pages as the browser printed them, with proxies for pictures; kept where the build fails too. */
  readonly proof: string;
  /** Files by the folder of dist/ they go to: { web: { "dmag-2026-1.pdf": … } }. */
  readonly folders: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>>;
}

export async function makeEdition(
  workshop: Workshop,
  source: IssueSource,
  report: Reporter,
): Promise<Edition> {
  const { issue, magazine } = source;
  report.step('paginating', `${issue.articles.length} articles`);
  const edition = await pageEdition(workshop, source);
  const { pages, outfit } = edition;

  workshop.checker.wake();
  report.step('printing', `${pages.length} pages`);
  let screens: Promise<Map<string, Replacement>> = Promise.resolve(new Map());
  const proof = await printProof(workshop, edition, (measured) => {
    screens = screenPictures(workshop, source, edition, measured);
    screens.catch(() => undefined);
  });
  const proofFile = `${workFolder(workshop, issue)}/proof.pdf`;
  const proofOnDisk = writeWhole(proofFile, proof.pdf);

  report.step('reader PDF, and checking every word');
  // In a thread of its own: it takes as long as the reader PDF.
  const checking = workshop.checker.check(proof.pdf, sourcesOf(source, edition));
  checking.catch(() => undefined);
  const reader = await readerPdf(proof.pdf, {
    title: `${magazine.name} ${issue.number}: ${issue.title}`,
    language: issue.language,
    author: magazine.publisher,
    subject: magazine.tagline ?? issue.title,
    keywords: issue.articles.flatMap(({ kicker }) => kicker ?? []),
    date: issue.date,
    creator: `d:mag ${await version()}`,
    producer: await (await workshop.browser).version(),
    trim: outfit.page.trim,
    bleedMm: outfit.page.bleedMm,
    heads: edition.paged.articles.flatMap(({ texts }) =>
      texts.filter(({ head }) => head).map(({ text }) => text),
    ),
    folios: pages.map(({ number }) => String(number)),
    pictures: await screens,
  });
  const bytes = workshop.stays ? reader.bytes : await linearised(reader.bytes);
  const [check] = await Promise.all([checking, proofOnDisk]);
  return {
    slug: issue.slug,
    pages: pages.length,
    findings: [
      ...edition.findings,
      ...check.findings,
      ...pageCount(check.pages, pages.length),
      ...overset(source, edition, proof.measured),
      ...reader.findings,
      ...unmet(reader.unmet, [...edition.findings, ...check.findings]),
    ],
    proof: proofFile,
    folders: {
      web: { [`${magazine.slug}-${issue.slug}.pdf`]: bytes },
      proof: { 'pages.json': pagesJson(issue, pages, proof.measured) },
    },
  };
}

/** Every placed picture at the resolution of a screen, for the widest place it stands in; by its proxy's hash. */
async function screenPictures(
  workshop: Workshop,
  { issue }: IssueSource,
  { proxies }: PagedEdition,
  measured: readonly MeasuredPage[],
): Promise<Map<string, Replacement>> {
  const widthsMm = new Map<string, number>();
  for (const { key, fullWidthMm } of measured.flatMap(({ pictures }) => pictures)) {
    widthsMm.set(key, Math.max(widthsMm.get(key) ?? 0, fullWidthMm));
  }
  const made = await Promise.all(
    proxies.map(async ({ key, hash }) => {
      if (hash === undefined) return [];
      const { file, widthPx } = issue.pictures.get(key)!;
      return [
        [
          hash,
          { name: key, picture: await workshop.encode(file, screenWidthPx(widthsMm.get(key) ?? 0, widthPx)) },
        ],
      ] as const;
    }),
  );
  return byProxy(made.flat());
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
