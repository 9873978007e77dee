import { describe, expect, test } from 'vitest';

import type { Finding } from '../../scripts/model/finding.ts';
import {
  type PrintedText,
  type SourceBlock,
  findLost,
  letters,
  readPrinted,
} from '../../scripts/pdf/lost.ts';
import { HyphenReader } from '../../scripts/pdf/lost-hyphens.ts';
import { loadProof } from './fixture.ts';

/** A printed file in short: runs of text in the order of tags, with their pages; untagged text by page. */
const printed = (
  pieces: readonly [number, string][],
  untagged: readonly [number, string][] = [],
): PrintedText => ({
  pieces: pieces.map(([page, text]) => ({ page, letters: letters(text) })),
  untagged: new Map(untagged.map(([page, text]) => [page, letters(text)])),
  images: [],
});

/** The same with lines that have a place: [text, across, down], in points, type of 10 points, letters half as wide. */
const typeset = (...lines: readonly (readonly [string, number, number])[]): PrintedText => {
  const reader = new HyphenReader(letters);
  const pieces = lines.map(([text, xPt, yPt]) => {
    const endPt = { x: xPt + 5 * text.length, y: yPt };
    return {
      page: 4,
      letters: letters(text),
      hyphens: reader.read([{ text, page: 4, sizePt: 10, xPt, yPt, endPt }]),
    };
  });
  reader.finish();
  return { pieces, untagged: new Map(), images: [] };
};

const block = (line: number, text: string, flow = 'body'): SourceBlock => ({ line, flow, text });
const check = (paper: PrintedText, ...blocks: SourceBlock[]): string[] =>
  findLost(paper, [
    { article: 'elva', file: 'issues/2026-1/elva/article.md', firstPage: 4, lastPage: 6, blocks },
  ]).map(
    ({ rule, place, page, message }: Finding) =>
      `${place?.line}${page === undefined ? '' : ` p${page}`} ${rule}: ${message}`,
  );

const first = block(3, 'Fiskeren rodde ut før soloppgang og fant en effektiv ordning.');
const second = block(5, 'Det tok tjue minutter før, og tretti sekunder nå.');
const third = block(7, 'Ved elva lever oteren av fisk, og av fred.');

describe('letters', () => {
  test('white space, hyphens, joiners, ligatures and case are no difference', () => {
    expect(letters('Sol\u00adopp- gang\u2060 eﬀektiv\u00a096\u202f%')).toBe('soloppgangeffektiv96%');
  });

  test('signs that only say how others look are no difference', () => {
    expect(letters('👩\u200d🚀 👍🏽 ☃\ufe0f')).toBe(letters('👩🚀👍☃'));
  });

  test('text that runs leftward is the same as it is seen and as it is written', () => {
    expect(letters('Si שלום 2024 (עולם) nå')).toBe(letters('Si )םלוע( 2024 םולש nå'));
    expect(letters('Si שלום nå')).not.toBe(letters('Si שלו nå'));
  });

  test('a dash is a sign like others', () => {
    expect(letters('a – b')).toBe('a–b');
  });
});

