/** A small issue in the theme fjell, built to its reader PDF: faces, grid, and an issue's own tokens. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mmToPt } from '../../scripts/model/geometry.ts';
import { inspectPdf, type PdfFacts } from '../../scripts/pdf/inspect.ts';

const BUILD_MS = 240_000;
const root = mkdtempSync(join(tmpdir(), 'dmag-fjell-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const put = (file: string, text: string): void => {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), text);
};

interface Report {
  readonly status: number;
  readonly findings: readonly { readonly rule: string; readonly level: string; readonly message: string }[];
}

/** Builds the issue into `out`. */
const build = (out: string): Promise<Report> =>
  new Promise((done) => {
    const args = ['build', '--issues', join(root, 'issues'), '--out', join(root, out), '--json'];
    execFile(process.execPath, [resolve('scripts/setup.mjs'), ...args], { maxBuffer: 64e6 }, (_, stdout) => {
      done(JSON.parse(stdout) as Report);
    });
  });
const pdf = (out: string): Buffer => readFileSync(join(root, out, 'web/2026-8/prove-2026-8.pdf'));

const paragraph =
  'Hver morgen klokken ti over seks setter Åse på kaffen, finner fram måleren og puster ut. Det tar fire minutter, og så står det et tall på skjermen. Hjemmeoppfølgingen er både enkel og vanskelig: Målingen er enkel.';
const text = (count: number): string => Array.from({ length: count }, () => paragraph).join('\n\n');

beforeAll(async () => {
  cpSync('issues/printers', join(root, 'issues/printers'), { recursive: true });
  put(
    'issues/magazine.yaml',
    'name: d:mag\nslug: prove\npublisher: Prøveforlaget\neditor: Redaksjonen\nlanguage: nb\ntagline: Om prøver\n',
  );
  put(
    'issues/2026-8/issue.yaml',
    'title: Prøven\nnumber: 8/2026\ndate: 2026-09-01\nlanguage: nb\nprinter: sheetfed-coated\ntheme: fjell\norder: [omslag, sak, samtale]\n',
  );
  put('issues/2026-8/omslag/article.md', '---\nlayout: cover\ntitle: Prøven\n---\n');
  put(
    'issues/2026-8/sak/article.md',
    `---\nlayout: feature\nopener: text\ntitle: Der veien slutter\nstandfirst: En ingress.\nbyline: Redaksjonen\n---\n\n${text(6)}\n\n## Mellomtittelen\n\n${text(12)}[^1]\n\n::: quote\n«Det viktigste er å kjenne folk.»\n\n– Marit, sykepleier\n:::\n\n${text(14)}\n\n::: fact I kofferten\n**Vekt** Skiller mellom helgekos og væske.\n:::\n\n${text(3)}\n\n[^1]: En note ved foten.\n`,
  );
  put(
    'issues/2026-8/samtale/article.md',
    `---\nlayout: interview\ntitle: Under vann\nkicker: Intervjuet\nstandfirst: Om å svare.\nimage: { src: oter.jpg, alt: En oter }\n---\n\n**– Hva gjør du?**\n\n${text(2)}\n\n**– Hvorfor det?**\n\n${text(9)}\n`,
  );
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="1400" height="1800"><rect width="1400" height="1800" fill="#246"/><circle cx="500" cy="700" r="300" fill="#9bd"/></svg>';
  await sharp(Buffer.from(svg)).jpeg().toFile(join(root, 'issues/2026-8/samtale/oter.jpg'));
});

interface Line {
  readonly page: number;
  readonly text: string;
  readonly face: string;
  readonly sizePt: number;
  /** From the head of the trim. */
  readonly baselinePt: number;
}

async function linesOf(bytes: Uint8Array): Promise<Line[]> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const lines: Line[] = [];
  for (let page = 1; page <= document.numPages; page += 1) {
    const read = await document.getPage(page);
    const { items } = await read.getTextContent();
    for (const item of items)
      if ('str' in item && item.str.trim() !== '')
        lines.push({
          page,
          text: item.str,
          face: item.fontName,
          sizePt: item.transform[3] as number,
          baselinePt: read.view[3]! - (item.transform[5] as number),
        });
  }
  await document.destroy();
  return lines;
}

describe('an issue in fjell', () => {
  let report: Report;
  let facts: PdfFacts;
  let lines: Line[];

  beforeAll(async () => {
    report = await build('dist');
    facts = await inspectPdf(pdf('dist'));
    lines = await linesOf(pdf('dist'));
  }, BUILD_MS);

  test('builds without an error', () => {
    expect(report.findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect(report.status).toBe(0);
  });

  test('is set in Schibsted Grotesk alone, embedded as TrueType and never as Type 3', () => {
    expect(facts.fonts.length).toBeGreaterThanOrEqual(5);
    for (const font of facts.fonts) {
      expect(JSON.stringify(font)).toContain('Schibsted');
      expect(JSON.stringify(font)).toContain('TrueType');
      expect(JSON.stringify(font)).not.toContain('Type3');
    }
  });

  test('has every line of its text on a grid of 12 points from 17 mm and the height of its capitals', () => {
    const sized = lines.filter(({ sizePt }) => Math.abs(sizePt - 8.7) < 0.06);
    // Kickers and sources have its size too, in a heavier face.
    const { face } = sized.find(({ text: words }) => words.includes('setter Åse'))!;
    const body = sized.filter((line) => line.face === face);
    expect(body.length).toBeGreaterThan(150);
    const first = mmToPt(17) + 6.117;
    const apart = body.map(({ baselinePt }) => {
      const steps = (baselinePt - first) / 12;
      return Math.abs(steps - Math.round(steps)) * 12;
    });
    expect(Math.max(...apart)).toBeLessThan(0.25);
    const last = Math.max(...body.map(({ baselinePt }) => Math.round((baselinePt - first) / 12)));
    expect(last).toBe(55);
  });

  test('has title and folio, number and name at the foot', () => {
    const foot = (page: number): string =>
      lines
        .filter((line) => line.page === page && line.baselinePt > mmToPt(260))
        .map((line) => line.text)
        .join(' ');
    expect(foot(2)).toMatch(/^2 d:mag 8\/2026$/u);
    expect(foot(3)).toMatch(/^Der veien slutter 3$/u);
    const head = lines.filter(({ page, baselinePt }) => page < 4 && baselinePt < mmToPt(15));
    expect(head.filter(({ page }) => page > 1)).toEqual([]);
  });

  test(
    'takes tokens of its own into the next build, and out again',
    async () => {
      const printed = pdf('dist');
      put('issues/2026-8/theme.css', ':root {\n  --outer: 18mm;\n}\n');
      expect((await build('wider')).status).toBe(0);
      const breaks = (all: readonly Line[]): string[] => all.map((line) => line.text);
      expect(breaks(await linesOf(pdf('wider')))).not.toEqual(breaks(lines));
      put('issues/2026-8/theme.css', ':root {\n  --uter: 18mm;\n}\n');
      const { status, findings } = await build('broken');
      expect(status).toBe(1);
      expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
        'unknown-token: --uter is not a token of this theme',
      ]);
      rmSync(join(root, 'issues/2026-8/theme.css'));
      expect((await build('again')).status).toBe(0);
      expect(pdf('again').equals(printed)).toBe(true);
    },
    BUILD_MS,
  );
});
