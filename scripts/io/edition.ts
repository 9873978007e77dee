/** One issue from rendered fragments to finished files: paginate, assemble, print once, exchange pictures, check. */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { Browser } from 'puppeteer';
import { type Layout } from '../../layouts/layout.ts';
import type { Finding } from '../model/finding.ts';
import { mmToPx } from '../model/geometry.ts';
import type { Issue } from '../model/issue.ts';
import type { Magazine } from '../model/magazine.ts';
import { assemble, issueDocument, type IssuePage } from '../pages/assemble.ts';
import { paginateIssue } from '../pages/issue.ts';
import { hashOf } from '../pages/key.ts';
import type { MeasuredPage } from '../pages/pagemap.ts';
import { pageCss, SHEET_ZOOM, sheet, sheetCss, sheetSize } from '../pages/stylesheet.ts';
import { harness, openTabs } from '../pages/tabs.ts';
import { findLost, readPrinted, type SourceArticle } from '../pdf/lost.ts';
import { screenWidthPx } from '../pdf/pictures.ts';
import { readerPdf } from '../pdf/reader.ts';
import { type Cache, writeWhole } from './cache.ts';
import { screenEncoder } from './encode.ts';
import { makeProxy, type Proxy } from './proxies.ts';
import { readScripts, readStyles } from './styles.ts';
import type { Reporter } from './terminal.ts';

export interface BuiltIssue {
  readonly slug: string;
  readonly pages: number;
  readonly findings: readonly Finding[];
  /** Files by the folder of dist/ they go to. */
  readonly folders: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>>;
}

export interface BuildInput {
  readonly issue: Issue;
  readonly magazine: Magazine;
  readonly layouts: ReadonlyMap<string, Layout>;
  readonly fragments: ReadonlyMap<string, string>;
  readonly browser: Promise<Browser>;
  readonly cache: Cache;
  readonly report: Reporter;
}

