import {
  cpSync,
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
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { issueKeys, recordIssue, unchangedIssues } from '../../scripts/io/web-records.ts';
import type { Finding } from '../../scripts/model/finding.ts';

const root = mkdtempSync(join(tmpdir(), 'dmag-unchanged-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const issues = join(root, 'issues');
const out = join(root, 'dist');
const put = (path: string, text: string): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};
const told: readonly Finding[] = [{ rule: 'alt-text', level: 'warning', message: 'a picture has no words' }];
const unchanged = (): string[] => [...unchangedIssues(out, issueKeys(issues)).keys()];

beforeEach(async () => {
  rmSync(issues, { recursive: true, force: true });
  rmSync(out, { recursive: true, force: true });
  put('issues/magazine.yaml', 'name: x\n');
  put('issues/printers/a.yaml', 'x');
  for (const slug of ['2026-1', '2026-2']) {
    put(`issues/${slug}/issue.yaml`, 'title: x\n');
    put(`issues/${slug}/elva/article.md`, 'Elva');
    put(`dist/web/${slug}/index.html`, slug);
    put(`dist/web/${slug}/elva/index.html`, slug);
  }
  const keys = issueKeys(issues);
  for (const [slug, key] of keys) await recordIssue(out, slug, key, told);
});

describe('what need not be made again', () => {
  test('an issue of which nothing has changed, with what was said of it', () => {
    expect(unchanged()).toEqual(['2026-1', '2026-2']);
    expect(unchangedIssues(out, issueKeys(issues)).get('2026-1')).toEqual(told);
  });

  test('a text that is written again with as many letters, and the old time set by hand', () => {
    const file = join(issues, '2026-1/elva/article.md');
    const { atime, mtime } = statSync(file);
    writeFileSync(file, 'Alve');
    utimesSync(file, atime, mtime);
    expect(statSync(file).mtimeMs).toBeCloseTo(mtime.getTime(), 0);
    expect(unchanged()).toEqual(['2026-2']);
  });

  test.each([
    ['a new picture', () => put('issues/2026-1/elva/a.jpg', 'x')],
    ['a file that is gone', () => rmSync(join(issues, '2026-1/elva/article.md'))],
    ['a page that somebody has deleted', () => rmSync(join(out, 'web/2026-1/elva/index.html'))],
    ['a page that somebody has written into', () => put('dist/web/2026-1/index.html', '2026-9')],
    ['a PDF that has come', () => put('dist/web/2026-1/x.pdf', 'x')],
    ['half a record', () => put('dist/.web/made/2026-1.json', '{"key":')],
  ])('%s', (_, edit) => {
    edit();
    expect(unchanged()).toEqual(['2026-2']);
  });

  test('what all issues share changes all of them', () => {
    put('issues/magazine.yaml', 'name: y\n');
    expect(unchanged()).toEqual([]);
  });

  test('a printer too, and another dist/', () => {
    put('issues/printers/a.yaml', 'y');
    expect(unchanged()).toEqual([]);
    cpSync(join(out, '.web'), join(root, 'other/.web'), { recursive: true });
    expect([...unchangedIssues(join(root, 'other'), issueKeys(issues)).keys()]).toEqual([]);
  });

  test('styles, layouts and scripts are part of the key', () => {
    // The key is made from the whole of the program's own files: one is enough to see that they are looked at.
    const source = readFileSync('scripts/io/web-records.ts', 'utf8');
    for (const folder of ['scripts', 'layouts', 'styles'].filter((name) => readdirSync(name).length > 0))
      expect(source).toContain(`'${folder}'`);
  });
});