describe('nothing is lost when', () => {
  test('every block stands in order', () => {
    expect(
      check(
        printed([
          [4, first.text],
          [4, second.text],
          [5, third.text],
        ]),
        first,
        second,
        third,
      ),
    ).toEqual([]);
  });

  test('a word is hyphenated, in capitals, or set with a ligature', () => {
    expect(
      check(
        printed([
          [4, 'FISKEREN rodde ut før solopp-'],
          [4, 'gang og fant en eﬀektiv ordning.'],
        ]),
        first,
      ),
    ).toEqual([]);
  });

  test('a paragraph is in parts, with a picture and a note between them', () => {
    const paper = printed([
      [4, 'Fiskeren rodde ut før sol-'],
      [4, 'Kveld ved sjøen. Foto: Kari'],
      [4, '1 En fotnote.'],
      [5, 'oppgang og fant en effektiv ordning.'],
      [5, second.text],
    ]);
    const caption = block(9, 'Kveld ved sjøen. Foto: Kari', 'float');
    expect(check(paper, first, second, caption, block(11, '1 En fotnote.', 'note'))).toEqual([]);
  });

  test('a float stands before the text that it follows in the source', () => {
    const caption = block(9, 'Bildetekst', 'float');
    expect(
      check(
        printed([
          [4, 'Bildetekst'],
          [4, first.text],
        ]),
        first,
        caption,
      ),
    ).toEqual([]);
  });

  test('short blocks repeat what longer ones say, or one another', () => {
    const blocks = [
      block(1, '17', 'float'),
      block(2, '17', 'float'),
      block(3, 'Elva'),
      first,
      block(4, 'Elva'),
      third,
    ];
    const paper = printed([
      [4, 'Elva'],
      [4, first.text],
      [4, '17'],
      [4, '17'],
      [5, 'Elva'],
      [5, third.text],
    ]);
    expect(check(paper, ...blocks)).toEqual([]);
  });

  test('a lifted quote is printed outside the tags, or inside, or twice', () => {
    const quote = block(6, 'tretti sekunder nå', 'lifted');
    expect(check(printed([[4, second.text]], [[5, 'tretti sekunder nå']]), second, quote)).toEqual([]);
    expect(
      check(
        printed([
          [4, second.text],
          [5, quote.text],
        ]),
        second,
        quote,
      ),
    ).toEqual([]);
  });

  test('the same words stand on another article’s pages', () => {
    expect(
      check(
        printed([
          [2, first.text],
          [4, first.text],
          [7, first.text],
        ]),
        first,
      ),
    ).toEqual([]);
  });
});

describe('hyphens', () => {
  const north = block(3, 'Nord-Norge har lange e-helseveier, og nordlys.');

  test('come and go at the ends of lines, and stay within them', () => {
    const paper = typeset(
      ['Nord-Norge har lange e-', 0, 100],
      ['helseveier, og nord-', 0, 86],
      ['lys.', 0, 72],
    );
    expect(check(paper, north)).toEqual([]);
  });

  test('lost within a line are named', () => {
    expect(check(typeset(['Nordnorge har lange e-helseveier, og nordlys.', 0, 100]), north)).toEqual([
      '3 p4 text-hyphen: “Nord-Norge” is printed without its hyphen on page 4',
    ]);
  });

  test('lost at the end of a line are named too', () => {
    const paper = typeset(['Nord-Norge har lange e', 0, 100], ['helseveier, og nordlys.', 0, 86]);
    expect(check(paper, north)).toEqual([
      '3 p4 text-hyphen: “e-helseveier,” is printed without its hyphen on page 4',
    ]);
  });

  test('added within a line are named, in one run or between two', () => {
    const said = [
      '3 p4 text-hyphen: “nordlys.” is printed with a hyphen that it has not, in the middle of a line on page 4',
    ];
    expect(check(typeset(['Nord-Norge har lange e-helseveier, og nord-lys.', 0, 100]), north)).toEqual(said);
    const parts = typeset(['Nord-Norge har lange e-helseveier, og nord-', 0, 100], ['lys.', 216, 100]);
    expect(check(parts, north)).toEqual(said);
  });

  test('of a block in parts are those of all its parts, and its neighbours’ are theirs', () => {
    const next = block(5, 'Etter-', 'float');
    const paper = typeset(
      ['Nord-Norge har lange e-', 0, 100],
      ['Etter-', 0, 86],
      ['helseveier, og nordlys.', 200, 300],
    );
    expect(check(paper, north, next)).toEqual([]);
  });

  test('may stand by themselves', () => {
    const alone = typeset(['Tegn', 0, 100], ['-', 25, 100]);
    expect(check(alone, block(3, 'Tegn -'))).toEqual([]);
    expect(check(typeset(['Tegn', 0, 100]), block(3, 'Tegn -'))).toHaveLength(1);
  });

  test('count: two are not one', () => {
    expect(
      check(typeset(['a--b og videre i én linje', 0, 0]), block(3, 'a--b og videre i én linje')),
    ).toEqual([]);
    expect(
      check(typeset(['a-b og videre i én linje', 0, 0]), block(3, 'a--b og videre i én linje')),
    ).toHaveLength(1);
    expect(
      check(typeset(['a--b og videre i én linje', 0, 0]), block(3, 'a-b og videre i én linje')),
    ).toHaveLength(1);
  });
});

