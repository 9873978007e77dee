/** Comparing, from the command line: a small issue in a git repository of its own, and the PDF of an earlier build. */
import { execFile, execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import axe from 'axe-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser, isFound, launchBrowser } from '../../scripts/io/browser.ts';

const root = mkdtempSync(join(tmpdir(), 'dmag-compare-'));
const issues = join(root, 'magazine/issues');
const folder = join(issues, '2026-7');
const out = join(root, 'dist');
afterAll(() => rmSync(root, { recursive: true, force: true }), 60_000);

const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=P', '-c', 'user.email=p@example.org', ...args], {
    cwd: join(root, 'magazine'),
    encoding: 'utf8',
  });
const put = (file: string, text: string): void => {
  mkdirSync(join(folder, file, '..'), { recursive: true });
  writeFileSync(join(folder, file), text);
};
const SENTENCE = 'Vannet står stille mellom holmene, og båten ligger der den lå i går kveld. ';
const article = (title: string, body: string): string =>
  `---\nlayout: feature\nopener: text\ntitle: ${title}\nstandfirst: Ingress.\nbyline: Redaksjonen\n---\n\n${body}\n`;
const ELVA = article(
  'Elva',
  `Elva er lang.\n\n${SENTENCE.repeat(30)}\n\n![Et fargespill](farge.jpg "**Farger.** Foto: Ingen"){.wide}\n\nOteren holder pusten i åtte minutter.`,
);
const SKOGEN = article(
  'Skogen',
  `Skogen er stor og mørk.\n\n${'Trærne står tett i tett innover lia. '.repeat(50)}`,
);
const order = (...names: readonly string[]): string =>
  `title: Prøven\nnumber: 9/2026\ndate: 2026-09-01\nlanguage: nb\nprinter: sheetfed-coated\norder: [${names.join(', ')}]\n`;
const picture = (background: string): Promise<unknown> =>
  sharp({ create: { width: 1200, height: 800, channels: 3, background } })
    .jpeg()
    .toFile(join(folder, 'elva/farge.jpg'));

interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}
const run = (command: string, ...args: readonly string[]): Promise<Outcome> =>
  new Promise((done) => {
    execFile(
      process.execPath,
      [resolve('scripts/setup.mjs'), command, ...args, '--issues', issues, '--out', out],
      (error, stdout, stderr) => done({ status: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
const compare = (...args: readonly string[]): Promise<Outcome> => run('compare', '2026-7', ...args);

interface Told {
  readonly pages: Readonly<Record<string, number>>;
  readonly added: number;
  readonly removed: number;
  readonly pictures: number;
  readonly against: { readonly layouts: string; readonly subject: string };
  readonly changes: {
    readonly pages: readonly { status: string; before?: number; after?: number; boxes: readonly object[] }[];
  };
}
const told = async (...args: readonly string[]): Promise<Told> =>
  JSON.parse((await compare(...args, '--json')).stdout) as Told;

beforeAll(async () => {
  cpSync('issues/printers', join(issues, 'printers'), { recursive: true });
  writeFileSync(
    join(issues, 'magazine.yaml'),
    'name: d:mag\nslug: prove\npublisher: P\neditor: R\nlanguage: nb\n',
  );
  put('elva/article.md', ELVA);
  put('skogen/article.md', SKOGEN);
  put('issue.yaml', order('elva', 'skogen'));
  await picture('#7a2e1d');
  git('init', '-q');
  git('commit', '-q', '--allow-empty', '-m', 'Før alt');
  git('tag', 'tom');
  git('add', '-A');
  git('commit', '-q', '-m', 'Til korrektur «1»');
  git('tag', 'korrektur-1');
}, 60_000);

describe('a git version', () => {
  test('an issue that nobody has touched has not changed', async () => {
    const same = await told('--with', 'HEAD');
    expect(same.pages).toMatchObject({ changed: 0, moved: 0, added: 0, removed: 0 });
    expect([same.added, same.removed, same.pictures]).toEqual([0, 0, 0]);
    // The folder of its issues has no layouts of its own.
    expect(same.against).toMatchObject({ layouts: 'today', subject: 'Til korrektur «1»' });
  }, 120_000);

  test('another picture is told, and where it stands', async () => {
    await picture('#0a5c74');
    const { stdout } = await compare('--with', 'korrektur-1');
    await picture('#7a2e1d');
    expect(stdout).toMatch(/elva\/article\.md:13:1 note {2}page \d: farge\.jpg was exchanged/u);
    expect(stdout).not.toContain('(words)');
  }, 120_000);

  test('an article that goes elsewhere has moved, with not one word changed', async () => {
    put('issue.yaml', order('skogen', 'elva'));
    const { pages, added, removed, changes } = await told('--with', 'korrektur-1');
    put('issue.yaml', order('elva', 'skogen'));
    expect([added, removed, pages['added'], pages['removed'], pages['changed']]).toEqual([0, 0, 0, 0, 0]);
    expect(changes.pages.map(({ before }) => before)).not.toEqual(changes.pages.map(({ after }) => after));
  }, 120_000);

  test('what cannot be compared with is told with a remedy', async () => {
    const said = async (...args: readonly string[]): Promise<string> => {
      const { status, stdout, stderr } = await compare(...args);
      return `${status} ${stdout}${stderr}`;
    };
    expect(await said('--with', 'korrektur-2')).toMatch(
      /^2 .*git knows no version korrektur-2 here.*\n.*hint: write --with korrektur-1/u,
    );
    expect(await said('--with', 'tom')).toMatch(/^2 .*tom \(\d{4}-\d\d-\d\d, \w{7}\) has no issue 2026-7/u);
    expect(await said('--with', '--all')).toMatch(/^2 .*--with needs a value/u);
    expect(await said('--with', '-all')).toMatch(/^2 .*git knows no version -all/u);
    expect(await said()).toMatch(/^2 .*compare needs to know what to compare with/u);
  }, 120_000);

  test('an earlier state that had errors is one finding; errors of today are told as ever', async () => {
    put('elva/article.md', ELVA.replace('standfirst', 'standfrist'));
    git('commit', '-qam', 'Feil');
    put('elva/article.md', ELVA);
    const then = await compare('--with', 'HEAD');
    expect([then.status, then.stdout]).toEqual([
      1,
      expect.stringMatching(
        /the issue at HEAD cannot be set: elva\/article\.md:5: standfrist is not a known field/u,
      ),
    ]);
    put('elva/article.md', ELVA.replace('standfirst', 'standfrist'));
    const now = await compare('--with', 'korrektur-1');
    expect([now.status, now.stdout]).toEqual([1, expect.stringMatching(/elva\/article\.md:5:1 error/u)]);
    put('elva/article.md', ELVA);
    git('commit', '-qam', 'Rettet');
  }, 120_000);
});

describe('one word, told from a git version', () => {
  const file = join(root, 'compare.html');
  let said: Outcome;
  let staged = '';
  let after = '';

  beforeAll(async () => {
    put('elva/article.md', ELVA.replace('åtte', 'ni'));
    git('add', '-A');
    staged = git('status', '--porcelain');
    said = await compare('--with', 'korrektur-1', '--quiet');
    after = git('status', '--porcelain');
    cpSync(join(out, 'proof/2026-7/compare.html'), file);
    put('elva/article.md', ELVA);
    git('reset', '-q');
  }, 120_000);

  test('stands with its page, its line and its place, and status 0', () => {
    const { status, stdout } = said;
    expect(status).toBe(0);
    expect(stdout).toMatch(/2026-7\/elva\/article\.md:15:1 note {2}page \d has changed in 1 place/u);
    expect(stdout).toMatch(
      /elva\/article\.md:15:1 note {2}page \d: Oteren holder pusten i \[-åtte-\] \{\+ni\+\} minutter\. {2}\(words\)/u,
    );
    expect(stdout.trim().split('\n')).toHaveLength(2);
  });

  test('the designer’s index and files stay as they are', () => {
    expect(staged).not.toBe('');
    expect(after).toBe(staged);
  });

  test('in compare.html the page is shown before and now, and their words, without any network; the arrow keys move the line', async () => {
    expect(readFileSync(file, 'utf8')).not.toMatch(/(?:src|href)="(?:https?:)?\/\//u);
    const found = await findBrowser({ fetch: false });
    if (!isFound(found)) throw new Error(found.message);
    const browser = await launchBrowser(found);
    try {
      const page = await browser.newPage();
      const asked: string[] = [];
      const errors: string[] = [];
      page.on('request', (request) => asked.push(request.url().slice(0, 5)));
      page.on('console', (message) => errors.push(message.text()));
      await page.setViewport({ width: 1200, height: 1100 });
      await page.goto(`file://${file}`);
      expect(new Set(asked)).toEqual(new Set(['file:', 'data:']));
      expect(await page.$eval('h1', (title) => title.textContent)).toBe('1\u00A0side er endret');
      expect(await page.$eval('del', (gone) => gone.textContent)).toBe('åtte');
      expect(await page.$eval('ins', (come) => come.textContent)).toBe('ni');
      expect(await page.$$eval('.slider .box:not(.halo)', (boxes) => boxes.length)).toBe(1);
      const cut = (): Promise<string> =>
        page.$eval('.slider .then', (then) => getComputedStyle(then).clipPath);
      const before = await cut();
      await page.focus('.slider input');
      for (let press = 0; press < 10; press++) await page.keyboard.press('ArrowRight');
      expect(await page.$eval('.slider input', (range) => range.value)).toBe('60');
      expect(await cut()).not.toBe(before);
      const slider = (await page.$('.slider'))!;
      await slider.scrollIntoView();
      const box = (await slider.boundingBox())!;
      await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.25, box.y + box.height / 2, { steps: 4 });
      await page.mouse.up();
      expect(Number(await page.$eval('.slider input', (range) => range.value))).toBeLessThan(30);
      await page.click('#outlines');
      expect(await page.$eval('.slider .box', (outline) => getComputedStyle(outline).display)).toBe('none');
      for (const scheme of ['light', 'dark']) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        await page.evaluate(axe.source);
        const found = await page.evaluate(async () =>
          (await (window as unknown as { axe: typeof axe }).axe.run()).violations.map(({ id, nodes }) => [
            id,
            nodes[0]?.html,
          ]),
        );
        expect(found).toEqual([]);
      }
      expect(errors).toEqual([]);
    } finally {
      await browser.close();
    }
  }, 120_000);
});

describe('layouts and styles', () => {
  test('of the version itself, as they were; of today where that is asked for', async () => {
    // A project of its own, whose repository holds d:mag as well.
    const project = join(root, 'project');
    for (const name of [
      'scripts',
      'layouts',
      'styles',
      'eleventy.config.ts',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
    ])
      cpSync(name, join(project, name), { recursive: true });
    symlinkSync(resolve('node_modules'), join(project, 'node_modules'), 'junction');
    mkdirSync(join(project, '.cache'), { recursive: true });
    if (existsSync('.cache/browser'))
      symlinkSync(resolve('.cache/browser'), join(project, '.cache/browser'), 'junction');
    cpSync(issues, join(project, 'issues'), { recursive: true });
    writeFileSync(join(project, '.gitignore'), 'node_modules\n.cache\ndist\n');
    const inProject = (program: string, ...args: readonly string[]): string =>
      execFileSync(program, args, {
        cwd: project,
        encoding: 'utf8',
        env: { ...process.env, DMAG_CODE: undefined },
      });
    inProject('git', 'init', '-q');
    inProject('git', 'add', '-A');
    inProject('git', '-c', 'user.name=P', '-c', 'user.email=p@example.org', 'commit', '-qm', 'Alt');
    const compared = (...more: readonly string[]): Told =>
      JSON.parse(
        inProject(
          process.execPath,
          'scripts/setup.mjs',
          'compare',
          '2026-7',
          '--with',
          'HEAD',
          '--json',
          ...more,
        ),
      ) as Told;
    const same = compared();
    expect([same.against.layouts, same.pages['changed']]).toEqual(['same', 0]);
    appendFileSync(
      join(project, 'styles/text.css'),
      '\n@layer text {\n  .column p {\n    color: #c00;\n  }\n}\n',
    );
    const own = compared();
    expect([own.against.layouts, own.added, own.removed]).toEqual(['own', 0, 0]);
    expect(own.pages['changed']).toBeGreaterThan(0);
    const today = compared('--todays-layouts');
    expect([today.against.layouts, today.pages['changed']]).toEqual(['today', 0]);
  }, 240_000);
});

describe('a PDF', () => {
  test('of an earlier build tells the same, by what it shows and says', async () => {
    const built = await run('build', '2026-7', '--only', 'reader', '--quiet');
    expect(built.status).toBe(0);
    const pdf = join(root, 'korrektur.pdf');
    cpSync(join(out, 'web/2026-7/prove-2026-7.pdf'), pdf);
    const same = await told('--with', pdf);
    expect(same.pages).toMatchObject({ changed: 0, moved: 0, added: 0, removed: 0 });
    put('elva/article.md', ELVA.replace('åtte', 'ni'));
    const { stdout } = await compare('--with', pdf, '--quiet');
    put('elva/article.md', ELVA);
    expect(stdout).toMatch(/elva\/article\.md:15:1 note {2}page \d has changed in 1 place/u);
    expect(stdout).toMatch(/elva\/article\.md:15:1 .*Oteren holder pusten i \[-åtte-\] \{\+ni\+\} minutter/u);
    expect(stdout.trim().split('\n')).toHaveLength(2);
  }, 240_000);

  test('needs no git, must be there, and must be a PDF of this size', async () => {
    const bare = join(root, 'bare');
    cpSync(issues, join(bare, 'issues'), { recursive: true });
    const at = (name: string): Promise<Outcome> =>
      new Promise((done) => {
        execFile(
          process.execPath,
          [
            resolve('scripts/setup.mjs'),
            'compare',
            '2026-7',
            '--with',
            name,
            '--issues',
            join(bare, 'issues'),
          ],
          { env: { ...process.env, GIT_CEILING_DIRECTORIES: root } },
          (error, stdout, stderr) => done({ status: Number(error?.code ?? 0), stdout, stderr }),
        );
      });
    expect((await at('HEAD')).stdout).toMatch(/is in no git repository[^]*--with FILE\.pdf/u);
    expect((await at(join(root, 'no.pdf'))).stdout).toContain('there is no file');
    writeFileSync(join(root, 'false.pdf'), 'not a PDF');
    const broken = await at(join(root, 'false.pdf'));
    expect([broken.status, broken.stdout]).toEqual([
      2,
      expect.stringContaining('is damaged, locked or no PDF'),
    ]);
    const other = await at(resolve('test/fixtures/pdf/proof.pdf'));
    expect([other.status, other.stdout]).toEqual([
      2,
      expect.stringMatching(/pages of .* are \d+ × \d+ mm, and/u),
    ]);
  }, 120_000);
});
