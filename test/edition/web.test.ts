import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import type { Browser } from 'puppeteer-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser, isFound, launchBrowser } from '../../scripts/io/browser.ts';
import type { Finding } from '../../scripts/model/finding.ts';
import { textByPdfjs } from '../../scripts/pdf/inspect.ts';
import { contentPolicy } from '../../scripts/web/policy.ts';

const SETUP = resolve('scripts/setup.mjs');
const BUILD_MS = 240_000;
const root = mkdtempSync(join(tmpdir(), 'dmag-web-edition-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const out = join(root, 'dist');
const web = join(out, 'web');

interface Outcome {
  readonly status: number;
  readonly findings: readonly Finding[];
}

const build = (...args: string[]): Promise<Outcome> =>
  new Promise((done, fail) => {
    const words = ['build', '--issues', join(root, 'issues'), '--out', out, '--json', ...args];
    execFile(process.execPath, [SETUP, ...words], { maxBuffer: 64e6 }, (error, stdout, stderr) => {
      try {
        const { findings } = JSON.parse(stdout) as { findings: Finding[] };
        done({ status: error ? Number(error.code ?? 1) : 0, findings });
      } catch {
        fail(new Error(stderr || stdout));
      }
    });
  });
const errors = ({ findings }: Outcome): readonly Finding[] =>
  findings.filter(({ level }) => level === 'error');

const put = (file: string, text: string): void => {
  mkdirSync(join(root, 'issues', file, '..'), { recursive: true });
  writeFileSync(join(root, 'issues', file), text);
};
const article = (path: string, fields: string, body = 'Teksten er kort, men den er der.\n'): void =>
  put(`${path}/article.md`, `---\n${fields}\n---\n\n${body}`);
const picture = async (path: string, red: number): Promise<void> => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1000"><rect width="1600" height="1000" fill="rgb(${red},80,120)"/><circle cx="500" cy="500" r="${red}" fill="#eee"/></svg>`;
  await sharp(Buffer.from(svg))
    .jpeg()
    .toFile(join(root, 'issues', path));
};
const issue = (slug: string, number: string, order: readonly string[], more = ''): void =>
  put(
    `${slug}/issue.yaml`,
    `title: Utgave ${slug}\nnumber: ${number}\ndate: 2026-0${number[0]}-01\nlanguage: nb\nprinter: sheetfed-coated\norder: [${order.join(', ')}]\n${more}`,
  );

const SAK = `Les mer i [samtalen](../samtale/), om [svaret](../samtale/#svaret), [nederst](#nederst) og på [nettet](https://example.org/a?b=1&c=2).[^1]

![Et fargespill](farge.jpg "**Farger.** Et spill. Foto: Ingen"){.wide focus="20% 80%"}

![En strek](strek.svg "En strek."){.half}

## Nederst

Slutt.

[^1]: En note.
`;
const SAMTALE = '**– Hva nå?**\n\nVi får se.\n\n## Svaret\n\nDet kommer.\n';
const sak = (fields = '', body = SAK): void =>
  article(
    '2024-1/sak',
    `layout: feature\ntitle: En sak om farger\nkicker: Sak\nstandfirst: En ingress.\nbyline: Kari Ås\ntopics: [Farger]\nimage: { src: apner.jpg, alt: Åpner, focus: 30% 40% }\n${fields}`.trimEnd(),
    body,
  );

beforeAll(async () => {
  cpSync('issues/printers', join(root, 'issues/printers'), { recursive: true });
  put(
    'magazine.yaml',
    'name: d:mag\nslug: prove\npublisher: Prøveforlaget\neditor: Redaksjonen\nlanguage: nb\nsite: https://x.no/dmag/\n',
  );
  issue('2024-1', '1/2026', ['omslag', 'sak', 'samtale', 'kladden']);
  article('2024-1/omslag', 'layout: cover\ntitle: Prøven\nimage: { src: forside.jpg, alt: Forside }', '');
  sak('aliases: [2025-9/gammel-sak, gammelt/sak.html, 2024-1/saken/]');
  article('2024-1/samtale', 'layout: interview\ntitle: En samtale\nstandfirst: Om å svare.', SAMTALE);
  article(
    '2024-1/kladden',
    'layout: feature\ntitle: Hemmeligheten\nbyline: Skyggeforfatteren\ntopics: [Hemmelig]\naliases: [skjult-vei]\ndraft: true\nimage: { src: hemmelig.jpg, alt: Hemmelig bilde }',
    'Dette skal ingen lese, sa kladdekongen.\n\n![Hemmelig](hemmelig.jpg "Kladdebildet.")\n',
  );
  issue('2024-2', '2/2026', ['tekst']);
  article('2024-2/tekst', 'layout: feature\ntitle: Bare tekst');
  issue('skjult', '3/2026', ['alene'], 'unlisted: true\n');
  article('skjult/alene', 'layout: feature\ntitle: Alene\nbyline: Enslig Forfatter');
  for (const [path, red] of [
    ['2024-1/omslag/forside.jpg', 200],
    ['2024-1/sak/farge.jpg', 120],
    ['2024-1/sak/apner.jpg', 60],
    ['2024-1/kladden/hemmelig.jpg', 240],
  ] as const)
    // oxlint-disable-next-line no-await-in-loop -- four small pictures
    await picture(path, red);
  put(
    '2024-1/sak/strek.svg',
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="20"><path d="M0 10h300" stroke="#036" stroke-width="4"/></svg>',
  );
});

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.avif': 'image/avif',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.woff2': 'font/woff2',
};

