/** What the studio writes: running order and notes, read anew each time, and taken back where nobody has written since. */
import { beforeEach, expect, test } from 'vitest';
import { deedsOf } from '../../scripts/studio/deeds.ts';
import type { Deeds } from '../../scripts/studio/routes.ts';

const ISSUE = 'order: # rekkefølge\n  - omslag\n  - elva # lang\n  - bakside\n';

let files: Record<string, string>;
let goals: string[];
let deeds: Deeds;

beforeEach(() => {
  files = { 'issue.yaml': ISSUE };
  goals = [];
  deeds = deedsOf(
    {
      read: (name) => Promise.resolve(files[name] ?? ''),
      async write(name, text) {
        // A slow disk: whoever reads meanwhile reads what was there before.
        await new Promise((resolve) => setTimeout(resolve, 5));
        files[name] = text;
      },
    },
    (file, line) => file.startsWith('issues/1/') && goals.push(`${file}:${line}`) > 0,
    () => undefined,
    () => '2026-09-01',
  );
});

test('a move is written and taken back, comments and all', async () => {
  expect(await deeds['move']!({ article: 'elva', before: 'omslag' })).toMatchObject({ ok: true });
  expect(files['issue.yaml']).toBe('order: # rekkefølge\n  - elva # lang\n  - omslag\n  - bakside\n');
  expect(await deeds['undo']!({})).toMatchObject({ ok: true });
  expect(files['issue.yaml']).toBe(ISSUE);
  expect(await deeds['undo']!({})).toEqual({ ok: false, message: 'there is nothing to undo' });
});

test('nothing is taken back over what someone else has written', async () => {
  await deeds['move']!({ article: 'elva', before: 'omslag' });
  files['issue.yaml'] += 'title: Ny\n';
  const before = files['issue.yaml'];
  expect(await deeds['undo']!({})).toMatchObject({
    ok: false,
    message: expect.stringContaining('changed since'),
  });
  expect(files['issue.yaml']).toBe(before);
});

test('two notes at once are both written', async () => {
  const note = { page: 1, x: 0, y: 0 };
  await Promise.all([deeds['note']!({ ...note, words: 'A' }), deeds['note']!({ ...note, words: 'B' })]);
  expect(files['notes.yaml']).toContain('words: A');
  expect(files['notes.yaml']).toContain('words: B');
  expect(await deeds['resolve']!({ id: 2, state: 'resolved' })).toEqual({ ok: true });
  expect(await deeds['resolve']!({ id: 7, state: 'resolved' })).toMatchObject({ ok: false });
  expect(await deeds['reword']!({ id: 2, words: 'C' })).toEqual({ ok: true });
  expect(files['notes.yaml']).toContain('words: C');
  expect(await deeds['reword']!({ id: 7, words: 'C' })).toMatchObject({ ok: false });
});

test('a file of notes that cannot be read is left alone', async () => {
  files['notes.yaml'] = 'dette er ikke en liste';
  expect(await deeds['note']!({ page: 1, x: 0, y: 0, words: 'A' })).toMatchObject({ ok: false });
  expect(files['notes.yaml']).toBe('dette er ikke en liste');
});

test('what is not asked properly is refused and changes nothing', async () => {
  for (const [deed, body] of [
    ['move', { article: 'elva', before: 'omslag', file: '/etc/passwd' }],
    ['move', undefined],
    ['note', { page: 1, x: 0, y: 0, words: '' }],
    ['note', { page: 1, x: 0, y: 0, words: 'a'.repeat(5000) }],
    ['resolve', { id: 1, state: 'gone' }],
    ['reword', { id: 1, words: '' }],
    ['reword', { id: 1, words: 'A', state: 'open' }],
    ['goto', { file: 'issues/1/elva/article.md', line: 0 }],
  ] as const)
    expect(await deeds[deed]!(body)).toMatchObject({ ok: false });
  expect(files).toEqual({ 'issue.yaml': ISSUE });
  expect(goals).toEqual([]);
});

test('a line of another issue is refused', async () => {
  expect(await deeds['goto']!({ file: 'issues/1/elva/article.md', line: 4 })).toEqual({ ok: true });
  expect(await deeds['goto']!({ file: 'issues/2/elva/article.md', line: 4 })).toMatchObject({ ok: false });
  expect(goals).toEqual(['issues/1/elva/article.md:4']);
});
