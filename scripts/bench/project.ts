/** Writes what the contestants are given: an issue for d:mag, one document for the rivals, a small Eleventy site. */
import { existsSync } from 'node:fs';
import { cp, link, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import { faces } from '../../styles/faces.ts';
import { renderArticles } from '../io/eleventy.ts';
import { readIssues } from '../io/files.ts';
import { fontFaces } from '../io/fonts.ts';
import { readLayouts } from '../io/layouts.ts';
import { hasErrors } from '../model/finding.ts';
import {
  asArticle,
  asContents,
  asPlainMarkdown,
  type BenchArticle,
  benchArticles,
  pictureFiles,
  rivalArticle,
  rivalContents,
  rivalCss,
  rivalDocument,
} from './content.ts';
import { writeEngineInput } from './parts.ts';

const WIDTH_PX = 2000;
const HEIGHT_PX = 1400;
const SLUG = '2026-9';

export interface Project {
  readonly pages: number;
  /** d:mag's issues folder, with one issue. */
  readonly issues: string;
  /** Cut faces, as they lie in a cache. */
  readonly faces: string;
  readonly engineInput: string;
  /** The rivals' one document. */
  readonly html: string;
  readonly eleventy: string;
  /** The article that is edited. */
  readonly edited: string;
}

const noise = (widthPx: number, heightPx: number, sigma: number): Sharp =>
  sharp({
    create: {
      width: widthPx,
      height: heightPx,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma },
    },
  });

/** Pictures that compress as photographs do: soft shapes of their own, under the grain of one film. Those that are there stay. */
export async function paintPictures(articles: readonly BenchArticle[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const grain = await noise(WIDTH_PX / 2, HEIGHT_PX / 2, 12)
    .resize(WIDTH_PX, HEIGHT_PX)
    .png()
    .toBuffer();
  const paint = async (file: string, seed: number): Promise<void> => {
    const shapes = await noise(50, 35, 70)
      .modulate({ hue: (seed * 47) % 360 })
      .png()
      .toBuffer();
    await sharp(await sharp(shapes).resize(WIDTH_PX, HEIGHT_PX, { kernel: 'cubic' }).raw().toBuffer(), {
      raw: { width: WIDTH_PX, height: HEIGHT_PX, channels: 3 },
    })
      .composite([{ input: grain, blend: 'soft-light' }])
      .jpeg({ quality: 88 })
      .toFile(file);
  };
  const names = [...new Set(articles.flatMap(pictureFiles))];
  for (const [at, name] of names.entries()) {
    if (!existsSync(join(folder, name))) await paint(join(folder, name), at);
  }
}

/** @param pictures folder with the pictures of all sizes */
export async function writeProject(folder: string, pages: number, pictures: string): Promise<Project> {
  const articles = benchArticles(pages);
  const issues = join(folder, 'issues');
  await writeIssue(issues, articles, pictures);
  const own = join(folder, 'faces');
  const css = rivalCss(await fontFaces(faces['hav'] ?? [], own));
  const rival = join(folder, 'rival');
  await linkPictures(articles, pictures, join(rival, 'pictures'));
  const html = join(rival, 'index.html');
  await writeFile(html, rivalDocument(articles, css));
  const eleventy = join(folder, 'eleventy');
  await writeEleventy(eleventy, articles, css, pictures);

  const layouts = await readLayouts();
  const { magazine, issues: read, findings } = await readIssues(issues, layouts);
  if (!magazine || hasErrors(findings)) throw new Error(JSON.stringify(findings));
  const rendered = await renderArticles(magazine, read);
  if (hasErrors(rendered.findings)) throw new Error(JSON.stringify(rendered.findings));
  const engineInput = join(folder, 'engine.json');
  await writeEngineInput(engineInput, { issue: read[0]!, magazine, fragments: rendered.fragments });
  return {
    pages,
    issues,
    engineInput,
    faces: own,
    html,
    eleventy,
    edited: join(issues, SLUG, articles[Math.floor(articles.length / 2)]!.slug, 'article.md'),
  };
}

async function linkPictures(articles: readonly BenchArticle[], from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await Promise.all(articles.flatMap(pictureFiles).map((name) => link(join(from, name), join(to, name))));
}

async function writeIssue(
  issues: string,
  articles: readonly BenchArticle[],
  pictures: string,
): Promise<void> {
  const folder = join(issues, SLUG);
  await mkdir(issues, { recursive: true });
  await writeFile(
    join(issues, 'magazine.yaml'),
    'name: Bench\nslug: bench\npublisher: Bench\neditor: Bench\nlanguage: nb\nsite: https://example.org/\n',
  );
  const printers = fileURLToPath(new URL('../../issues/printers', import.meta.url));
  await cp(printers, join(issues, 'printers'), { recursive: true });
  const contents = join(folder, 'innhold');
  await mkdir(contents, { recursive: true });
  await writeFile(join(contents, 'article.md'), asContents(articles));
  for (const article of articles) {
    const own = join(folder, article.slug);
    await linkPictures([article], pictures, own);
    await writeFile(join(own, 'article.md'), asArticle(article));
  }
  await writeFile(
    join(folder, 'issue.yaml'),
    `title: Bench\nnumber: 9/2026\ndate: 2026-09-01\nlanguage: nb\nprinter: sheetfed-coated\ntheme: hav\norder:\n${[{ slug: 'innhold', pages: 1 }, ...articles].map(({ slug, pages }) => `  - { article: ${slug}, pages: ${pages} }\n`).join('')}`,
  );
}

/** One page made of a collection, as a magazine with Eleventy and pagedjs-cli would be set up. */
async function writeEleventy(
  folder: string,
  articles: readonly BenchArticle[],
  css: string,
  pictures: string,
): Promise<void> {
  await linkPictures(articles, pictures, join(folder, 'pictures'));
  await mkdir(join(folder, 'articles'), { recursive: true });
  for (const [at, article] of articles.entries()) {
    const around = JSON.stringify(rivalArticle(article, '¤'));
    await writeFile(
      join(folder, 'articles', `${article.slug}.md`),
      `---\ntags: article\norder: ${at}\npermalink: false\naround: ${around}\n---\n${asPlainMarkdown(article)}\n`,
    );
  }
  const head = `<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>Bench</title><style>${css}</style></head><body>`;
  const page = `export const data = { permalink: 'index.html' };
export const render = ({ collections }) => ${JSON.stringify(head + rivalContents(articles))} + collections.article
  .sort((a, b) => a.data.order - b.data.order)
  .map((article) => article.data.around.split('¤').join(article.content)).join('') + '</body></html>';
`;
  await writeFile(join(folder, 'index.11ty.js'), page);
  await writeFile(join(folder, 'package.json'), '{"type":"module"}\n');
  await writeFile(
    join(folder, 'eleventy.config.js'),
    "export default (config) => { config.addPassthroughCopy('pictures'); };\n",
  );
}

export const fileUrl = (file: string): string => pathToFileURL(file).href;
