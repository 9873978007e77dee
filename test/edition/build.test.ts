import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import jsQR from 'jsqr';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser, isFound, launchBrowser } from '../../scripts/io/browser.ts';
import type { Finding } from '../../scripts/model/finding.ts';
import type { TypeFigures } from '../../scripts/preflight/figures.ts';
import { inspectPdf, type PdfFacts, type TagFacts, textByPdfjs } from '../../scripts/pdf/inspect.ts';
import { ownIssues } from '../own-issues.ts';
import { bookFaults, foliosOf } from '../epub/structure.ts';
import { commentsByPdfjs } from '../pdf/comments.ts';
import { readPressFile } from '../../scripts/preflight/press-file.ts';

const SETUP = resolve('scripts/setup.mjs');
const BUILD_MS = 240_000;

interface Outcome {
  readonly status: number;
  readonly stdout: string;
}

const dmag = (command: string, ...args: string[]): Promise<Outcome> =>
  new Promise((done) => {
    execFile(process.execPath, [SETUP, command, ...args], { maxBuffer: 64e6 }, (error, stdout) => {
      done({ status: error ? Number(error.code ?? 1) : 0, stdout });
    });
  });

const root = mkdtempSync(join(tmpdir(), 'dmag-build-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const put = (file: string, text: string): void => {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), text);
};

const article = (slug: string, fields: string, body = ''): void =>
  put(`issues/2026-9/${slug}/article.md`, `---\n${fields}\n---\n\n${body}`);

/** A picture that no other is like: a gradient in its own colour. */
async function picture(file: string, red: number): Promise<void> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1000"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="rgb(${red},40,90)"/><stop offset="1" stop-color="rgb(240,${red},200)"/></linearGradient></defs><rect width="1600" height="1000" fill="url(#g)"/><circle cx="${200 + red * 4}" cy="400" r="180" fill="#123"/></svg>`;
  await sharp(Buffer.from(svg)).jpeg().toFile(join(root, file));
}

const BODY = `Teksten begynner med en innledning som er lang nok til å gå over flere linjer i en smal spalte, og den nevner hjemmeoppfølging, kreftregistermelding og sykehusinnkjøp.[^1]

## Mellomtittelen

[Det som er viktig, står og venter.]{.pull} Deretter kommer et nytt avsnitt med «sitat», en tankestrek – og tallet 10 000. Les mer på [side](../samtale/), om svaret på [side](../samtale/#svaret), eller se [nettstedet](https://example.org/saken).

![Et fargespill](farge.jpg "**Farger.** Et spill. Foto: Ingen"){.wide}

| Måned | Antall |
| --- | ---: |
| Januar | 12 |
| Februar | 96 % |

::: fact Fakta om saken
**Lengde** Kort nok.

**Bredde** Bred nok.
:::

::: podcast
Hør mer i podden.
:::

[^1]: En fotnote ved foten av spalten.
`;

beforeAll(async () => {
  cpSync('issues/printers', join(root, 'issues/printers'), { recursive: true });
  put(
    'issues/magazine.yaml',
    'name: d:mag\nslug: prove\npublisher: Prøveforlaget\neditor: Redaksjonen\nlanguage: nb\nnewsletter: { title: Brev, text: Få det, url: https://example.org/brev }\n',
  );
  put(
    'issues/2026-9/issue.yaml',
    'title: Prøven\nnumber: 9/2026\ndate: 2026-09-01\nlanguage: nb\nprinter: sheetfed-coated\norder: [omslag, innhold, sak, samtale, kolofon, bakside]\n',
  );
  article('omslag', 'layout: cover\ntitle: Prøven');
  article('innhold', 'layout: contents\ntitle: Innhold');
  article(
    'sak',
    'layout: feature\ntitle: En sak om mål\nkicker: Sak\nstandfirst: En ingress.\nbyline: Redaksjonen\npodcast: { title: Hør saken, spotify: https://example.org/podd }',
    BODY,
  );
  article(
    'samtale',
    'layout: interview\ntitle: En samtale\nkicker: Intervju\nstandfirst: Om å svare.',
    '**– Hvordan går det?**\n\nDet går bra, sier den som blir spurt.\n\n## Svaret\n\n**– Hvorfor det?**\n\nFordi noen spør.\n\n::: newsletter\n:::\n',
  );
  article('kolofon', 'layout: colophon\ntitle: Kolofon');
  article('bakside', 'layout: back\ntitle: Takk');
  await picture('issues/2026-9/sak/farge.jpg', 120);
  put(
    'issues/2026-9/notes.yaml',
    `- { id: 1, article: sak, page: 4, by: Teksten begynner, quote: kreftregistermelding og, x: 1, y: 1, words: Stemmer det?, author: Åse, date: 2026-08-20 }
- { id: 2, article: samtale, page: 9, by: Dette står her ikke, x: 1, y: 1, words: Hvem sa dette?, state: open }
- { id: 3, article: sak, page: 4, by: Teksten begynner, x: 1, y: 1, words: Rettet for lenge siden, state: resolved }
`,
  );
});

const words = (text: string): string => text.replaceAll(/-\n/gu, '').replaceAll(/\s+/gu, ' ');

// Small capitals come out of a PDF as capitals.
const letters = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();

const flat = (tag: TagFacts): TagFacts[] => [tag, ...tag.kids.flatMap(flat)];

describe('a small issue', () => {
  let outcome: Outcome;
  let facts: PdfFacts;
  let text: string;
  const out = join(root, 'dist');
  const file = join(out, 'web/2026-9/prove-2026-9.pdf');

  beforeAll(async () => {
    outcome = await dmag('build', '--issues', join(root, 'issues'), '--out', out, '--json');
    facts = await inspectPdf(readFileSync(file));
    text = words(
      (await textByPdfjs(readFileSync(file)))
        .map((page) => (typeof page === 'string' ? page : JSON.stringify(page)))
        .join('\n'),
    );
  }, BUILD_MS);

  test('builds without an error', () => {
    const report = JSON.parse(outcome.stdout) as { status: number; findings: { level: string }[] };
    expect(report.findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect(outcome.status).toBe(0);
  });

  test('makes a press file that passes its own checks, the same bytes again', async () => {
    const press = join(out, 'press/2026-9/prove-2026-9-press.pdf');
    const bytes = readFileSync(press);
    const file = await readPressFile(bytes);
    expect(file.pages).toHaveLength(facts.pages.length);
    expect(file.xmp).toContain('PDF/X-4');
    expect(new Set(file.pages.flatMap(({ spaces }) => spaces.map(({ space }) => space)))).toEqual(
      new Set(['DeviceCMYK']),
    );
    // Running text is black ink alone, and overprints.
    const body = file.pages.flatMap(({ texts }) => texts).filter(({ sizePt }) => sizePt > 8 && sizePt < 12);
    const black = body.filter(({ components }) => components.join(' ') === '0 0 0 1');
    expect(black.map(({ text: letters }) => letters).join('').length).toBeGreaterThan(500);
    expect(
      body.every(({ components, overprints }) => overprints === (components.join(' ') === '0 0 0 1')),
    ).toBe(true);
    // The picture is the original and no proxy.
    expect(file.pages.flatMap(({ pictures }) => pictures.map(({ widthPx }) => widthPx))).toContain(1600);
    await dmag('build', '--issues', join(root, 'issues'), '--out', join(root, 'again'), '--only', 'press');
    expect(Buffer.compare(readFileSync(join(root, 'again/press/2026-9/prove-2026-9-press.pdf')), bytes)).toBe(
      0,
    );
    expect(existsSync(join(root, 'again/web'))).toBe(false);
    for (const name of readdirSync(join(out, 'press/2026-9')))
      expect(
        readFileSync(join(root, 'again/press/2026-9', name)).equals(
          readFileSync(join(out, 'press/2026-9', name)),
        ),
      ).toBe(true);
  }, 120_000);

  test('has an EPUB that holds together, with a mark for each page of the PDF', () => {
    const book = readFileSync(join(out, 'web/2026-9/prove-2026-9.epub'));
    expect(bookFaults(book)).toEqual([]);
    expect(foliosOf(book)).toEqual(facts.pages.map((_, at) => at + 1));
  });

  test('has its reports beside the press file, and checksums of them all', () => {
    const folder = join(out, 'press/2026-9');
    const names = [
      'SHA256SUMS',
      'jobsheet.pdf',
      'preflight.html',
      'preflight.json',
      'prove-2026-9-press.pdf',
    ];
    expect(readdirSync(folder).toSorted()).toEqual(names);
    const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8');
    const hashes = names.slice(1).map((name) => {
      const hash = createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex');
      return `${hash}  ${name}\n`;
    });
    expect(sums).toBe(hashes.join(''));
    expect(JSON.parse(readFileSync(join(folder, 'preflight.json'), 'utf8'))).toMatchObject({
      issue: '2026-9',
      printer: 'sheetfed-coated',
      pages: facts.pages.length,
      verdict: 'pass',
    });
  });

  test('shows every page in its report, which stands alone', async () => {
    const report = readFileSync(join(out, 'press/2026-9/preflight.html'), 'utf8');
    expect(report).not.toMatch(/https?:\/\/|<script|<link/u);
    const { findings } = JSON.parse(readFileSync(join(out, 'press/2026-9/preflight.json'), 'utf8')) as {
      findings: { level: string }[];
    };
    const warnings = findings.filter(({ level }) => level === 'warning').length;
    expect(warnings).toBeGreaterThan(1);
    expect(report).toContain(`Kan trykkes – se ${warnings}\u00A0advarsler`);
    const shown = [...report.matchAll(/src="data:image\/webp;base64,([^"]+)"/gu)];
    // As set, and as ink.
    expect(shown).toHaveLength(2 * facts.pages.length);
    expect(report.length).toBeLessThan(100_000 * facts.pages.length + 300_000);
    const found = await findBrowser();
    if (!isFound(found)) throw new Error(found.message);
    const browser = await launchBrowser(found);
    try {
      const page = await browser.newPage();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url().slice(0, 5)));
      await page.goto(pathToFileURL(join(out, 'press/2026-9/preflight.html')).href, { waitUntil: 'load' });
      expect(asked.filter((address) => address !== 'data:' && address !== 'file:')).toEqual([]);
      for (const width of [360, 900, 1400]) {
        await page.setViewport({ width, height: 900 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      }
    } finally {
      await browser.close();
    }
  }, 60_000);

  test('has a job sheet: one page of A4, tagged, with all that a print shop asks', async () => {
    const bytes = readFileSync(join(out, 'press/2026-9/jobsheet.pdf'));
    const sheet = await inspectPdf(bytes);
    expect(sheet.pages.map(({ widthMm, heightMm }) => [Math.round(widthMm), Math.round(heightMm)])).toEqual([
      [210, 297],
    ]);
    expect(sheet.language).toBe('nb');
    expect(sheet.fonts.every((font) => JSON.stringify(font).includes('TrueType'))).toBe(true);
    expect(sheet.tags && flat(sheet.tags).some(({ type }) => type === 'H1')).toBe(true);
    const said = words((await textByPdfjs(bytes)).join('\n')).toLowerCase();
    for (const each of [
      'jobbseddel',
      'prøven',
      '1. september 2026',
      'prøveforlaget',
      'arkoffset, bestrøket papir',
      `${facts.pages.length} sider`,
      '210 × 275 mm',
      'ytterkant 3 mm, innerkant 0 mm',
      'stiftet i ryggen',
      'utkryping i forkant',
      'pdf/x-4',
      'fogra39',
      'cyan, magenta, gul, svart',
      'prove-2026-9-press.pdf',
      'kan trykkes – se ',
      'bestilling',
      'leveringsadresse',
      'underskrift',
    ])
      expect(said).toContain(each);
    // The report lies beside what is printed, and is not approved for press.
    expect(said).not.toContain('preflight.html');
  });

  test('has a picture of every page, at 100 ppi of the trim', async () => {
    const pictures = readdirSync(join(out, 'proof/2026-9'))
      .filter((name) => /^page-\d+\.png$/u.test(name))
      .toSorted();
    expect(pictures).toHaveLength(facts.pages.length);
    const { width, height } = await sharp(join(out, 'proof/2026-9/page-001.png')).metadata();
    expect([width, height]).toEqual([827, 1083]);
    const texts = await textByPdfjs(readFileSync(file));
    for (const [at, name] of pictures.entries()) {
      // oxlint-disable-next-line no-await-in-loop -- one picture after the other
      const { channels } = await sharp(join(out, 'proof/2026-9', name)).stats();
      // Where there are words there is ink.
      if (JSON.stringify(texts[at]).length > 20) expect(channels[0]!.min, name).toBeLessThan(128);
    }
  });

  test('shows the whole issue on one sheet', async () => {
    const { width, height, density } = await sharp(join(out, 'proof/2026-9/flatplan.png')).metadata();
    // A3, lying.
    expect([width, height, density]).toEqual([2978, 2106, 180]);
    const plan = readFileSync('.cache/issues/2026-9/flatplan.html', 'utf8');
    expect(plan.match(/<img /gu)).toHaveLength(facts.pages.length);
    expect(plan).toContain('2 kommentarer');
    expect(plan).toMatch(/<span class="title">En sak om mål<\/span>/u);
  });

  test('open notes are comments in the proof, at their words, and nowhere else', async () => {
    const noted = readFileSync(join(out, 'proof/2026-9/prove-2026-9-proof.pdf'));
    const [first, second, ...others] = await commentsByPdfjs(noted);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ kind: 'Highlight', author: 'Åse', text: 'Stemmer det?' });
    const page = facts.pages[first!.page - 1]!;
    // The words begin in a line of type that the comment's box holds.
    const [left = 0, bottom = 0, right = 0, top = 0] = first!.rect;
    const under = page.runs.filter(
      ({ xPt, yPt }) => xPt > left - 40 && xPt < right && yPt > bottom - 1 && yPt < top,
    );
    expect(under.map(({ text }) => text).join('')).toContain('kreft');
    // Its words are gone: it waits where its article begins.
    expect(second).toMatchObject({ kind: 'Text', text: expect.stringContaining('Hvem sa dette?') });
    expect(second!.text).toContain('(Sto på side 9 ved «Dette står her ikke», som ikke lenger er å finne.)');
    expect(words((await textByPdfjs(noted))[second!.page - 1]!)).toContain('En samtale');
    expect(await commentsByPdfjs(readFileSync(file))).toEqual([]);
    expect(await commentsByPdfjs(readFileSync(join(out, 'press/2026-9/prove-2026-9-press.pdf')))).toEqual([]);
    expect((await inspectPdf(noted)).pages).toHaveLength(facts.pages.length);
  });

  test('where the checks fail, the report lies beside the pages and the command names it; dist/ stays', async () => {
    const file = join(root, 'issues/2026-9/sak/farge.jpg');
    const whole = readFileSync(file);
    writeFileSync(file, await sharp(whole).resize({ width: 240 }).jpeg().toBuffer());
    try {
      const checked = await dmag(
        'preflight',
        '--issues',
        join(root, 'issues'),
        '--out',
        out,
        '--json',
        '2026-9',
      );
      expect(checked.status).toBe(1);
      const { preflight, findings } = JSON.parse(checked.stdout) as {
        preflight: string[];
        findings: { rule: string; level: string }[];
      };
      expect(findings).toContainEqual(expect.objectContaining({ rule: 'image-resolution', level: 'error' }));
      expect(preflight).toHaveLength(1);
      const report = readFileSync(preflight[0]!, 'utf8');
      const plan = preflight[0]!.replace('preflight.html', 'flatplan');
      expect(readFileSync(`${plan}.html`, 'utf8')).toMatch(/1 feil/u);
      expect((await sharp(`${plan}.png`).metadata()).width).toBe(2978);
      expect(report).toContain('Ikke klar for trykk');
      expect(report).toMatch(/class="box error"/u);
      expect(readFileSync(preflight[0]!.replace('.html', '.json'), 'utf8')).toContain('"verdict": "fail"');
      expect(readFileSync(join(out, 'press/2026-9/preflight.json'), 'utf8')).toContain('"verdict": "pass"');
    } finally {
      writeFileSync(file, whole);
    }
  }, 120_000);

  test('without the printer’s profile there is no press file, and a word on what to ask for', async () => {
    const printers = join(root, 'issues/printers');
    cpSync(printers, join(root, 'kept'), { recursive: true });
    rmSync(join(printers, 'icc'), { recursive: true });
    try {
      const without = (...more: string[]): Promise<Outcome> =>
        dmag('build', '--issues', join(root, 'issues'), '--out', join(root, 'bare'), '--json', ...more);
      // What an earlier build left there would be taken for this one's.
      mkdirSync(join(root, 'bare/press/2026-9'), { recursive: true });
      writeFileSync(join(root, 'bare/press/2026-9/prove-2026-9-press.pdf'), 'from an earlier build');
      const whole = await without();
      expect(whole.status).toBe(0);
      expect(whole.stdout).toContain('ask the print shop for its ICC profile for FOGRA39');
      expect(existsSync(join(root, 'bare/web'))).toBe(true);
      expect(existsSync(join(root, 'bare/press/2026-9'))).toBe(false);
      expect((await without('--only', 'press')).status).toBe(1);
    } finally {
      cpSync(join(root, 'kept'), printers, { recursive: true });
    }
  }, 120_000);

  test('has pages of the trim size to a tenth of a millimetre', () => {
    for (const page of facts.pages) {
      expect(page.trimBox).toEqual(page.mediaBox);
      expect(page.widthMm).toBeCloseTo(210, 1);
      expect(page.heightMm).toBeCloseTo(275, 1);
    }
  });

  test('embeds static TrueType only', () => {
    expect(facts.fonts.length).toBeGreaterThan(3);
    for (const font of facts.fonts) {
      expect(JSON.stringify(font)).toContain('TrueType');
      expect(JSON.stringify(font)).not.toContain('Type3');
    }
  });

  test('says what it is: language, title, author, two-page view with the cover alone', () => {
    expect(facts.language).toBe('nb');
    expect(facts.displaysTitle).toBe(true);
    expect(facts.pageLayout).toBe('TwoPageRight');
    expect(facts.info['Title']).toBe('d:mag 9/2026: Prøven');
    expect(facts.info['Author']).toBe('Prøveforlaget');
    expect(facts.pages.map(({ label }) => label)).toEqual(facts.pages.map((_, at) => String(at + 1)));
  });

  test('is tagged: heads in order, alt text, table heads', () => {
    const tags = flat(facts.tags!);
    expect(tags.filter(({ type }) => type === 'H1').length).toBeGreaterThanOrEqual(5);
    expect(tags.filter(({ type }) => type === 'Figure').map(({ alt }) => alt)).toContain('Et fargespill');
    expect(tags.filter(({ type }) => type === 'TH')).toHaveLength(2);
  });

  test('has an outline of articles and their heads', () => {
    const titles = JSON.stringify(facts.outline);
    for (const title of ['En sak om mål', 'Mellomtittelen', 'En samtale']) expect(titles).toContain(title);
  });

  test('leads from contents, cross references and addresses to where they say', () => {
    const addresses = facts.links.map(({ address }) => address);
    expect(addresses).toContain('https://example.org/saken');
    const inside = facts.links.filter(({ address }) => address === undefined);
    expect(inside.length).toBeGreaterThanOrEqual(4);
    for (const link of inside) expect(link.toPage).toBeGreaterThan(0);
  });

  test('prints the number of the page that a cross reference means', () => {
    const pages = JSON.parse(readFileSync(join(out, 'proof/2026-9/pages.json'), 'utf8')) as {
      pages: { page: number; article: string }[];
    };
    const page = pages.pages.find((each) => each.article === 'samtale')!.page;
    expect(text.replaceAll('\u00A0', ' ')).toContain(
      `Les mer på side ${page}, om svaret på side ${page}, eller`,
    );
  });

  test('lets every word be found', () => {
    for (const word of [
      'hjemmeoppfølging',
      'kreftregistermelding',
      'sykehusinnkjøp',
      'fotnote',
      'Bred nok',
      '10 000',
    ]) {
      expect(text.replaceAll('\u00A0', ' ')).toContain(word);
    }
  });

  test(
    'has QR codes that a telephone reads, as they stand on the page',
    async () => {
      const found = await findBrowser();
      if (!isFound(found)) throw new Error(found.message);
      const browser = await launchBrowser(found);
      try {
        const page = await browser.newPage();
        await page.setViewport({ width: 1300, height: 1700 });
        await page.goto(pathToFileURL(resolve('.cache/issues/2026-9/paged.html')).href);
        const read: (string | undefined)[] = [];
        for (const code of await page.$$('.qr')) {
          const shot = await code.screenshot({ type: 'png' });
          const { data, info } = await sharp(shot)
            .extend({ top: 20, bottom: 20, left: 20, right: 20, background: '#fff' })
            .ensureAlpha()
            .raw()
            .toBuffer({ resolveWithObject: true });
          read.push(jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data);
        }
        expect(new Set(read)).toEqual(new Set(['https://example.org/brev', 'https://example.org/podd']));
      } finally {
        await browser.close();
      }
    },
    BUILD_MS,
  );

  test('is small, and laid out for the web', () => {
    expect(facts.bytes / facts.pages.length).toBeLessThan(1e6);
    expect(facts.linearized).toBe(true);
  });

  test(
    'comes out the same a second time, with nothing else made beside it',
    async () => {
      const again = join(root, 'again-reader');
      await dmag('build', '--issues', join(root, 'issues'), '--out', again, '--only', 'reader', '--quiet');
      expect(existsSync(join(again, 'press'))).toBe(false);
      const hash = (name: string): string => createHash('sha256').update(readFileSync(name)).digest('hex');
      expect(hash(join(again, 'web/2026-9/prove-2026-9.pdf'))).toBe(hash(file));
    },
    BUILD_MS,
  );

  test(
    'with faults in it names all of them, exits with 1 and leaves what was there',
    async () => {
      const before = readFileSync(file);
      const web = readdirSync(join(out, 'web'));
      expect(web).toEqual(expect.arrayContaining(['2026-9', '404.html', 'assets', 'index.html']));
      const broken = join(root, 'broken');
      cpSync(join(root, 'issues'), broken, { recursive: true });
      writeFileSync(
        join(broken, '2026-9/sak/article.md'),
        '---\nlayout: featur\ntitle: Feil\nstandfrist: Hei\n---\n\n![](borte.jpg)\n\n<b>rått</b>\n',
      );
      writeFileSync(
        join(broken, '2026-9/samtale/article.md'),
        '---\nlayout: interview\ntitle: Feil\n---\n\n[x](javascript:alert)\n',
      );
      const { status, stdout } = await dmag('build', '--issues', broken, '--out', out);
      expect(status).toBe(1);
      for (const rule of ['unknown-layout', 'unknown-field', 'missing-picture', 'raw-html', 'unsafe-link']) {
        expect(stdout).toContain(`(${rule})`);
      }
      expect(stdout).not.toMatch(/^\s+at /mu);
      expect(readFileSync(file).equals(before)).toBe(true);
      expect(readdirSync(join(out, 'web'))).toEqual(web);
    },
    BUILD_MS,
  );
});

