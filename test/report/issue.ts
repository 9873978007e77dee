/** A small issue for the reports: what they need of it, made by hand. */
import { readFileSync } from 'node:fs';

import type { Finding } from '../../scripts/model/finding.ts';
import type { Issue } from '../../scripts/model/issue.ts';
import type { Magazine } from '../../scripts/model/magazine.ts';
import { parsePrinter } from '../../scripts/model/printer.ts';
import { makeTheme } from '../../scripts/model/theme.ts';
import type { PressFileFacts, PressPageFacts } from '../../scripts/preflight/press-file.ts';
import type { Report } from '../../scripts/report/report.ts';

const PRINTER = 'issues/printers/sheetfed-coated.yaml';
export const printer = parsePrinter(
  readFileSync(PRINTER, 'utf8').replace(/^bleed: .*$/mu, 'bleed: 3'),
  PRINTER,
).value!;
export const theme = makeTheme('hav', [
  readFileSync('styles/tokens.css', 'utf8'),
  readFileSync('styles/themes/hav.css', 'utf8'),
]);

export const finding = (level: Finding['level'], more: Partial<Finding> = {}): Finding => ({
  rule: 'image-resolution',
  level,
  message: 'boat.jpg prints at 132 ppi; the press needs at least 150',
  hint: 'print it at most 92 mm wide, or supply a file at least 1240 px wide',
  place: { file: 'issues/2026-9/elva/article.md', line: 12, column: 1 },
  page: 2,
  box: { xMm: 10, yMm: 20, widthMm: 100, heightMm: 50 },
  ...more,
});

const MM = 72 / 25.4;
const pressPage: PressPageFacts = {
  media: [0, 0, 216 * MM, 281 * MM],
  crop: undefined,
  bleed: [0, 0, 216 * MM, 281 * MM],
  trim: [3 * MM, 3 * MM, 213 * MM, 278 * MM],
  art: undefined,
  rotate: 0,
  userUnit: 1,
  group: 'DeviceCMYK',
  annotations: [],
  spaces: [{ space: 'DeviceCMYK', where: 'text' }],
  texts: [],
  pictures: [],
} as unknown as PressPageFacts;

/** The picture on the second page, where pages.json says it is: 20 mm from the head. */
const boat = {
  widthPx: 520,
  heightPx: 260,
  bits: 8,
  space: 'DeviceCMYK',
  ppi: 132.1,
  box: [13 * MM, (278 - 70) * MM, 113 * MM, (278 - 20) * MM],
} as unknown as PressPageFacts['pictures'][number];

export const facts = {
  version: '1.6',
  encrypted: false,
  hasIdentifier: true,
  info: {},
  xmp: '<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>',
  intents: [
    {
      kind: 'GTS_PDFX',
      identifier: 'FOGRA39',
      registry: '',
      profile: { components: 4, device: 'prtr', space: 'CMYK' },
    },
  ],
  actions: [],
  fonts: [
    { name: 'ABCDEF+SourceSerif4-Regular', kind: 'TrueType', embedded: true },
    { name: 'GHIJKL+SourceSerif4-Regular', kind: 'TrueType', embedded: true },
  ],
  spots: [],
  pages: [pressPage, { ...pressPage, pictures: [boat] }],
} as unknown as PressFileFacts;

const box = { xMm: 10, yMm: 20, widthMm: 100, heightMm: 50 };

/** Two pages, the second with a picture. `more` of the issue goes over what stands here. */
export const reportWith = (findings: readonly Finding[], more: Partial<Issue> = {}): Report => ({
  issue: {
    slug: '2026-9',
    folder: 'issues/2026-9',
    title: 'Prøven',
    number: '9/2026',
    date: '2026-09-01',
    language: 'nb',
    printer,
    theme,
    pictures: new Map(),
    articles: [
      {
        slug: 'elva',
        file: 'issues/2026-9/elva/article.md',
        title: 'Elva',
        body: '![En båt \\[rød\\] ved kai](boat.jpg "**Båten.** Ved kai. Foto: Ingen Ås")',
      },
    ],
    ...more,
  } as unknown as Issue,
  magazine: { name: 'd:mag', slug: 'dmag', publisher: 'Forlaget', editor: 'Redaksjonen' } as Magazine,
  pages: [
    {
      number: 1,
      side: 'right',
      article: undefined,
      index: 0,
      name: '',
      usedLines: 0,
      lines: 0,
      pictures: [],
    },
    {
      number: 2,
      side: 'left',
      article: 'elva',
      index: 0,
      name: '',
      usedLines: 0,
      lines: 0,
      pictures: [{ key: '2026-9/elva/boat.jpg', ...box, whole: box, fullWidthMm: 100, line: 12 }],
    },
  ],
  findings,
  press: {
    file: { name: 'dmag-2026-9-press.pdf', bytes: 51_173_850, sha256: '0123456789abcdef'.repeat(4) },
    facts,
    profile: 'FOGRA39L coated',
  },
  madeWith: ['d:mag 0.1.0'],
});
