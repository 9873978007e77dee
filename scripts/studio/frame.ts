/**
 * The document in which the studio's browser shows the pages: the same HTML and styles that are printed, each page in a leaf of its own, which the
 * studio scales, pairs into spreads and lays its overlays on. It runs no script.
 */
import { fileURLToPath } from 'node:url';
import type { Shown } from './session.ts';
import { SHEET_ZOOM, sheetSize } from '../pages/stylesheet.ts';

/**
 * @font-face rules name files; a browser elsewhere asks the server for them.
 *
 * @param faces filled with file by name
 */
function servedFaces(css: string, faces: Map<string, string>): string {
  return css.replaceAll(/url\('(file:[^']*)'\)/gu, (_, address: string) => {
    const file = fileURLToPath(address);
    const known = [...faces].find(([, each]) => each === file)?.[0];
    const name = known ?? `${faces.size}.ttf`;
    faces.set(name, file);
    return `url('/face/${name}')`;
  });
}

// Links lead within the frame or to nothing: a click asks for the source.
export const framedSheet = (sheet: string): string =>
  sheet.replaceAll(/<a\b([^>]*?)\shref="[^"]*"/gu, '<a$1');

/** One leaf. Paged.js counts pages over siblings; here each counts for itself, within its paper: what is not in sight is contained, counters too. */
export const leaf = (sheet: string, number: number): string =>
  `<section class="leaf" data-page="${number}" tabindex="-1"><div class="paper"><div class="pagedjs_pages" style="counter-reset: page ${number - 1}">${framedSheet(sheet)}</div></div><div class="overlay"></div></section>`;

const frameCss = (width: number, height: number, bleed: number): string => `
:root { zoom: 1; --scale: 0.6; --mm: calc(96px / 25.4 * var(--scale)); --page-width: ${width}; --studio-bleed: calc(${bleed} / ${SHEET_ZOOM}); color-scheme: light; scrollbar-gutter: stable; overflow-anchor: none; --studio-ground: #d9d6d0; --studio-ink: #2b2823; --studio-soft: #55504a; --studio-error: #a51d12; --studio-accent: #0a5c74; }
/* The pages are paper by night too; what they lie on is not. */
@media (prefers-color-scheme: dark) { :root { --studio-ground: #34312d; --studio-ink: #f1eee8; --studio-soft: #b3ada2; --studio-error: #ff9d92; --studio-accent: #6fc3da; scrollbar-color: #79746a #34312d; } }
:root, body { background: var(--studio-ground); }
body.studio { margin: 0; padding: 24px 24px 96px; min-height: 100vh; box-sizing: border-box; }
.spreads { display: flex; flex-direction: column; align-items: center; gap: 28px; width: max-content; min-width: 100%; }
.spread { display: grid; grid-template-columns: repeat(2, calc(${width} * var(--mm))); }
.leaf { position: relative; width: calc(${width} * var(--mm)); height: calc(${height} * var(--mm)); background: #fff; box-shadow: 0 1px 2px #0003, 0 6px 22px #0002; outline: none; }
.leaf[data-side='right'] { grid-column: 2; }
.leaf[data-side='left'] { grid-column: 1; }
.paper { position: absolute; inset: 0; overflow: clip; background: #fff; content-visibility: auto; }
.leaf .pagedjs_pages { position: absolute; left: calc(-${bleed} / ${SHEET_ZOOM} * var(--mm)); top: calc(-${bleed} / ${SHEET_ZOOM} * var(--mm)); zoom: ${SHEET_ZOOM}; transform: scale(calc(var(--scale) / ${SHEET_ZOOM})); transform-origin: 0 0; margin: 0; }
.leaf .pagedjs_page { margin: 0; box-shadow: none; border: 0; }
.overlay { position: absolute; inset: 0; pointer-events: none; }
.overlay > * { position: absolute; box-sizing: border-box; }
body.bleeds .paper { inset: calc(-${bleed} * var(--mm)); }
body.bleeds .leaf .pagedjs_pages { left: 0; top: 0; }
body.bleeds .spread { column-gap: calc(2 * ${bleed} * var(--mm) + 12px); padding: calc(${bleed} * var(--mm)); }
body.single .spread { display: contents; }
`;

/** Style sheets of the document, by the ids of their elements. */
export function dressOf(
  { dress, edition: { outfit } }: Shown,
  faces: Map<string, string>,
): Readonly<Record<string, string>> {
  const { trim, bleedMm } = outfit.page;
  const { widthMm } = sheetSize(outfit.page);
  return {
    'dress-faces': servedFaces(dress.faces, faces),
    'dress-paged': dress.pagedCss,
    'dress-issue': dress.css,
    'dress-frame': `${frameCss(trim.widthMm, trim.heightMm, bleedMm)}.pagedjs_pages { width: ${widthMm}mm; }`,
  };
}

/** The whole document. */
export function framed(shown: Shown | undefined, faces: Map<string, string>): string {
  if (!shown)
    return '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>No pages yet</title></head><body></body></html>';
  const { sheets, view } = shown;
  const leaves = sheets.map((sheet, at) => leaf(sheet, at + 1));
  const styles = Object.entries(dressOf(shown, faces)).map(([id, css]) => `<style id="${id}">${css}</style>`);
  return `<!doctype html>
<html lang="${view.language}"><head><meta charset="utf-8"><title>${view.number}</title>${styles.join('\n')}</head>
<body class="assembled studio"><main class="spreads">${leaves.join('')}</main></body></html>`;
}
