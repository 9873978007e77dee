/** What the studio writes: running order and notes, read anew each time, and taken back where nobody has written since. */
import { beforeEach, expect, test } from 'vitest';
import { DeskFault } from '../../scripts/io/desk.ts';
import { deedsOf } from '../../scripts/studio/deeds.ts';
import type { Deeds } from '../../scripts/studio/routes.ts';

const ISSUE = 'order: # rekkefølge\n  - omslag\n  - elva # lang\n  - bakside\n';

const ELVA = '---\ntitle: Elva\nstatus: draft # snart\n---\n\nTekst.\n';

let files: Record<string, string>;
let goals: string[];
let deeds: Deeds;

beforeEach(() => {
  files = { 'issue.yaml': ISSUE, 'elva/article.md': ELVA };
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
    message: expect.stringContaining('changed by hand since'),
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
    ['status', { article: 'elva', status: 'ready' }],
    ['status', { article: '../elva', status: 'idea' }],
    ['status', { article: 'fjellet', status: 'idea' }],
    ['plan', { article: 'elva', pages: 4 }],
    ['takeOut', { article: '..' }],
    ['takeOut', { article: 'fjellet' }],
    ['putIn', { article: 'elva', before: 'omslag', file: 'x' }],
    ['deleteNote', { id: '1' }],
    ['deleteNote', { id: 1 }],
  ] as const)
    expect(await deeds[deed]!(body)).toMatchObject({ ok: false });
  expect(files).toEqual({ 'issue.yaml': ISSUE, 'elva/article.md': ELVA });
  expect(goals).toEqual([]);
});

test('a line of another issue is refused', async () => {
  expect(await deeds['goto']!({ file: 'issues/1/elva/article.md', line: 4 })).toEqual({ ok: true });
  expect(await deeds['goto']!({ file: 'issues/2/elva/article.md', line: 4 })).toMatchObject({ ok: false });
  expect(goals).toEqual(['issues/1/elva/article.md:4']);
});

test('a status is set, taken away, taken back and done again', async () => {
  expect(await deeds['status']!({ article: 'elva', status: 'edited' })).toEqual({
    ok: true,
    message: 'elva was set to edited; u takes it back',
  });
  const edited = ELVA.replace('draft', 'edited');
  expect(files['elva/article.md']).toBe(edited);
  await deeds['status']!({ article: 'elva', status: '' });
  expect(files['elva/article.md']).toBe(ELVA.replace('status: draft #', '#'));
  expect(await deeds['undo']!({})).toMatchObject({
    message: 'taken back: the status of elva was taken away',
  });
  expect(await deeds['undo']!({})).toMatchObject({ ok: true });
  expect(files['elva/article.md']).toBe(ELVA);
  expect(await deeds['redo']!({})).toEqual({ ok: true, message: 'done again: elva was set to edited' });
  expect(files['elva/article.md']).toBe(edited);
  // What is done now stands in the place of what was to be done again.
  await deeds['status']!({ article: 'elva', status: 'proofed' });
  expect(await deeds['redo']!({})).toEqual({ ok: false, message: 'there is nothing to do again' });
});

test('a status is taken back under a text that has been written on, and not over a front matter that has', async () => {
  await deeds['status']!({ article: 'elva', status: 'edited' });
  files['elva/article.md'] += 'Mer tekst.\n';
  await deeds['undo']!({});
  expect(files['elva/article.md']).toBe(`${ELVA}Mer tekst.\n`);
  await deeds['redo']!({});
  files['elva/article.md'] = files['elva/article.md']!.replace('title: Elva', 'title: Åa');
  expect(await deeds['undo']!({})).toEqual({
    ok: false,
    message: 'elva/article.md has been changed by hand since; take it back in your editor',
  });
  expect(files['elva/article.md']).toContain('title: Åa\nstatus: edited');
});

