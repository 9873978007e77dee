/** Pictures of every shape and kind, in every place that a figure can have: each is found in the printed file. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { inspectPdf } from '../../scripts/pdf/inspect.ts';

const root = mkdtempSync(join(tmpdir(), 'dmag-pictures-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const gradient = (width: number, height: number, alpha = false): Sharp =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="#147" stop-opacity="${alpha ? 0 : 1}"/><stop offset="1" stop-color="#fb4"/></linearGradient></defs><rect width="${width}" height="${height}" fill="url(#g)"/></svg>`,
    ),
  );
const flat = (width: number, height: number, background: string): Sharp =>
  sharp({ create: { width, height, channels: 3, background } });

/** What a browser would rather print in bytes of its own: little, flat and far from the shape of its place. */
const KINDS: Readonly<Record<string, () => Sharp>> = {
  'flat.jpg': () => flat(50, 50, '#c22').jpeg(),
  'dot.png': () => flat(1, 1, '#282').png(),
  'strip.jpg': () => gradient(3000, 120).flatten().jpeg(),
  'pole.jpg': () => gradient(60, 2400).flatten().jpeg(),
  'tall.jpg': () => gradient(900, 1800).flatten().jpeg(),
  'clear.png': () => gradient(800, 500, true).png(),
  'grey.jpg': () => flat(700, 500, '#999').toColourspace('b-w').jpeg(),
  'palette.png': () => gradient(640, 480).png({ palette: true, colours: 8 }),
};
const PLACES = [
  '',
  'wide',
  'full',
  'half',
  'margin',
  'wide .top',
  'full .top',
  'full .bottom',
  'half .bottom',
];

/** A pole in its own shape is taller than the page, and so is the fault of whoever puts it there. */
const placesOf = (name: string): string[] =>
  PLACES.filter((place) => name !== 'pole.jpg' || !['', 'margin', 'half'].includes(place));

const PARAGRAPH =
  'Det luktet tang og diesel da vi kom ned på kaia, og fergemannen satt allerede med kaffen i den ene hånda og tauet i den andre. Han har kjørt den samme strekningen i trettién år, fram og tilbake.';

test('little, flat, long and transparent pictures are printed wherever they stand', async () => {
  const issue = join(root, 'issues/2026-4');
  cpSync('issues/printers', join(root, 'issues/printers'), { recursive: true });
  writeFileSync(
    join(root, 'issues/magazine.yaml'),
    'name: d:mag\nslug: prove\npublisher: P\neditor: R\nlanguage: nb\n',
  );
  const names = Object.keys(KINDS);
  for (const name of names) {
    const slug = name.replace('.', '-');
    const folder = join(issue, slug);
    mkdirSync(folder, { recursive: true });
    // oxlint-disable-next-line no-await-in-loop -- eight small pictures
    await KINDS[name]!().toFile(join(folder, name));
    const body = placesOf(name)
      .map(
        (place, at) =>
          `![Bilde](${name} "Bilde ${at}.")${place && `{.${place}${name === 'clear.png' ? ' tone=dark' : ''}}`}\n\n${PARAGRAPH} Slik endte ${at}.`,
      )
      .join('\n\n');
    writeFileSync(
      join(folder, 'article.md'),
      `---\nlayout: feature\nopener: text\ntitle: ${slug}\nstandfirst: Ingress.\n---\n\n${PARAGRAPH}\n\n${body}\n`,
    );
  }
  writeFileSync(
    join(issue, 'issue.yaml'),
    `title: Prøven\nnumber: 8/2026\ndate: 2026-08-01\nlanguage: nb\nprinter: sheetfed-coated\norder: [${names.map((name) => name.replace('.', '-')).join(', ')}]\n`,
  );
  const out = join(root, 'dist');
  const stdout = await new Promise<string>((done) => {
    const words = [
      resolve('scripts/setup.mjs'),
      'build',
      '--only',
      'reader',
      '--issues',
      join(root, 'issues'),
      '--out',
      out,
      '--json',
    ];
    execFile(process.execPath, words, { maxBuffer: 64e6 }, (_, text) => done(text));
  });
  const { findings } = JSON.parse(stdout) as { findings: { rule: string; level: string; message: string }[] };
  expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  const { images } = await inspectPdf(readFileSync(join(out, 'web/2026-4/prove-2026-4.pdf')));
  expect(images).toHaveLength(names.flatMap(placesOf).length);
  // The strip stands in its own shape, not in that of a stand-in of whole pixels.
  const strip = images.filter(({ widthMm, heightMm }) => widthMm / heightMm > 20);
  expect(strip).toHaveLength(PLACES.length);
  for (const { widthMm, heightMm } of strip) expect(widthMm / heightMm / 25).toBeCloseTo(1, 1);
}, 120_000);