/** What no line of the sample issue may miss. */
const SOUND_TYPE: Partial<TypeFigures> = {
  widows: 0,
  orphans: 0,
  headsAtFoot: 0,
  hyphensOverPages: 0,
  runts: 0,
  initialsOff: 0,
  quotesNotHanging: 0,
  fakedType: 0,
  mostHyphensInARow: 2,
};

describe('the sample issue', () => {
  const own = ownIssues();

  test('builds to 44 pages without an error or a blank page', () => {
    const { out, outcome } = own();
    const type = outcome.type['2026-1']!;
    expect(type).toMatchObject(SOUND_TYPE);
    const pages = readFileSync(join(out, 'proof/2026-1/pages.json'), 'utf8');
    expect((JSON.parse(pages) as { type: unknown }).type).toEqual(type);
    expect(type.linesOnGrid).toBe(type.lines);
    // The specimen, which is built beside it, has whatever pages its samples need.
    const isOfSample = ({ place }: Finding): boolean => !place?.file.includes('/specimen/');
    expect(
      outcome.findings.filter(
        (each) => each.level === 'error' || (each.rule === 'blank-page' && isOfSample(each)),
      ),
    ).toEqual([]);
    expect(outcome.issues.find(({ issue }) => issue === '2026-1')!.pages).toBe(44);
    expect(outcome.status).toBe(0);
    expect(existsSync(join(out, 'web/2026-1/dmag-2026-1.pdf'))).toBe(true);
  });

  test('has an EPUB in which a printed page begins with the words that it begins with in the PDF', async () => {
    const web = join(own().out, 'web/2026-1/dmag-2026-1');
    const pages = (await textByPdfjs(readFileSync(`${web}.pdf`))).map(letters);
    const files = unzipSync(readFileSync(`${web}.epub`));
    let found = 0;
    for (const slug of ['oteren', 'tretti-sekunder', 'linja', 'bindestreken', 'fiskeorn']) {
      const [, ...parts] = strFromU8(files[`EPUB/${slug}.xhtml`]!)
        .replaceAll(/<figure[^]*?<\/figure>|<aside[^]*?<\/aside>|<table[^]*?<\/table>/gu, '')
        .split(/<span [^>]*id="page-(\d+)"[^>]*><\/span>/u);
      for (let at = 2; at < parts.length; at += 2) {
        const folio = Number(parts[at]);
        const beginning = letters(parts[at + 1]!.replaceAll(/<[^>]*>/gu, '')).slice(0, 20);
        // The second page of an opener begins with its title or standfirst, in whatever order it is read.
        if (beginning.length < 20 || parts[at + 1]!.includes('</h1>')) continue;
        expect(pages[folio - 1], `page ${folio}`).toContain(beginning);
        expect(pages[folio - 2], `page ${folio - 1}`).not.toContain(beginning);
        found += 1;
      }
    }
    expect(found).toBeGreaterThan(12);
  }, 60_000);
});