export async function buildIssue(input: BuildInput): Promise<BuiltIssue> {
  const { issue, magazine, layouts, fragments, browser, cache, report } = input;
  const findings: Finding[] = [];

  report.step('paginating', `${issue.articles.length} articles`);
  const [styles, scripts] = await Promise.all([readStyles(issue.theme, cache.folder), readScripts()]);
  const page = sheet(styles.theme, issue.printer.trim, issue.printer.bleed);
  const css = `${styles.css}\n${sheetCss(page)}`;
  const paper = pageCss(page);
  const work = join(cache.folder, 'issues', issue.slug);
  const harnessFile = join(work, 'harness.html');
  await writeWhole(harnessFile, harness(css, styles.faces));
  const proxies = Promise.all(
    [...usedPictures(issue, fragments)].map((key) => makeProxy(issue.pictures.get(key)!, cache.folder)),
  );
  const setup = {
    url: pathToFileURL(resolve(harnessFile)).href,
    pageCss: paper,
    composer: scripts.composer,
    paged: scripts.paged,
  };
  const tabs = browser.then((each) => openTabs(each, setup, Math.min(2, cpus().length)));
  const paged = await paginateIssue(
    issue.articles.map((article) => ({
      article: article.slug,
      html: fragments.get(`${issue.slug}/${article.slug}`) ?? '',
      start:
        article.start === 'any' ? (layouts.get(article.layout)?.start?.(article) ?? 'any') : article.start,
      planned: article.pages,
    })),
    tabs,
    cache,
    hashOf(css, styles.faces, paper, scripts.composer, scripts.paged),
  );
  for (const [at, composed] of paged.articles.entries()) {
    const { file } = issue.articles[at]!;
    for (const { sourceLine, page: index, ...rest } of composed.findings) {
      findings.push({
        ...rest,
        place: { file, line: sourceLine ?? 1, column: 1 },
        page: paged.places[at]!.first + index,
      });
    }
  }
  for (const [at, place] of paged.places.entries()) {
    if (place.blanks === 0) continue;
    const { file, slug } = issue.articles[at]!;
    findings.push({
      rule: 'blank-page',
      level: 'warning',
      message: `page ${place.first - 1} is blank, since ${slug} starts on a ${place.first % 2 ? 'right' : 'left'} page`,
      hint: 'move an article, or let this one start on any side',
      place: { file, line: 1, column: 1 },
      page: place.first - 1,
    });
  }

  report.step('assembling');
  const { html, pages } = assemble(paged.articles, paged.places, paged.blank);
  const made = await proxies;
  const document = issueDocument({
    language: issue.language,
    title: `${magazine.name} ${issue.number}`,
    faces: styles.faces,
    css,
    pagedCss: paged.articles[0]?.css ?? '',
    html,
    proxies: new Map(made.map(({ key, address }) => [key, address])),
  });
  const documentFile = join(work, 'paged.html');
  await writeWhole(documentFile, document);

  report.step('printing', `${pages.length} pages`);
  const tab = await (await browser).newPage();
  await tab.goto(pathToFileURL(resolve(documentFile)).href, { waitUntil: 'load', timeout: 0 });
  await tab.evaluate(
    'document.fonts.ready.then(() => Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)))).then(() => undefined)',
  );
  await tab.evaluate(scripts.composer);
  const measured = await tab.evaluate(
    (trimWidthMm, bleedMm) => window.dmag.measurePages(trimWidthMm, bleedMm),
    page.trim.widthMm,
    page.bleedMm,
  );
  const encode = screenEncoder(join(cache.folder, 'pictures'));
  const screens = Promise.all(
    made
      .filter((proxy): proxy is Proxy & { hash: string } => proxy.hash !== undefined)
      .map(async ({ key, hash }) => {
        const picture = issue.pictures.get(key)!;
        const widthMm = Math.max(
          ...measured
            .flatMap((each) => each.pictures)
            .filter((each) => each.key === key)
            .map((each) => each.fullWidthMm),
        );
        return [
          hash,
          { name: key, picture: await encode(picture.file, screenWidthPx(widthMm, picture.widthPx)) },
        ] as const;
      }),
  );
  const size = sheetSize(page);
  const proof = await tab.pdf({
    width: `${mmToPx(size.widthMm)}px`,
    height: `${mmToPx(size.heightMm)}px`,
    scale: 1 / SHEET_ZOOM,
    printBackground: true,
    tagged: true,
    outline: true,
    timeout: 0,
  });
  void tab.close();
  await writeWhole(join(work, 'proof.pdf'), proof);

  report.step('checking the words');
  const hashes = new Map(made.map(({ key, hash }) => [key, hash]));
  const sources: SourceArticle[] = paged.articles.map((composed, at) => ({
    article: composed.article,
    file: issue.articles[at]!.file,
    firstPage: paged.places[at]!.first,
    lastPage: paged.places[at]!.first + paged.places[at]!.pages - 1,
    blocks: composed.texts,
    pictures: composed.pictures.flatMap(({ key, line }) => {
      const hash = hashes.get(key);
      return hash ? [{ line, name: key, hash }] : [];
    }),
  }));
  const proofPdf = await PDFDocument.load(proof, { updateMetadata: false });
  findings.push(...findLost(readPrinted(proofPdf), sources));
  if (proofPdf.getPageCount() !== pages.length) {
    findings.push({
      rule: 'page-count',
      level: 'error',
      message: `the printed file has ${proofPdf.getPageCount()} pages, the issue ${pages.length}`,
      hint: 'report this with the issue folder',
    });
  }

  report.step('reader PDF');
  const reader = await readerPdf(proof, {
    title: `${magazine.name} ${issue.number}: ${issue.title}`,
    language: issue.language,
    author: magazine.publisher,
    subject: magazine.tagline ?? issue.title,
    keywords: issue.articles.flatMap(({ kicker }) => kicker ?? []),
    date: issue.date,
    creator: `d:mag ${await version()}`,
    producer: `d:mag, ${await (await browser).version()}`,
    trim: page.trim,
    bleedMm: page.bleedMm,
    folios: pages.map(({ number }) => String(number)),
    pictures: new Map(await screens),
  });
  findings.push(...reader.findings);
  return {
    slug: issue.slug,
    pages: pages.length,
    findings,
    folders: {
      web: { [`${magazine.slug}-${issue.slug}.pdf`]: reader.bytes },
      proof: { 'pages.json': pagesJson(issue, pages, measured) },
    },
  };
}

/** Keys of the pictures that stand in fragments: those beside an article and never used are not encoded. */
function usedPictures(issue: Issue, fragments: ReadonlyMap<string, string>): Set<string> {
  const used = new Set<string>();
  for (const { slug } of issue.articles) {
    for (const [, key = ''] of (fragments.get(`${issue.slug}/${slug}`) ?? '').matchAll(
      /data-picture="([^"]*)"/gu,
    )) {
      if (issue.pictures.has(key)) used.add(key);
    }
  }
  return used;
}

const pagesJson = (issue: Issue, pages: readonly IssuePage[], measured: readonly MeasuredPage[]): string =>
  `${JSON.stringify(
    {
      issue: issue.slug,
      pages: pages.map((page, at) => ({
        page: page.number,
        folio: String(page.number),
        side: page.side,
        article: page.article ?? null,
        layout: issue.articles.find(({ slug }) => slug === page.article)?.layout ?? null,
        template: page.name,
        lines: { used: page.usedLines, of: page.lines },
        ...measured[at],
      })),
    },
    undefined,
    1,
  )}\n`;

async function version(): Promise<string> {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version;
}
