/** What every page of the web edition shares: its head, the magazine's name above, the way on below. */
import { html, type Html, raw } from '../../layouts/html.ts';
import type { Language } from '../model/fields.ts';
import { webFaces } from '../../styles/faces.ts';
import {
  accessibilityPath,
  articlePath,
  authorsPath,
  relativeTo,
  searchPath,
  topicsPath,
} from './address.ts';
import { faceFiles } from './faces.ts';
import { headOf, type Subject } from './head.ts';
import { iconFile } from './icon.ts';
import { contentPolicy } from './policy.ts';
import { colophonOf, entries, listed, type Site } from './site.ts';
import { webWords } from './words.ts';

export interface WebPage {
  /** Folder from the root, with a slash at its end: "2026-1/elva/". */
  readonly path: string;
  readonly title: string;
  readonly description?: string;
  readonly language: Language;
  readonly theme: string;
  /** Stylesheets beside the theme's, from the root: "assets/article.css". */
  readonly styles?: readonly string[];
  /** Whether it has pictures and boxes that a script brings to life. */
  readonly script?: boolean;
  /** What stands beside the magazine's name. */
  readonly near?: Html;
  /** What it is about: its <head> tells machines. */
  readonly subject?: Subject;
  /** What stands in <head> for this page alone. */
  readonly head?: Html;
  readonly className?: string;
  readonly main: Html;
}

export function webDocument(site: Site, page: WebPage): string {
  const { magazine } = site;
  const {
    path,
    title,
    description,
    language,
    theme,
    head,
    className = '',
    main,
    styles = [],
    script,
    near,
  } = page;
  const words = webWords[language];
  const to = (target: string): string => relativeTo(path, target);
  return written(
    html`<html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentPolicy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title === magazine.name ? title : `${title} – ${magazine.name}`}</title>
        ${description ? html`<meta name="description" content="${description}" />` : ''}
        <meta name="color-scheme" content="light dark" />
        ${preloads(theme).map((file) => html`<link rel="preload" as="font" type="font/woff2" crossorigin href="${to(`assets/${file}`)}" /> `)}
        <link rel="icon" type="image/svg+xml" href="${to(iconFile(theme))}" />
        ${[`assets/${theme}.css`, ...styles].map((file) => html`<link rel="stylesheet" href="${to(file)}" /> `)}
        ${script ? html`<script src="${to('assets/reading.js')}" defer></script>` : ''} ${head}
        ${headOf(site, page)}
      </head>
      <body class="${className}">
        <a class="skip" href="#main">${words.skip}</a>
        <header class="masthead">
          <a class="masthead-name" href="${to('')}">${magazine.name}</a>
          ${near ? html`<p class="masthead-near">${near}</p>` : ''}
        </header>
        <main id="main">${main}</main>
        <footer class="foot">
          <p>${magazine.publisher}</p>
          ${wayfinding(site, page)}
        </footer>
      </body>
    </html>`,
  );
}

/** Elements that have no end, written as if they had. */
const VOID =
  /(<(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b(?:"[^"]*"|[^"<>])*?)\s*\/>/gu;

/** As one writes HTML: without slashes that mean nothing in it, and without the blanks that templates leave. Code keeps its own. */
const written = ({ text }: Html): string =>
  `<!DOCTYPE html>\n${text
    .split(/(<pre\b.*?<\/pre>)/su)
    .map((part, at) =>
      at % 2 === 1
        ? part
        : part
            .replaceAll(VOID, '$1>')
            .replaceAll(/[ \t]+$/gmu, '')
            .replaceAll(/\n{2,}/gu, '\n'),
    )
    .join('')}\n`;

/** The way to what stands above the issues; a page of one issue knows of the others only what all have. */
function wayfinding(site: Site, { path, language, subject }: WebPage): Html {
  const { magazine, address } = site;
  const words = webWords[language];
  const issue = subject && 'issue' in subject ? subject.issue : listed(site)[0];
  const colophon = issue && colophonOf(issue);
  const places: readonly (readonly [string, string])[] = [
    [words.archive, ''],
    ...(entries(site).some(({ article }) => article.topics?.length)
      ? [[words.topics, topicsPath(magazine.language)] as const]
      : []),
    ...(entries(site).some(({ article }) => article.byline.length > 0)
      ? [[words.authors, authorsPath(magazine.language)] as const]
      : []),
    [words.search, searchPath(magazine.language)],
    ...(colophon ? [[words.colophon, articlePath(issue.slug, colophon.slug)] as const] : []),
    [words.accessibility, accessibilityPath(magazine.language)],
    ...(address ? [[words.feed, 'feed.xml'] as const] : []),
  ];
  return html`<ul class="wayfinding">
    ${places.map(([name, to]) => html`<li><a href="${relativeTo(path, to)}">${name}</a></li>`)}
  </ul>`;
}

/** The faces that nearly every page of a theme begins with. */
const preloads = (theme: string): readonly string[] =>
  (webFaces[theme] ?? []).filter(({ preload }) => preload).map((face) => faceFiles(face).core);

/** Markup that the Markdown stage has made. */
export const made = raw;
