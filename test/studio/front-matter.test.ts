/** A field of the front matter is set: everything around it stays as it was written. */
import { expect, test } from 'vitest';
import { setFrontMatter } from '../../scripts/studio/front-matter.ts';

const ARTICLE = `---
layout: feature # stor
title: "Elva: en reise"
# Kari leser.
status:   draft   # til fredag
standfirst: >
  To linjer
  om vann.
---

Teksten begynner.

---

status: idea
`;

const set = (source: string, name: string, value?: string): string => {
  const edited = setFrontMatter(source, name, value);
  return 'text' in edited ? edited.text : edited.refused;
};

test('a field is changed in its place, and nothing else', () => {
  expect(set(ARTICLE, 'status', 'approved')).toBe(ARTICLE.replace('draft   #', 'approved   #'));
  expect(set(ARTICLE, 'status', 'draft')).toBe(ARTICLE);
});

test('a field that is not there comes last, under a text of several lines too', () => {
  expect(set(ARTICLE, 'draft', 'true')).toBe(
    ARTICLE.replace('  om vann.\n---', '  om vann.\ndraft: true\n---'),
  );
  expect(set('---\n---\nTekst.', 'status', 'idea')).toBe('---\nstatus: idea\n---\nTekst.');
  expect(set('---\ntitle: A\nstatus:\n---\n', 'status', 'idea')).toBe('---\ntitle: A\nstatus: idea\n---\n');
});

test('a field is taken away with its line; what is said of it stays', () => {
  expect(set(ARTICLE, 'status')).toBe(ARTICLE.replace('status:   draft   # til', '# til'));
  expect(set(set(ARTICLE, 'draft', 'true'), 'draft')).toBe(ARTICLE);
  expect(set(ARTICLE, 'draft')).toBe(ARTICLE);
  expect(set('---\ndraft: true\n---\n', 'draft')).toBe('---\n---\n');
});

test('line ends of Windows and a byte order mark stay', () => {
  const windows = `\uFEFF${ARTICLE.replaceAll('\n', '\r\n')}`;
  expect(set(windows, 'status', 'idea')).toBe(windows.replace('draft   #', 'idea   #'));
  expect(set(windows, 'draft', 'true')).toContain('om vann.\r\ndraft: true\r\n---\r\n');
  expect(set(set(windows, 'draft', 'true'), 'draft')).toBe(windows);
});

test('what cannot be read is left alone, and says why', () => {
  expect(set('Bare tekst.\n', 'status', 'idea')).toBe('article.md has no front matter');
  expect(set('Bare tekst.\n---\na: 1\n---\n', 'status', 'idea')).toBe('article.md has no front matter');
  expect(set('---\ntitle: A\n', 'status', 'idea')).toBe('article.md has no front matter');
  expect(set('---\ntitle: "A\n---\n', 'status', 'idea')).toContain('article.md cannot be read');
  expect(set('---\n{ title: A }\n---\n', 'status', 'idea')).toContain('no list of fields');
  expect(set('---\nstatus: idea\nstatus: draft\n---\n', 'status', 'edited')).toContain('cannot be read');
  expect(set('---\nstatus: &s idea\nkicker: *s\n---\n', 'status', 'edited')).toContain('does not edit');
});
