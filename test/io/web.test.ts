import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build as bundle } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { alone } from '../../scripts/io/lock.ts';
import { changeWeb, type Content, readWebIssues, type WebChange } from '../../scripts/io/web.ts';

const root = mkdtempSync(join(tmpdir(), 'dmag-web-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let out: string;
beforeEach(() => {
  out = mkdtempSync(join(root, 'dist-'));
});

const issue = (slug: string, files: Readonly<Record<string, Content>>) =>
  [slug, { files: new Map([['issue.json', JSON.stringify({ slug })], ...Object.entries(files)]) }] as const;
const change = (
  folders: readonly (readonly [string, { files: ReadonlyMap<string, Content> }])[],
  files: Readonly<Record<string, Content>> = {},
  more: Partial<WebChange> = {},
): WebChange => ({ folders: new Map(folders), files: new Map(Object.entries(files)), gone: [], ...more });
const files = (): string[] =>
  readdirSync(join(out, 'web'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(out, 'web').length + 1))
    .toSorted();
const text = (path: string): string => readFileSync(join(out, 'web', path), 'utf8');
/** Nothing of a build is left beside but the list of what is ours. */
const beside = (): string[] => readdirSync(join(out, '.web'));

describe('a change', () => {
  test('what says the same keeps its bytes and times; what is gone takes its folder along; a download stays', async () => {
    await changeWeb(out, () =>
      change([issue('2026-1', { 'index.html': 'one', 'elva/index.html': 'elva', 'elva/a-1.jpg': 'jpeg' })], {
        'index.html': 'front',
      }),
    );
    const old = new Date('2026-01-01');
    for (const path of files()) utimesSync(join(out, 'web', path), old, old);
    writeFileSync(join(out, 'web/2026-1/dmag.pdf'), 'pdf');
    const keeps = (path: string): boolean => path.endsWith('.pdf');
    const [name, next] = issue('2026-1', { 'index.html': 'two', 'skogen/index.html': 'skogen' });
    await changeWeb(out, () =>
      change([[name, { ...next, keeps } as typeof next]], { 'index.html': 'front' }),
    );
    expect(files()).toEqual([
      '2026-1/dmag.pdf',
      '2026-1/index.html',
      '2026-1/issue.json',
      '2026-1/skogen/index.html',
      'index.html',
    ]);
    expect(text('2026-1/index.html')).toBe('two');
    expect(statSync(join(out, 'web/index.html')).mtime).toEqual(old);
    expect(statSync(join(out, 'web/2026-1/issue.json')).mtime).toEqual(old);
    expect(existsSync(join(out, 'web/2026-1/elva'))).toBe(false);
    expect(beside()).toEqual(['roots.json']);
  });

  test('one issue leaves the others; all of them leave nothing that is not theirs', async () => {
    await changeWeb(out, () =>
      change([issue('a', {}), issue('b', {}), ['tema', { files: new Map([['x', '']]) }]], { 'feed.xml': '' }),
    );
    writeFileSync(join(out, 'web/CNAME'), 'x.no');
    await changeWeb(out, () => change([issue('b', { 'index.html': 'b' })], { 'index.html': '' }));
    expect(files()).toEqual([
      'CNAME',
      'a/issue.json',
      'b/index.html',
      'b/issue.json',
      'feed.xml',
      'index.html',
      'tema/x',
    ]);
    await changeWeb(out, () =>
      change([issue('b', {})], { 'index.html': '' }, { isWhole: true, gone: ['a'] }),
    );
    await changeWeb(out, () => change([], { 'index.html': '' }, { isWhole: true, stays: ['b'] }));
    // What somebody else has put there is not ours to take away.
    expect(files()).toEqual(['CNAME', 'b/issue.json', 'index.html']);
  });

  test('a file where a folder is to be, and the other way round', async () => {
    await changeWeb(out, () => change([issue('a', { x: 'file', 'y/z': 'deep' })]));
    await changeWeb(out, () => change([issue('a', { 'x/y': 'deep', y: 'file' })]));
    expect(files()).toEqual(['a/issue.json', 'a/x/y', 'a/y']);
  });

  test('what fails has changed nothing and left nothing', async () => {
    await changeWeb(out, () => change([issue('a', { 'index.html': 'one' })]));
    const missing = change([issue('a', { 'index.html': 'two', 'b.jpg': { copyOf: join(out, 'none.jpg') } })]);
    await expect(changeWeb(out, () => missing)).rejects.toThrow('ENOENT');
    await expect(changeWeb(out, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(files()).toEqual(['a/index.html', 'a/issue.json']);
    expect(text('a/index.html')).toBe('one');
    expect(beside()).toEqual(['roots.json']);
  });

  test('leftovers of earlier versions go, half files too unless they are written right now', async () => {
    mkdirSync(join(out, 'web/.new.123/a'), { recursive: true });
    mkdirSync(join(out, 'web/a'), { recursive: true });
    const [stale, busy] = ['a/x.pdf.1.part', 'a/y.pdf.2.part'];
    for (const path of [stale, busy]) writeFileSync(join(out, 'web', path), '');
    utimesSync(join(out, 'web', stale), new Date('2026-01-01'), new Date('2026-01-01'));
    await changeWeb(out, () => change([issue('a', {})]));
    expect(files()).toEqual(['a/issue.json', busy]);
  });
});

describe('two at once', () => {
  test('each knows what the other has made', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `n${String(at).padStart(2, '0')}`);
    await Promise.all(
      names.map((name) =>
        changeWeb(out, (before) =>
          change([issue(name, {})], {
            'index.html': [...before.map(({ slug }) => slug), name].toSorted().join(' '),
          }),
        ),
      ),
    );
    expect(text('index.html')).toBe(names.join(' '));
    expect((await readWebIssues(out)).map(({ slug }) => slug).toSorted()).toEqual(names);
  });

  test('a turn whose owner has died is taken over; one that is alive is waited for, and said to be', async () => {
    const lock = join(out, 'lock');
    const child = spawn(process.execPath, ['-e', '']);
    await new Promise((done) => child.on('exit', done));
    const { hostname } = await import('node:os');
    writeFileSync(lock, `${hostname()} ${child.pid} x`);
    expect(await alone(lock, () => Promise.resolve(1), 1000)).toBe(1);
    writeFileSync(lock, `${hostname()} ${process.pid} x`);
    await expect(alone(lock, () => Promise.resolve(1), 100)).rejects.toThrow(
      'another build has been writing',
    );
    expect(readFileSync(lock, 'utf8')).toContain(' x');
  });
});

describe('an end in the middle', () => {
  const door = join(root, 'web.mjs');
  beforeAll(() =>
    bundle({
      entryPoints: [resolve('scripts/io/web.ts')],
      outfile: door,
      bundle: true,
      platform: 'node',
      format: 'esm',
    }),
  );
  /** Version `mark` of an edition with many pages, by a process of its own that may be killed. */
  const build = (mark: string) => {
    const code = `
      import { changeWeb } from ${JSON.stringify(pathToFileURL(door).href)};
      const files = new Map(Array.from({ length: 400 }, (_, at) => ['p' + at + '/index.html', '${mark}'.repeat(2000)]));
      files.set('only-${mark}.html', '');
      console.log('begins');
      await changeWeb(${JSON.stringify(out)}, () => ({ folders: new Map([['a', { files }]]), files: new Map([['index.html', '${mark}']]), gone: [] }));
      console.log('done');
    `;
    return spawn(process.execPath, ['--input-type=module', '-e', code]);
  };
  const run = (mark: string, killAfterMs?: number): Promise<boolean> =>
    new Promise((done) => {
      const child = build(mark);
      let isDone = false;
      child.stdout.on('data', (data) => {
        if (String(data).includes('done')) isDone = true;
        if (String(data).includes('begins') && killAfterMs !== undefined)
          void pause(killAfterMs).then(() => child.kill('SIGKILL'));
      });
      child.on('exit', () => done(isDone));
    });
  const marks = (): string[] => [
    ...new Set(
      files()
        .filter((path) => path.endsWith('index.html'))
        .map((path) => {
          const content = text(path);
          // No page is ever half there.
          expect(path === 'index.html' ? content.length : content.length / 2000).toBe(1);
          return content[0]!;
        }),
    ),
  ];

  test('wherever a build is killed, the next begins with all of the one edition or all of the other', async () => {
    expect(await run('A')).toBe(true);
    const seen = { before: 0, within: 0 };
    for (const afterMs of [5, 30, 60, 90, 130]) {
      const mark = 'BCDEFGHI'[seen.before + seen.within]!;
      // oxlint-disable-next-line no-await-in-loop -- one build after the other
      const isDone = await run(mark, afterMs);
      // The next build finishes what was begun, before it decides for itself.
      // oxlint-disable-next-line no-await-in-loop -- one build after the other
      await changeWeb(out, () => {
        expect(marks()).toHaveLength(1);
        expect(files().filter((path) => path.startsWith('a/only-'))).toEqual([
          `a/only-${text('index.html')}.html`,
        ]);
        return change([]);
      });
      expect(files()).toHaveLength(402);
      expect(beside().filter((name) => !name.startsWith('lock.'))).toEqual(['roots.json']);
      if (!isDone) seen.before += 1;
      else seen.within += 1;
    }
    expect(seen.before).toBeGreaterThan(2);
  }, 60_000);

  test('a list of deeds that is half done is done', async () => {
    await changeWeb(out, () => change([issue('a', { 'x.html': '1', 'y.html': '1', 'z.html': '1' })]));
    for (const [path, content] of [
      ['new/a/y.html', '2'],
      [
        'deeds.json',
        JSON.stringify({ moves: ['a/x.html', 'a/y.html'], removals: ['a/z.html'], roots: ['a'] }),
      ],
    ] as const) {
      mkdirSync(dirname(join(out, '.web', path)), { recursive: true });
      writeFileSync(join(out, '.web', path), content);
    }
    writeFileSync(join(out, 'web/a/x.html'), '2');
    await changeWeb(out, () => change([]));
    expect([text('a/x.html'), text('a/y.html')]).toEqual(['2', '2']);
    expect(files()).toEqual(['a/issue.json', 'a/x.html', 'a/y.html']);
  });

  test('a list that is half written counts for nothing', async () => {
    await changeWeb(out, () => change([issue('a', { 'x.html': '1' })]));
    mkdirSync(join(out, '.web/new/a'), { recursive: true });
    writeFileSync(join(out, '.web/new/a/x.html'), '2');
    writeFileSync(join(out, '.web/deeds.part'), '{"moves":["a/x.h');
    await changeWeb(out, () => change([]));
    expect(text('a/x.html')).toBe('1');
  });
});
