/** Issues are read from disk with every fault of every file told in one run. */
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readIssues } from '../../scripts/io/files.ts';
import { formatFindings } from '../../scripts/model/report.ts';

const layouts = new Map([['feature', {}]]);
const ARTICLE = '---\nlayout: feature\ntitle: Elva\n---\nVann.\n';
const issueYaml = (number: string, order: string): string =>
  `title: Vann\nnumber: ${number}\ndate: 2026-03-01\nlanguage: nn\nprinter: ark\norder: [${order}]\n`;
const SOUND: Readonly<Record<string, string>> = {
  'magazine.yaml': 'name: d:mag\npublisher: Forlaget\neditor: Redaksjonen\n',
  'printers/ark.yaml':
    'name: Ark\ntrim: { width: 210, height: 275 }\nicc: { path: F39.icc, condition: FOGRA39 }\n',
  '2026-1/issue.yaml': issueYaml('1/2026', 'elva'),
  '2026-1/elva/article.md': ARTICLE,
};

let home = '';
let jpeg: Buffer;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'dmag-files-'));
  const create = { width: 30, height: 20, channels: 3, background: 'navy' } as const;
  jpeg = await sharp({ create }).jpeg().toBuffer();
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** A folder of issues: the sound one, with files changed, added or (undefined) taken away. */
async function issuesWith(
  changes: Readonly<Record<string, string | Buffer | undefined>> = {},
): Promise<string> {
  const folder = await mkdtemp(path.join(home, 'issues-'));
  for (const [name, content] of Object.entries({ ...SOUND, ...changes })) {
    if (content === undefined) continue;
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return folder;
}

/** The findings as the terminal shows them, with the folder of issues called `issues`. */
async function report(folder: string, only?: readonly string[]): Promise<string> {
  const { findings } = await readIssues(folder, layouts, only);
  const shown = folder.replaceAll('\\', '/');
  return formatFindings(findings, { color: false }).replaceAll(shown, 'issues');
}

test('a sound issue is read whole, with its printer, its articles in order and its pictures', async () => {
  const folder = await issuesWith({
    '2026-1/issue.yaml': issueYaml('1/2026', 'fjell, elva'),
    '2026-1/fjell/article.md': ARTICLE,
    '2026-1/elva/boat.jpg': jpeg,
    '2026-1/elva/notes.txt': 'not for print',
    '2026-1/.DS_Store': '',
  });
  const { magazine, issues, findings } = await readIssues(folder, layouts);
  expect(findings).toEqual([]);
  expect(magazine?.name).toBe('d:mag');
  expect(issues).toMatchObject([{ slug: '2026-1', number: '1/2026', printer: { slug: 'ark' } }]);
  expect(issues[0]?.articles.map(({ slug, lang }) => `${slug} ${lang}`)).toEqual(['fjell nn', 'elva nn']);
  const picture = issues[0]?.pictures.get('2026-1/elva/boat.jpg');
  expect(picture).toMatchObject({ key: '2026-1/elva/boat.jpg', widthPx: 30, heightPx: 20, format: 'jpeg' });
  expect(path.resolve(picture?.file ?? '')).toBe(path.join(folder, '2026-1/elva/boat.jpg'));
});

test('BOM and CRLF do no harm, and lines stay right', async () => {
  const article = '\uFEFF---\r\nlayout: feature\r\ntitle: Elva\r\nkiker: x\r\n---\r\nVann.\r\n';
  const folder = await issuesWith({ '2026-1/elva/article.md': article });
  expect(await report(folder)).toBe(
    'issues/2026-1/elva/article.md:4:1 error  kiker is not a known field  (unknown-field)\n  hint: write kicker',
  );
});

test('faults of all files are told in one run', async () => {
  const folder = await issuesWith({
    'magazine.yaml': 'name: d:mag\n\teditor: x\n',
    'printers/ark.yaml': 'name: Ark\n',
    '2026-1/issue.yaml': issueYaml('1/2026', 'elva, fjell, vann'),
    '2026-1/elva/article.md': Buffer.from('---\nlayout: feature\ntitle: Blå\n---\nx', 'latin1'),
    '2026-1/fjell/article.md': '---\nlayout: feature\ntitle: a\n',
    '2026-1/vann/article.md': '',
  });
  const lines = (await report(folder)).split('\n').filter((line) => line.startsWith('issues'));
  expect(lines).toEqual([
    'issues/2026-1/elva/article.md:3:10 error  the file is not UTF-8: byte E5 (å in Latin-1) stands here  (not-utf-8)',
    'issues/2026-1/fjell/article.md:1:1 error  the front matter that opens here never closes  (unclosed-front-matter)',
    'issues/2026-1/vann/article.md:1:1 error  the file is empty  (empty-article)',
    'issues/magazine.yaml:2:1 error  the line begins with a tab, which YAML does not allow  (tab-in-yaml)',
    'issues/printers/ark.yaml:1:1 error  trim is missing  (missing-field)',
    'issues/printers/ark.yaml:1:1 error  icc is missing  (missing-field)',
  ]);
});

test('an unreadable issue.yaml does not hide the faults of the articles', async () => {
  const folder = await issuesWith({
    '2026-1/issue.yaml': 'title: a: b\n',
    '2026-1/elva/article.md': '# Elva\n',
  });
  const text = await report(folder);
  expect(text).toContain('issues/2026-1/issue.yaml:1:8 error  a colon and a space');
  expect(text).toContain('issues/2026-1/elva/article.md:1:1 error  the article has no front matter');
});

test('missing files are told, with the file that was perhaps meant', async () => {
  expect(await report(await issuesWith({ 'magazine.yaml': undefined }))).toMatch(
    /^issues\/magazine.yaml:1:1 error {2}there is no magazine.yaml in issues-\w+ {2}\(missing-magazine\)\n {2}hint: write magazine.yaml there$/,
  );
  expect(await report(await issuesWith({ '2026-1/issue.yaml': undefined, '2026-1/issue.yml': 'x' }))).toBe(
    'issues/2026-1/issue.yaml:1:1 error  there is no issue.yaml in 2026-1  (missing-issue)\n' +
      '  hint: give issue.yml the name issue.yaml',
  );
  const articleMd = { '2026-1/elva/article.md': undefined, '2026-1/elva/artikkel.md': ARTICLE };
  expect(await report(await issuesWith(articleMd))).toBe(
    'issues/2026-1/elva/article.md:1:1 error  there is no article.md in elva  (missing-article)\n' +
      '  hint: give artikkel.md the name article.md',
  );
  expect(await report(await issuesWith({ 'printers/ark.yaml': undefined }))).toBe(
    'issues/2026-1/issue.yaml:5:10 error  there is no printers/ark.yaml  (missing-printer)\n' +
      "  hint: write the printer's profile into printers/ark.yaml",
  );
});

test('no issues at all, and an issue that is not there, are errors', async () => {
  expect(await report(path.join(home, 'nowhere'))).toContain(
    'issues error  there are no issues in issues  (no-issues)\n  hint: make one with: npm run new -- issue 2026-1',
  );
  expect(await report(await issuesWith(), ['2026-2'])).toBe(
    'error  there is no issue 2026-2 in issues  (unknown-issue)\n  hint: write 2026-1, or make it with: npm run new -- issue 2026-2',
  );
  expect(await report(await issuesWith(), ['vinter'])).toContain(
    'hint: use one of: 2026-1, or make it with: npm run new -- issue vinter',
  );
});

test('only the issues asked for are read', async () => {
  const folder = await issuesWith({ '2026-2/issue.yaml': 'broken: [' });
  expect(await report(folder, ['2026-1'])).toBe('');
  expect(await report(folder)).toContain('issues/2026-2/issue.yaml');
});

test('an issue may be named as a shell completes it', async () => {
  const folder = await issuesWith();
  for (const name of [
    '2026-1/',
    './2026-1',
    path.join(folder, '2026-1'),
    `${path.join(folder, '2026-1')}/`,
  ]) {
    const { issues, findings } = await readIssues(folder, layouts, [name]);
    expect([name, issues.length, findings]).toEqual([name, 1, []]);
  }
  expect(await report(folder, ['../2026-1/elva'])).toContain('there is no issue ../2026-1/elva');
});

test('a folder that is not in order is told once, whether it holds an article or not', async () => {
  const folder = await issuesWith({ '2026-1/fjell/article.md': ARTICLE, '2026-1/skisser/a.txt': 'x' });
  expect(await report(folder)).toBe(
    'issues/2026-1/issue.yaml:6:1 error  the folder fjell is not in order  (not-in-order)\n' +
      '  hint: add "- fjell" where it belongs, or write draft: true in its article.md to let it wait\n' +
      'issues/2026-1/issue.yaml:6:1 error  the folder skisser is not in order  (not-in-order)\n' +
      '  hint: write an article.md there, or move the folder out of the issue',
  );
});

test('a draft may lie outside the order, and what lies outside is told by name', async () => {
  const draft = ARTICLE.replace('title: Elva', 'title: Fjellet\ndraft: true');
  const folder = await issuesWith({ '2026-1/fjell/article.md': draft, '2026-1/bok/article.md': ARTICLE });
  const { findings, outside } = await readIssues(folder, layouts);
  expect(findings.map(({ rule, level, hint }) => [rule, level, hint])).toEqual([
    ['not-in-order', 'error', expect.stringContaining('add "- bok"')],
    ['draft', 'note', 'delete draft: true and add "- fjell" to order to take it in'],
  ]);
  expect(
    outside.map(({ issue, article, title, isDraft, isInOrder }) => [
      issue,
      article,
      title,
      isDraft,
      isInOrder,
    ]),
  ).toEqual([
    ['2026-1', 'bok', 'Elva', false, false],
    ['2026-1', 'fjell', 'Fjellet', true, false],
  ]);
});

test('a draft is left out with its pictures, and a note tells so', async () => {
  const draft = ARTICLE.replace('title: Elva', 'title: Elva\ndraft: true');
  const folder = await issuesWith({
    '2026-1/elva/article.md': draft,
    '2026-1/elva/boat.jpg': jpeg,
    '2026-1/elva/sketch.jpg': '',
  });
  const [issue] = (await readIssues(folder, layouts)).issues;
  expect(issue?.articles).toEqual([]);
  expect(issue?.pictures.size).toBe(0);
  expect(await report(folder)).toBe(
    'issues/2026-1/elva/article.md:4:1 note  elva is a draft and is left out  (draft)\n  hint: delete draft: true to take it in',
  );
});

// Disks that take two such names for one cannot hold the fault.
test.skipIf(process.platform !== 'linux')(
  'issues and articles that differ in capitals alone are errors',
  async () => {
    const folder = await issuesWith({
      'Host/issue.yaml': issueYaml('2/2026', 'Elva, elva'),
      'Host/Elva/article.md': ARTICLE,
      'Host/elva/article.md': ARTICLE,
      'host/issue.yaml': issueYaml('3/2026', 'elva'),
      'host/elva/article.md': ARTICLE,
    });
    expect(await report(folder)).toBe(
      'issues/Host/elva error  elva and Elva differ in capital letters alone  (same-name)\n' +
        '  hint: give one of the folders another name\n' +
        'issues/host error  host and Host differ in capital letters alone  (same-name)\n' +
        '  hint: give one of the folders another name',
    );
  },
);

test('two issues with one number are an error', async () => {
  const folder = await issuesWith({
    '2026-2/issue.yaml': issueYaml('1 / 2026', 'elva'),
    '2026-2/elva/article.md': ARTICLE,
  });
  expect(await report(folder)).toBe(
    'issues/2026-2/issue.yaml:1:1 error  2026-2 has the number 1 / 2026, and so has 2026-1  (same-number)\n' +
      '  hint: change number in one of the two',
  );
});

test('a folder name that is not safe in an address is an error', async () => {
  const folder = await issuesWith({
    '2026-1/issue.yaml': issueYaml('1/2026', 'elva, Blå timer'),
    '2026-1/Blå timer/article.md': ARTICLE,
  });
  expect(await report(folder)).toBe(
    'issues/2026-1/Blå timer error  Blå timer cannot be the name of a folder here: only a–z, 0–9 and hyphens are safe in addresses  (folder-name)\n' +
      '  hint: name it blaa-timer',
  );
});

test('broken pictures are told, each in its own way, and are not in the issue', async () => {
  const folder = await issuesWith({
    '2026-1/elva/empty.jpg': '',
    '2026-1/elva/text.PNG': 'no picture',
    '2026-1/elva/page.pdf': 'no page',
    '2026-1/elva/folder.jpg/x': 'x',
    '2026-1/elva/huge.tif': '',
    '2026-1/elva/wide.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="20000" height="20000"/>',
  });
  await truncate(path.join(folder, '2026-1/elva/huge.tif'), 104_857_600);
  expect(await report(folder)).toBe(
    `issues/2026-1/elva/empty.jpg error  empty.jpg is empty, 0 bytes  (empty-picture)
  hint: export the picture anew from its source, or delete the file
issues/2026-1/elva/folder.jpg error  folder.jpg is not a file  (not-a-picture)
  hint: delete it, or give it another name
issues/2026-1/elva/huge.tif error  huge.tif is 105 MB; a picture must be under 100 MB  (picture-too-large)
  hint: export it at the size it is printed at
issues/2026-1/elva/page.pdf error  page.pdf is not a picture that can be read, whatever its name says  (not-a-picture)
  hint: export the picture anew from its source, or delete the file
issues/2026-1/elva/text.PNG error  text.PNG is not a picture that can be read, whatever its name says  (not-a-picture)
  hint: export the picture anew from its source, or delete the file
issues/2026-1/elva/wide.svg error  wide.svg has 400 megapixels; at most 268 can be read  (picture-too-large)
  hint: export it at the size it is printed at`,
  );
  expect((await readIssues(folder, layouts)).issues[0]?.pictures.size).toBe(0);
});

test('links that go round in a circle, out of the issue or nowhere are errors', async () => {
  const folder = await issuesWith({ 'secret.jpg': jpeg, '2026-1/elva/boat.jpg': jpeg });
  const elva = path.join(folder, '2026-1/elva');
  await symlink('round.jpg', path.join(elva, 'round.jpg'));
  await symlink('..', path.join(elva, 'up'));
  await symlink('../../secret.jpg', path.join(elva, 'out.jpg'));
  await symlink('gone.jpg', path.join(elva, 'gone-link.jpg'));
  await symlink('boat.jpg', path.join(elva, 'same.jpg'));
  expect(await report(folder)).toBe(
    `issues/2026-1/elva/gone-link.jpg error  gone-link.jpg is a link to a file that is not there  (dangling-link)
  hint: put the file itself there instead of the link
issues/2026-1/elva/out.jpg error  out.jpg is a link that leaves the issue's folder  (outside-folder)
  hint: put the file itself there instead of the link
issues/2026-1/elva/round.jpg error  round.jpg is a link that leads back to itself  (circular-link)
  hint: put the file itself there instead of the link
issues/2026-1/elva/up error  up is a link that leads back to its own folder  (circular-link)
  hint: put the file itself there instead of the link`,
  );
  const { issues } = await readIssues(folder, layouts);
  expect([...(issues[0]?.pictures.keys() ?? [])]).toEqual(['2026-1/elva/boat.jpg', '2026-1/elva/same.jpg']);
});

test('a linked article folder or article.md may not leave the issue either', async () => {
  const folder = await issuesWith({
    '2026-1/issue.yaml': issueYaml('1/2026', 'elva, fjell'),
    '2026-1/elva/article.md': undefined,
    'secret.md': ARTICLE,
    'other/article.md': ARTICLE,
    'other/issue.yaml': 'x',
  });
  await mkdir(path.join(folder, '2026-1/elva'));
  await symlink('../../secret.md', path.join(folder, '2026-1/elva/article.md'));
  await symlink('../other', path.join(folder, '2026-1/fjell'));
  const text = await report(folder, ['2026-1']);
  expect(text).toContain(
    "issues/2026-1/elva/article.md:1:1 error  article.md is a link that leaves the issue's folder  (outside-folder)",
  );
  expect(text).toContain(
    "issues/2026-1/fjell error  fjell is a link that leaves the issue's folder  (outside-folder)",
  );
  expect((await readIssues(folder, layouts, ['2026-1'])).issues[0]?.articles).toEqual([]);
});

test('a whole issue may be a link, unless it goes round in a circle', async () => {
  const archive = await issuesWith();
  const folder = await issuesWith({ '2026-1/issue.yaml': undefined, '2026-1/elva/article.md': undefined });
  await rm(path.join(folder, '2026-1'), { recursive: true, force: true });
  await symlink(path.join(archive, '2026-1'), path.join(folder, '2026-1'));
  expect(await report(folder)).toBe('');
  await symlink('loop', path.join(folder, 'loop'));
  expect(await report(folder)).toContain('issues/loop error  loop is a link that leads back to itself');
});

test('a file where article.md is a folder is told', async () => {
  const folder = await issuesWith({ '2026-1/elva/article.md': undefined, '2026-1/elva/article.md/x': 'x' });
  expect(await report(folder)).toBe(
    'issues/2026-1/elva/article.md:1:1 error  article.md cannot be read: it is a folder  (unreadable-file)\n' +
      '  hint: check the file and its permissions',
  );
});

test('fields come set, so that page, contents and metadata say the same', async () => {
  const folder = await issuesWith({
    '2026-1/elva/article.md': ARTICLE.replace('title: Elva', `title: '"Elva" - 96 %'`),
    'magazine.yaml': `${SOUND['magazine.yaml']}tagline: '"Vann"'\n`,
  });
  const { magazine, issues } = await readIssues(folder, layouts);
  expect(magazine?.tagline).toBe('«Vann»');
  expect(issues[0]?.articles[0]?.title).toBe('«Elva» – 96\u00A0%');
});

test("an issue's theme.css gives tokens of its theme other values", async () => {
  const folder = await issuesWith({
    '2026-1/issue.yaml': `${issueYaml('1/2026', 'elva')}theme: fjell\n`,
    '2026-1/theme.css': ':root {\n  --outer: 15mm;\n}\n',
  });
  const { issues, findings } = await readIssues(folder, layouts);
  expect(findings).toEqual([]);
  expect(issues[0]?.theme).toMatchObject({ name: 'fjell', tokens: { outer: '15mm', inner: '16mm' } });
});

test('a page that an issue leaves no room on is told', async () => {
  const folder = await issuesWith({
    '2026-1/theme.css': ':root { --outer: 90mm; --line: 24pt; --foot: 40mm; }',
  });
  expect(await report(folder)).toBe(
    `issues/2026-1/theme.css:1:1 error  twelve columns of 4.8 mm are left of 210 × 275 mm; a column wants at least 6 mm  (theme-page)
  hint: make --inner, --outer or --gutter smaller
issues/2026-1/theme.css:1:1 error  26 lines are left of 210 × 275 mm; a page wants at least 30  (theme-page)
  hint: make --cap-line, --foot or --line smaller`,
  );
});

test('faults of theme.css are told with their line, and so is a theme that there is none of', async () => {
  const css = { '2026-1/theme.css': ':root {\n  --outr: 15mm;\n}\n' };
  expect(await report(await issuesWith(css))).toBe(
    `issues/2026-1/theme.css:2:3 error  --outr is not a token of this theme  (unknown-token)
  hint: write --outer`,
  );
  const unknown = { ...css, '2026-1/issue.yaml': `${issueYaml('1/2026', 'elva')}theme: haw\n` };
  expect(await report(await issuesWith(unknown))).toBe(
    `issues/2026-1/issue.yaml:7:8 error  haw is not a theme  (unknown-theme)
  hint: write hav`,
  );
});