/** A plain static server: a folder is its index.html, and a missing file is missing. */
async function serve(folder: string, base: string): Promise<{ server: Server; address: string }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    const path = decodeURIComponent(pathname);
    const file = join(folder, path.slice(base.length), path.endsWith('/') ? 'index.html' : '');
    if (!path.startsWith(base) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response
      .writeHead(200, {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': `${contentPolicy}; frame-ancestors 'none'`,
      })
      .end(readFileSync(file));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}` };
}

/** Follows every address from a page on, and tells those that lead nowhere. */
async function crawl(
  start: string,
): Promise<{ seen: ReadonlyMap<string, string>; broken: readonly string[] }> {
  const seen = new Map<string, string>();
  const broken: string[] = [];
  const queue: [to: string, from: string][] = [[start, '']];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [to, from] = next;
    const address = to.replace(/#.*$/u, '');
    if (!seen.has(address)) {
      // oxlint-disable-next-line no-await-in-loop -- one page leads to the next
      const answer = await fetch(address);
      if (!answer.ok) broken.push(`${to} on ${from}`);
      const type = answer.headers.get('content-type') ?? '';
      // oxlint-disable-next-line no-await-in-loop -- one page leads to the next
      const text = /html|css/u.test(type) ? await answer.text() : '';
      seen.set(address, text);
      const found = /html/u.test(type)
        ? [
            ...text.matchAll(/\s(?:href|src|poster)="([^"]*)"|\s(?:image)?srcset="([^"]*)"|url=([^"]*)"/gu),
          ].flatMap(
            ([, one, many, refresh]) =>
              many?.split(',').map((each) => each.trim().split(' ')[0]!) ?? [one ?? refresh!],
          )
        : [...text.matchAll(/url\(["']?([^"')]+)/gu)].map(([, one]) => one!);
      for (const each of found) {
        const target = new URL(each.replaceAll('&amp;', '&'), address);
        if (target.origin === new URL(start).origin) queue.push([target.href, address]);
      }
    }
    const anchor = /#(.+)$/u.exec(to)?.[1];
    if (anchor && !(seen.get(address) ?? '').includes(`id="${decodeURIComponent(anchor)}"`))
      broken.push(`${to} on ${from}`);
  }
  return { seen, broken };
}

const allFiles = (folder = web): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted();

/** All that a search machine, a feed reader or a nosy reader could find of these words. */
const naming = (words: RegExp): string[] =>
  allFiles().filter(
    (path) =>
      words.test(path) ||
      words.test(readFileSync(join(web, path), 'latin1')) ||
      words.test(readFileSync(join(web, path), 'utf8')),
  );

const SECRET = /hemmelig|kladde|skyggeforfatter|skjult-vei/iu;

describe('published', () => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await build('--only', 'web');
  }, BUILD_MS);

  test('without an error', () => {
    expect(errors(outcome)).toEqual([]);
    expect(outcome.status).toBe(0);
  });

  test('under another base path on a plain server, every link, picture and stylesheet is there', async () => {
    const { server, address } = await serve(web, '/et/annet/sted/');
    try {
      const { seen, broken } = await crawl(address);
      expect(broken).toEqual([]);
      const paths = [...seen.keys()].map((each) => each.slice(address.length));
      expect(paths).toContain('2024-1/sak/');
      expect(paths.some((path) => path.endsWith('.avif'))).toBe(true);
      expect(paths.some((path) => path.endsWith('.css'))).toBe(true);
      // Every size of a picture in the text is one that the page shows.
      const sizes = allFiles().filter((path) => /sak\/farge-.*\.(?:avif|webp)$/u.test(path));
      expect(sizes.length).toBeGreaterThan(3);
      expect(sizes.filter((path) => !paths.includes(path))).toEqual([]);
    } finally {
      server.close();
    }
  });

  test('a crawl would see what is missing', async () => {
    const copy = join(root, 'copy');
    cpSync(web, copy, { recursive: true });
    const gone = allFiles(copy).find((path) => /sak\/farge.*\.avif$/u.test(path))!;
    rmSync(join(copy, gone));
    rmSync(join(copy, '2024-1/samtale'), { recursive: true });
    const { server, address } = await serve(copy, '/');
    try {
      const { broken } = await crawl(address);
      expect(broken.some((each) => each.includes(gone))).toBe(true);
      expect(broken.some((each) => each.includes('2024-1/samtale/'))).toBe(true);
    } finally {
      server.close();
    }
  });

  test('an issue that is not listed is reached by its address alone, and asks not to be found', () => {
    const page = readFileSync(join(web, 'skjult/index.html'), 'utf8');
    expect(page).toMatch(/<meta name="robots" content="noindex"/u);
    expect(readFileSync(join(web, 'skjult/alene/index.html'), 'utf8')).toMatch(
      /<meta name="robots" content="noindex"/u,
    );
    expect(naming(/skjult\/|Enslig/u).filter((path) => !path.startsWith('skjult/'))).toEqual([]);
  });

  test('no style or script stands within a page', () => {
    for (const path of allFiles().filter((name) => name.endsWith('.html'))) {
      const page = readFileSync(join(web, path), 'utf8');
      expect([
        path,
        page.match(
          /\sstyle="|<style|\son[a-z]+="|<script(?![^>]*\ssrc=)(?![^>]*application\/ld\+json)[^>]*>/gu,
        ),
      ]).toEqual([path, null]);
      expect([path, page.includes('http-equiv="Content-Security-Policy"')]).toEqual([path, true]);
    }
    expect(readFileSync(join(web, '_headers'), 'utf8')).toContain(
      `/dmag/*\n  Content-Security-Policy: ${contentPolicy}; frame-ancestors 'none'`,
    );
  });

  test(
    'what is made again from the same sources keeps its bytes and times',
    async () => {
      const before = allFiles().map((path) => [
        path,
        statSync(join(web, path)).mtimeMs,
        statSync(join(web, path)).ino,
      ]);
      expect((await build('--only', 'web')).status).toBe(0);
      expect(
        allFiles().map((path) => [path, statSync(join(web, path)).mtimeMs, statSync(join(web, path)).ino]),
      ).toEqual(before);
    },
    BUILD_MS,
  );
});

describe('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    const found = await findBrowser();
    if (!isFound(found)) throw new Error(found.message);
    browser = await launchBrowser(found);
  }, 60_000);
  afterAll(() => browser.close());

  /** Violations of the content security policy, and requests that failed or left the server. */
  async function complaints(addresses: readonly string[]): Promise<string[]> {
    const page = await browser.newPage();
    const said: string[] = [];
    await page.exposeFunction('complain', (words: string) => void said.push(words));
    await page.evaluateOnNewDocument(() => {
      document.addEventListener(
        'securitypolicyviolation',
        ({ violatedDirective, blockedURI, sourceFile }) => {
          (globalThis as unknown as { complain(words: string): void }).complain(
            `${violatedDirective} ${blockedURI} ${sourceFile ?? ''}`,
          );
        },
      );
    });
    page.on('console', (message) => {
      if (/Content Security Policy/u.test(message.text())) said.push(message.text());
    });
    page.on('requestfailed', (request) => void said.push(`failed ${request.url()}`));
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== new URL(addresses[0]!).origin)
        said.push(`left for ${request.url()}`);
    });
    for (const address of addresses) {
      // oxlint-disable-next-line no-await-in-loop -- one tab
      await page.goto(address, { waitUntil: 'networkidle0' });
    }
    await page.close();
    return said;
  }

  test('no page violates its content security policy, or asks another server for anything', async () => {
    const { server, address } = await serve(web, '/b/');
    try {
      const pages = allFiles().filter((path) => path.endsWith('index.html') && !path.startsWith('2025-9/'));
      expect(pages.length).toBeGreaterThan(6);
      expect(await complaints(pages.map((path) => address + path))).toEqual([]);
    } finally {
      server.close();
    }
  }, 120_000);

  test('a style or a script within a page would be seen', async () => {
    const bad = join(root, 'bad');
    mkdirSync(bad, { recursive: true });
    const meta = `<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">`;
    writeFileSync(
      join(bad, 'index.html'),
      `<!doctype html><title>x</title>${meta}<p style="color:red">x</p><script>1</script>`,
    );
    const { server, address } = await serve(bad, '/');
    try {
      const said = await complaints([address]);
      expect(said.some((each) => each.startsWith('style-src'))).toBe(true);
      expect(said.some((each) => each.startsWith('script-src'))).toBe(true);
    } finally {
      server.close();
    }
  }, 60_000);

  test('pictures are cropped about their focus, and their colour stands in for them', async () => {
    const { server, address } = await serve(web, '/');
    try {
      const page = await browser.newPage();
      await page.goto(`${address}2024-1/sak/`, { waitUntil: 'networkidle0' });
      const [opener, other] = await page.evaluate(() =>
        [...document.querySelectorAll('img.tint')].map((img) => {
          const { objectPosition, backgroundColor } = getComputedStyle(img);
          return { objectPosition, backgroundColor };
        }),
      );
      expect(opener?.objectPosition).toBe('30% 40%');
      expect(other?.objectPosition).toBe('20% 80%');
      expect(opener?.backgroundColor).toMatch(/^rgb\((?!0, 0, 0\))\d+, \d+, \d+\)$/u);
      await page.close();
    } finally {
      server.close();
    }
  }, 60_000);

  test('an old address leads on', async () => {
    const { server, address } = await serve(web, '/b/');
    try {
      const page = await browser.newPage();
      for (const old of ['2025-9/gammel-sak/', 'gammelt/sak.html', '2024-1/saken/']) {
        // oxlint-disable-next-line no-await-in-loop -- one tab
        await Promise.all([page.waitForNavigation(), page.goto(address + old)]).catch(() => undefined);
        // oxlint-disable-next-line no-await-in-loop -- one tab
        await page.waitForFunction(() => location.pathname.endsWith('/2024-1/sak/'));
        expect(page.url()).toBe(`${address}2024-1/sak/`);
      }
      await page.close();
    } finally {
      server.close();
    }
  }, 60_000);
});

