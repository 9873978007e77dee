/** A workshop that stays open: after an edit it makes what a new one would have made. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import type { Finding } from '../../scripts/model/finding.ts';

const root = mkdtempSync(join(tmpdir(), 'dmag-edit-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const issues = join(root, 'issues');
const ARTICLE = join(issues, '2026-9/to/article.md');
const SENTENCE = 'Vannet står stille mellom holmene, og båten ligger der den lå i går. ';

function writeIssue(): void {
  cpSync('issues/printers', join(issues, 'printers'), { recursive: true });
  writeFileSync(
    join(issues, 'magazine.yaml'),
    'name: d:mag\nslug: prove\npublisher: P\neditor: R\nlanguage: nb\n',
  );
  for (const slug of ['en', 'to', 'tre']) {
    mkdirSync(join(issues, '2026-9', slug), { recursive: true });
    writeFileSync(
      join(issues, '2026-9', slug, 'article.md'),
      `---\nlayout: feature\nopener: text\ntitle: Sak ${slug}\nstandfirst: Ingress.\n---\n\n${SENTENCE.repeat(30)}\n`,
    );
  }
  writeFileSync(
    join(issues, '2026-9/issue.yaml'),
    'title: Prøven\nnumber: 9/2026\ndate: 2026-09-01\nlanguage: nb\nprinter: sheetfed-coated\norder: [en, to, tre]\n',
  );
}

interface Made {
  readonly hash: string;
  readonly pages: number;
  readonly errors: readonly Finding[];
}

/** In a process of its own, since Eleventy loads TypeScript there as it does for a designer. */
const made = (cache: string, ...texts: readonly string[]): Promise<Made[]> =>
  new Promise((resolve, reject) => {
    const words = [
      '--import',
      'tsx',
      'test/edition/edit-run.ts',
      issues,
      join(root, cache),
      ARTICLE,
      ...texts,
    ];
    execFile(process.execPath, words, { maxBuffer: 64e6 }, (error, stdout) => {
      if (error) reject(error);
      else resolve(JSON.parse(stdout) as Made[]);
    });
  });

test('an article that grows and shrinks again gives the same bytes as a fresh start', async () => {
  writeIssue();
  const first = readFileSync(ARTICLE, 'utf8');
  const longer = `${first}\n${SENTENCE.repeat(120)}\n`;
  const open = await made('cache-open', first, longer, first);
  const fresh = await made('cache-fresh', longer);
  expect([...open, ...fresh].flatMap(({ errors }) => errors)).toEqual([]);
  expect(open[1]!.pages).toBeGreaterThan(open[0]!.pages);
  expect(open[1]!.hash).toBe(fresh[0]!.hash);
  expect(open[2]!.hash).toBe(open[0]!.hash);
}, 120_000);

test('a photograph that breaks off is a finding with the remedy, and the rest is still set', async () => {
  writeIssue();
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const jpeg = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#357', noise } })
    .jpeg()
    .toBuffer();
  writeFileSync(join(issues, '2026-9/to/halv.jpg'), jpeg.subarray(0, jpeg.length / 3));
  const [only] = await made(
    'cache-halv',
    `${readFileSync(ARTICLE, 'utf8')}\n![Halv](halv.jpg "Halv. Foto: Ingen")\n`,
  );
  expect(only!.errors).toMatchObject([
    {
      rule: 'broken-picture',
      message: 'halv.jpg breaks off or is damaged, and cannot be decoded',
      hint: 'export the picture anew from its source',
    },
  ]);
  expect(only!.pages).toBeGreaterThan(2);
}, 120_000);