describe('a loss is named', () => {
  test('no font has a letter', () => {
    expect(
      check(printed([[4, 'Fest \ufffd, og så hjem igjen.']]), block(3, 'Fest 🎉, og så hjem igjen.')),
    ).toEqual(['3 p4 no-letter: “🎉,” cannot be set on page 4: no font has such a letter']);
  });

  test('but not where it was said already that a block does not fit', () => {
    const article = {
      article: 'elva',
      file: 'issues/2026-1/elva/article.md',
      firstPage: 4,
      lastPage: 6,
      blocks: [first, second, third],
      pictures: [{ line: 5, name: '2026-1/elva/b.jpg', hash: 'b' }],
    };
    const paper = printed([
      [4, first.text],
      [4, second.text.slice(0, 25)],
      [5, third.text],
    ]);
    expect(findLost(paper, [article]).map(({ rule }) => rule)).toEqual(['text-missing', 'picture-missing']);
    expect(findLost(paper, [{ ...article, toldLines: new Set([5]) }])).toEqual([]);
  });

  test('a word is missing', () => {
    const paper = printed([
      [4, 'Fiskeren rodde før soloppgang og fant en effektiv ordning.'],
      [5, second.text],
    ]);
    expect(check(paper, first, second)).toEqual([
      '3 p4 text-missing: “ut” is missing or broken on page 4 after “Fiskeren rodde”',
    ]);
  });

  test('the end of a paragraph is missing', () => {
    expect(
      check(
        printed([
          [4, 'Fiskeren rodde ut før soloppgang'],
          [4, second.text],
        ]),
        first,
        second,
      ),
    ).toEqual([
      '3 p4 text-missing: “og fant en effektiv ordning.” is missing or broken on page 4 after “ut før soloppgang”',
    ]);
  });

  test('letters are lost at a hyphen', () => {
    const paper = printed([
      [4, 'Fiskeren rodde ut før sol-'],
      [4, 'gang og fant en effektiv ordning.'],
    ]);
    expect(check(paper, first)).toEqual([
      '3 p4 text-missing: “soloppgang” is missing or broken on page 4 after “rodde ut før”',
    ]);
  });

  test('a whole block is missing, and only that', () => {
    expect(
      check(
        printed([
          [4, first.text],
          [5, third.text],
        ]),
        first,
        second,
        third,
      ),
    ).toEqual([`5 text-missing: “${second.text}” (9 words) is missing from pages 4–6 of elva`]);
  });

  test('a short block is missing', () => {
    expect(check(printed([[4, first.text]]), block(1, 'Elva'), first)).toEqual([
      '1 text-missing: “Elva” (1 word) is missing from pages 4–6 of elva',
    ]);
  });

  test('a note or a caption is missing', () => {
    expect(check(printed([[4, first.text]]), first, block(30, '1 En fotnote med kilde.', 'note'))).toEqual([
      '30 text-missing: “1 En fotnote med kilde.” (5 words) is missing from pages 4–6 of elva',
    ]);
  });

  test('a block is printed twice', () => {
    expect(
      check(
        printed([
          [4, first.text],
          [5, first.text],
          [5, third.text],
        ]),
        first,
        third,
      ),
    ).toEqual([
      '3 p5 text-doubled: “Fiskeren rodde ut før soloppgang og fant en effektiv …” is printed twice, on page 4 and on page 5',
    ]);
  });

  test('a short block is printed twice in a row', () => {
    expect(
      check(
        printed([
          [4, 'Nei!'],
          [5, 'Nei!'],
          [5, first.text],
        ]),
        block(1, 'Nei!'),
        first,
      ),
    ).toEqual(['1 p5 text-doubled: “Nei!” is printed twice, on page 4 and on page 5']);
  });

  test('the tail of a split paragraph is printed twice', () => {
    const tail = 'og fant en effektiv ordning.';
    const paper = printed([
      [4, 'Fiskeren rodde ut før soloppgang'],
      [4, tail],
      [5, tail],
      [5, third.text],
    ]);
    expect(check(paper, first, third)).toEqual([
      `3 p5 text-doubled: “${tail}” is printed once more on page 5`,
    ]);
  });

  test('two blocks are swapped: one of them is named', () => {
    expect(
      check(
        printed([
          [4, second.text],
          [4, first.text],
          [5, third.text],
        ]),
        first,
        second,
        third,
      ),
    ).toEqual([expect.stringMatching(/^[35] p4 text-order: .* stands out of order on page 4$/)]);
  });

  test('text stands on the page, but outside the tags', () => {
    expect(check(printed([[4, first.text]], [[5, second.text]]), first, second)).toEqual([
      `5 p5 text-untagged: “${second.text}” stands on page 5, but outside the structure tree`,
    ]);
  });

  test('a lifted quote is missing', () => {
    const quote = block(6, 'noe helt annet', 'lifted');
    expect(check(printed([[4, second.text]]), second, quote)).toEqual([
      '6 text-missing: the lifted quote “noe helt annet” is missing from pages 4–6 of elva',
    ]);
  });
});