describe('old addresses', () => {
  test('for hosts that lead on themselves, for search machines, and without being searched', () => {
    expect(readFileSync(join(web, '_redirects'), 'utf8')).toBe(
      '/dmag/2025-9/gammel-sak /dmag/2024-1/sak/ 301\n/dmag/gammelt/sak.html /dmag/2024-1/sak/ 301\n/dmag/2024-1/saken/ /dmag/2024-1/sak/ 301\n',
    );
    const page = readFileSync(join(web, '2025-9/gammel-sak/index.html'), 'utf8');
    expect(page).toContain('<link rel="canonical" href="https://x.no/dmag/2024-1/sak/"');
    expect(page).toContain('<meta name="robots" content="noindex"');
    expect(page).toContain('<a href="../../2024-1/sak/">');
    expect(readFileSync(join(web, 'sitemap.xml'), 'utf8')).not.toMatch(/gammel|saken/u);
  });

  test(
    'one that is in use today, or claimed twice, is a finding; nothing is changed',
    async () => {
      const before = allFiles();
      sak('aliases:\n  - 2024-1/samtale/\n  - tema/farger\n  - felles\n  - fin/sti');
      article(
        '2024-2/tekst',
        'layout: feature\ntitle: Bare tekst\naliases: [felles/, ../ut, "med mellomrom"]',
      );
      const wrong = await build('--only', 'web');
      const aliasForm = errors(wrong).filter(({ place }) => place?.file.includes('2024-2'));
      expect(aliasForm).toHaveLength(2);
      expect(aliasForm[0]?.message).toContain('2025-4/elva/');
      article('2024-2/tekst', 'layout: feature\ntitle: Bare tekst\naliases: [felles/]');
      const clash = await build('--only', 'web');
      expect(clash.status).toBe(1);
      expect(errors(clash).map(({ rule, message, place }) => [rule, message, place?.line])).toEqual([
        ['alias-clash', '2024-1/samtale/ is the address of the article 2024-1/samtale today', 10],
        ['alias-clash', 'tema/farger is the address of a page of the site itself today', 11],
        ['alias-clash', 'felles/ is an alias of 2024-1/sak too', 4],
      ]);
      expect(allFiles()).toEqual(before);
    },
    BUILD_MS,
  );

  test(
    'one that is no longer claimed goes; building another issue leaves the rest',
    async () => {
      sak('aliases: [gammelt/sak.html, 2024-2/sak-der/]');
      article('2024-2/tekst', 'layout: feature\ntitle: Bare tekst');
      expect(errors(await build('--only', 'web'))).toEqual([]);
      expect(existsSync(join(web, '2025-9'))).toBe(false);
      expect(existsSync(join(web, '2024-1/saken'))).toBe(false);
      expect(existsSync(join(web, '2024-2/sak-der/index.html'))).toBe(true);
      expect(errors(await build('--only', 'web', '2024-2'))).toEqual([]);
      expect(existsSync(join(web, '2024-2/sak-der/index.html'))).toBe(true);
      expect(existsSync(join(web, 'gammelt/sak.html'))).toBe(true);
      sak();
      expect(errors(await build('--only', 'web', '2024-1'))).toEqual([]);
      expect(existsSync(join(web, '2024-2/sak-der'))).toBe(false);
      expect(existsSync(join(web, '2024-2/tekst/index.html'))).toBe(true);
      expect(existsSync(join(web, 'gammelt'))).toBe(false);
      expect(existsSync(join(web, '_redirects'))).toBe(false);
    },
    BUILD_MS,
  );
});