test('pages are planned; what is no number says so', async () => {
  await deeds['plan']!({ article: 'elva', pages: ' 4 ' });
  expect(files['issue.yaml']).toBe(ISSUE.replace('elva #', '{ article: elva, pages: 4 } #'));
  for (const pages of ['fire', '0', '-1', '2.5', '1e3', '99999'])
    expect(await deeds['plan']!({ article: 'elva', pages })).toMatchObject({
      ok: false,
      message: expect.stringContaining(`${pages} is no number of pages`),
    });
  await deeds['undo']!({});
  expect(files['issue.yaml']).toBe(ISSUE);
});

test('an article is taken out and put in; both files go together, and together back', async () => {
  expect(await deeds['takeOut']!({ article: 'elva' })).toMatchObject({ ok: true });
  expect(files['issue.yaml']).toBe(ISSUE.replace('- elva', '# - elva'));
  const waiting = ELVA.replace('snart\n', 'snart\ndraft: true\n');
  expect(files['elva/article.md']).toBe(waiting);
  await deeds['undo']!({});
  expect(files).toEqual({ 'issue.yaml': ISSUE, 'elva/article.md': ELVA });
  await deeds['redo']!({});
  expect(files['elva/article.md']).toBe(waiting);
  expect(await deeds['putIn']!({ article: 'elva', before: 'bakside' })).toMatchObject({ ok: true });
  expect(files).toEqual({ 'issue.yaml': ISSUE, 'elva/article.md': ELVA });
});

test('where issue.yaml cannot be read nothing is taken out, and the reason is told', async () => {
  files['issue.yaml'] = 'order: [elva\n';
  const before = { ...files };
  for (const deed of ['takeOut', 'putIn'])
    expect(await deeds[deed]!({ article: 'elva' })).toMatchObject({
      ok: false,
      message: expect.stringContaining('issue.yaml cannot be read'),
    });
  expect(files).toEqual(before);
});

test('where one of two files has been changed since, neither is taken back', async () => {
  await deeds['takeOut']!({ article: 'elva' });
  files['issue.yaml'] += 'title: Ny\n';
  const before = { ...files };
  expect(await deeds['undo']!({})).toMatchObject({ ok: false });
  expect(files).toEqual(before);
});

test('a folder that lies outside the order waits as a draft, and a draft in its place comes back', async () => {
  files['boka/article.md'] = '---\ntitle: Boka\n---\n';
  await deeds['takeOut']!({ article: 'boka' }).catch(() => undefined);
  expect(files['boka/article.md']).toBe('---\ntitle: Boka\ndraft: true\n---\n');
  expect(files['issue.yaml']).toBe(ISSUE);
  files['elva/article.md'] = ELVA.replace('---\n\n', 'draft: true\n---\n\n');
  await deeds['putIn']!({ article: 'elva' });
  expect(files).toMatchObject({ 'issue.yaml': ISSUE, 'elva/article.md': ELVA });
});

test('where the second of two files cannot be written, the first is as it was', async () => {
  const broken = deedsOf(
    {
      read: (name) => Promise.resolve(files[name] ?? ''),
      write(name, text) {
        if (name === 'issue.yaml') return Promise.reject(new DeskFault('issue.yaml cannot be written'));
        files[name] = text;
        return Promise.resolve();
      },
    },
    () => false,
    () => undefined,
    () => '2026-09-01',
  );
  expect(await broken['takeOut']!({ article: 'elva' })).toEqual({
    ok: false,
    message: 'issue.yaml cannot be written',
  });
  expect(files).toEqual({ 'issue.yaml': ISSUE, 'elva/article.md': ELVA });
});

test('a note is deleted, and comes back with its number', async () => {
  const note = { page: 1, x: 0, y: 0 };
  await deeds['note']!({ ...note, words: 'A' });
  await deeds['note']!({ ...note, words: 'B' });
  const both = files['notes.yaml'];
  expect(await deeds['deleteNote']!({ id: 1 })).toEqual({
    ok: true,
    message: 'note 1 was deleted; u takes it back',
  });
  expect(files['notes.yaml']).not.toContain('words: A');
  expect(files['notes.yaml']).toContain('id: 2');
  await deeds['undo']!({});
  expect(files['notes.yaml']).toBe(both);
  await deeds['redo']!({});
  expect(await deeds['deleteNote']!({ id: 1 })).toEqual({ ok: false, message: 'there is no such note' });
});