describe('in a printed file', () => {
  const article = { article: 'elva', file: 'issues/2026-1/elva/article.md', firstPage: 1, lastPage: 3 };
  const blocks = [
    block(1, 'Første artikkel'),
    block(4, 'Et mellomhode'),
    block(
      6,
      'Fiskeren rodde ut før soloppgang og fant en effektiv ordning. Avsnittet begynner i venstre spalte og har et langt ord som deles her. Det går videre i høyre spalte, og stopper',
    ),
    block(8, 'Et kort avsnitt til etter det.1 HPR 1234567890'),
    block(9, 'Det neste avsnittet går over til neste side.'),
    block(12, 'Et underhode'),
    block(14, 'Første punkt Andre punkt'),
    block(16, 'Kveld ved sjøen. Foto: Kari Nordmann', 'float'),
    block(18, '1 En fotnote med kilde.', 'note'),
    block(20, 'fant en effektiv ordning', 'lifted'),
    block(22, 'Tabell: tall År Antall 2024 17', 'float'),
  ];

  test('split, hyphenated and lifted text is found in the order of its tags', async () => {
    expect(findLost(readPrinted(await loadProof()), [{ ...article, blocks }])).toEqual([]);
  });

  test('pictures count: one that stands once is not there twice', async () => {
    const paper = readPrinted(await loadProof());
    const sky = { line: 2, name: '2026-1/elva/sky.jpg', hash: paper.images[0]!.hash };
    const lost = { line: 24, name: '2026-1/elva/lost.jpg', hash: 'none' };
    expect(findLost(paper, [{ ...article, blocks, pictures: [sky, sky] }])).toEqual([]);
    const findings = findLost(paper, [
      { ...article, blocks, pictures: [sky, sky, { ...sky, line: 23 }, lost] },
    ]);
    expect(findings.map(({ rule, place, message }) => [rule, place?.line, message])).toEqual([
      ['picture-missing', 23, '2026-1/elva/sky.jpg is missing from pages 1–3 of elva'],
      ['picture-missing', 24, '2026-1/elva/lost.jpg is missing from pages 1–3 of elva'],
    ]);
  });
});