describe('links', () => {
  test(
    'one that leads nowhere is a finding at its line, all in one run, and dist/ stays as it is',
    async () => {
      const before = allFiles().map((path) => [path, statSync(join(web, path)).mtimeMs]);
      const broken = SAK.replace('../samtale/#svaret', '../samtale/#spoersmaalet').replace(
        'https://example.org/a?b=1&c=2',
        'https://x.no/dmag/2024-1/finnes-ikke/',
      );
      sak('', `${broken}\nOg [et sted](https://elva).\n`);
      const outcome = await build('--only', 'web');
      expect(outcome.status).toBe(1);
      const found = errors(outcome).map(({ rule, message, place }) => [
        rule,
        message,
        place?.file.endsWith('2024-1/sak/article.md'),
        place?.line,
      ]);
      expect(found).toEqual([
        ['broken-link', 'samtale has no head #spoersmaalet', true, 11],
        [
          'broken-link',
          'https://x.no/dmag/2024-1/finnes-ikke/ on 2024-1/sak/ leads nowhere in the web edition',
          true,
          11,
        ],
        ['broken-link', 'https://elva is no complete web address', true, 23],
      ]);
      expect(errors(outcome)[0]?.place?.column).toBeGreaterThan(10);
      expect(allFiles().map((path) => [path, statSync(join(web, path)).mtimeMs])).toEqual(before);
      sak();
    },
    BUILD_MS,
  );
});

