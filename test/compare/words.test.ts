import { describe, expect, test } from 'vitest';
import { marked } from '../../scripts/compare/lines.ts';
import type { Block } from '../../scripts/compare/side.ts';
import { wordChanges, wordsOf } from '../../scripts/compare/words.ts';

const text = (article: string, ...paragraphs: readonly string[]): Block[] =>
  paragraphs.map((each, at) => ({ text: each, article, page: 1, line: 10 + 2 * at }));
const told = (before: readonly Block[], after: readonly Block[]): string[] =>
  wordChanges(before, after).map(({ line, parts }) => `${line}: ${marked(parts)}`);

const ELVA = 'Vannet står stille mellom holmene, og båten ligger der den lå i går.';
const OTER = 'Oteren holder pusten i åtte minutter, men til vanlig holder det med ett.';
const PELS = 'Det er femti tusen hår på hver kvadratcentimeter, og noen har telt dem alle.';

describe('words', () => {
  test('a text that is as it was has no changes', () => {
    expect(told(text('elva', ELVA, OTER), text('elva', ELVA, OTER))).toEqual([]);
  });

  test('one word for another is told with what stands around it, at its line of today', () => {
    expect(told(text('elva', ELVA, OTER), text('elva', ELVA, OTER.replace('åtte', 'ni')))).toEqual([
      '12: Oteren holder pusten i [-åtte-] {+ni+} minutter, men til vanlig holder det med ett.',
    ]);
  });

  test('long context is left out', () => {
    const long = `${ELVA} ${ELVA} ${ELVA}`;
    const [change = ''] = told(text('elva', `${long} Slutt.`), text('elva', `${long} Ferdig.`));
    expect(change).toMatch(/^10: … .* \[-Slutt-\] \{\+Ferdig\+\}\.$/u);
    expect(change.length).toBeLessThan(90);
  });

  test('a comma, a sign and a capital are changes; white space, soft hyphens and how lines break are none', () => {
    expect(told(text('elva', 'Han kom hjem'), text('elva', 'Han kom, hjem'))).toEqual([
      '10: Han kom{+,+} hjem',
    ]);
    expect(told(text('elva', 'i dag'), text('elva', 'I dag'))).toEqual(['10: [-i-] {+I+} dag']);
    expect(
      told(text('elva', '96 % av  alle sykehus'), text('elva', '96\u00A0% av alle\nsyke\u00ADhus')),
    ).toEqual([]);
  });

  test('a paragraph that is new, and one that is gone, are told whole, each at its place', () => {
    expect(told(text('elva', ELVA), text('elva', ELVA, OTER))).toEqual([`12: {+${OTER}+}`]);
    const [gone] = wordChanges(text('elva', ELVA, OTER), text('elva', ELVA));
    expect(gone).toMatchObject({ line: 10, page: undefined, pageBefore: 1, removed: 13, added: 0 });
  });

  test('what only stands elsewhere is no change: a paragraph, an article, a sentence', () => {
    expect(told(text('elva', ELVA, OTER, PELS), text('elva', PELS, ELVA, OTER))).toEqual([]);
    expect(
      told([...text('elva', ELVA), ...text('oter', OTER)], [...text('oter', OTER), ...text('elva', ELVA)]),
    ).toEqual([]);
    expect(told(text('elva', `${ELVA} ${OTER}`, PELS), text('elva', ELVA, `${PELS} ${OTER}`))).toEqual([]);
    expect(told(text('elva', `${ELVA} ${OTER}`), text('elva', ELVA, OTER))).toEqual([]);
    expect(told(text('elva', ELVA, OTER), text('elva', `${ELVA} ${OTER}`))).toEqual([]);
  });

  test('a paragraph that has moved and lost a word has lost that word', () => {
    expect(told(text('elva', ELVA, OTER, PELS), text('elva', PELS.replace(' alle', ''), ELVA, OTER))).toEqual(
      ['10: … på hver kvadratcentimeter, og noen har telt dem [-alle-].'],
    );
  });

  test('of a moved sentence with words before and behind it, those alone are new', () => {
    expect(
      told(text('elva', `${ELVA} ${OTER}`, PELS), text('elva', ELVA, `${PELS} Sant nok. ${OTER} Ja.`)),
    ).toEqual([expect.stringMatching(/\{\+Sant nok\.\+\}.*\{\+Ja\.\+\}$/u)]);
  });

  test('a number that stands twice and is taken away once is taken away', () => {
    expect(told(text('elva', 'Ja.', 'Ja.', ELVA), text('elva', 'Ja.', ELVA))).toEqual([
      expect.stringContaining('[-Ja.-]'),
    ]);
  });

  test('a short line that was written anew is one change', () => {
    expect(told(text('elva', 'Elva', ELVA), text('elva', 'Bekken', ELVA))).toEqual([
      '10: [-Elva-] {+Bekken+}',
    ]);
  });

  test('counts words, and no signs', () => {
    const [change] = wordChanges(
      text('elva', ELVA),
      text('elva', ELVA.replace('båten ligger', 'skuta, den grønne, ligger')),
    );
    expect(change).toMatchObject({ removed: 1, added: 3 });
  });
});

test('words of a page are told apart by their letters alone', () => {
  expect(wordsOf('Kl. 16 sa «hun»: 10 000 syke\u00ADhus, e-post.')).toEqual([
    'kl',
    '16',
    'sa',
    'hun',
    '10',
    '000',
    'sykehus',
    'e-post',
  ]);
});