describe('a draft', () => {
  test('is in no page, feed, search or picture', () => {
    expect(naming(SECRET)).toEqual([]);
  });

  test(
    'such words would be found',
    async () => {
      article('2024-2/tekst', 'layout: feature\ntitle: Hemmeligheten\naliases: [skjult-vei]');
      expect(errors(await build('--only', 'web'))).toEqual([]);
      expect(naming(SECRET)).toEqual(
        expect.arrayContaining([
          '2024-2/index.html',
          '2024-2/issue.json',
          '2024-2/tekst/index.html',
          'feed.xml',
          'skjult-vei/index.html',
          '_redirects',
        ]),
      );
    },
    BUILD_MS,
  );

  test(
    'what becomes one after a build is taken away with its pictures, from pages, feeds, EPUB and PDF',
    async () => {
      article('2024-2/tekst', 'layout: feature\ntitle: Bare tekst');
      sak('draft: true');
      expect(errors(await build('--only', 'reader'))).toEqual([]);
      expect(errors(await build('--only', 'web'))).toEqual([]);
      expect(naming(/En sak om farger|sak\/|farge-|Kari Ås/u)).toEqual([]);
      expect(naming(SECRET)).toEqual([]);
      const downloads = allFiles().filter((path) => /\.(?:pdf|epub)$/u.test(path));
      expect(downloads.length).toBeGreaterThan(2);
      for (const path of downloads.filter((each) => each.endsWith('.pdf'))) {
        // oxlint-disable-next-line no-await-in-loop -- three short files
        const text = JSON.stringify(await textByPdfjs(readFileSync(join(web, path))));
        expect(text).not.toMatch(/En sak om farger|Kari|Hemmelig/u);
      }
    },
    BUILD_MS,
  );
});
