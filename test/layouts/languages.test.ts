/** The words that the magazine itself says: every layout says them in the language of its issue and its article. */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { furniture, monthAndYear, numberAndYear, shortNumber } from '../../layouts/furniture.ts';
import type { Layout } from '../../layouts/layout.ts';
import { readLayouts } from '../../scripts/io/layouts.ts';
import type { Language } from '../../scripts/model/fields.ts';
import { rendered } from './rendered.ts';

const LANGUAGES = ['nb', 'nn', 'en'] as const;

/** All that an article can say for itself, in a word that is no language's. */
const WORD = 'Qqx';
const FRONT = `title: ${WORD}
kicker: ${WORD}
standfirst: ${WORD}
byline: [${WORD}, { name: ${WORD}, role: ${WORD} }]
photo: ${WORD} ${WORD}
image: { src: qqx-900x600.jpg, alt: ${WORD}, credit: ${WORD} }`;
const BODY = `${WORD} ${WORD}.

## ${WORD}

![${WORD}](qqx-900x600.jpg "${WORD}. Kilde: ${WORD}")

![${WORD}](qqy-600x900.jpg "${WORD}")

![${WORD}](qqz-900x600.jpg "${WORD}"){.full}

![${WORD}](qqw-900x600.jpg "${WORD}"){.spread}

**– ${WORD}?**

${WORD}.

::: fact ${WORD}
**${WORD}** ${WORD}
:::
`;

/** Front matter that each layout wants beside the common fields. */
const WANTS: Readonly<Record<string, string>> = { ad: `advertiser: ${WORD}` };

/** Each choice that a layout's own fields offer, one at a time. */
function choicesOf({ options = {} }: Layout): string[] {
  return Object.entries(options).flatMap(([name, schema]) => {
    const written = JSON.stringify(
      z.toJSONSchema(schema as z.ZodType, { unrepresentable: 'any', io: 'input' }),
    );
    const words = /"enum":\[([^\]]*)\]/u.exec(written)?.[1]?.replaceAll('"', '').split(',') ?? [];
    return words.map((word) => `${name}: ${word}`);
  });
}

/** What a reader meets: text, and what a screen reader is told. */
const said = (html: string): string[] =>
  [
    ...[...html.matchAll(/\s(?:aria-label|alt|title|data-run-title|data-run-section)="([^"]*)"/gu)].map(
      ([, label = '']) => label,
    ),
    html.replaceAll(/<svg[^]*?<\/svg>/gu, ' ').replaceAll(/<[^>]*>/gu, ' '),
  ]
    .join(' ')
    .replaceAll(/&\w+;|\u00AD/gu, ' ')
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1);

const wordsOf = (language: Language): string[] => {
  const { where, months, ...single } = furniture[language];
  return [...Object.values(single), ...Object.values(where), ...months].flatMap((phrase) =>
    phrase.split(/[^\p{L}]+/u),
  );
};

const layouts = new Map<string, Layout>();
beforeAll(async () => {
  for (const [name, layout] of await readLayouts()) layouts.set(name, layout);
});

describe('every layout', () => {
  test.each(LANGUAGES)('in %s says no word but its article’s and those of the furniture', (language) => {
    // The title is not said of the issue's own name; a credit's label is the author's.
    const own = new Set([WORD, 'mag', 'Kilde', ...wordsOf(language)].map((word) => word.toLowerCase()));
    let made = 0;
    for (const [name, layout] of layouts) {
      const body = layout.body === 'none' || name === 'ad' ? '' : BODY;
      for (const choice of ['', ...choicesOf(layout)]) {
        const front = [WANTS[name], FRONT, choice].filter(Boolean).join('\n');
        const { html, findings } = rendered(name, layout, front, body, 'any', 'hav', language);
        const what = `${name} ${choice} ${JSON.stringify(findings)}`;
        expect(html, what).not.toBe('');
        expect(
          said(html).filter((word) => !own.has(word.toLowerCase())),
          what,
        ).toEqual([]);
        made += 1;
      }
    }
    expect(made).toBeGreaterThan(layouts.size);
  });

  test('a word of another language would be seen', () => {
    const norwegian = said('<p aria-label="Annonse">No. 1, side <span>12</span></p>');
    expect(norwegian).toEqual(['Annonse', 'No', 'side']);
    const english = new Set(wordsOf('en').map((word) => word.toLowerCase()));
    expect(norwegian.filter((word) => !english.has(word.toLowerCase()))).toEqual(['Annonse', 'side']);
  });

  test('an article in another language than its issue says its own words', () => {
    const words = (name: string, lang: string): string =>
      said(
        rendered(
          name,
          layouts.get(name)!,
          `${WANTS[name] ?? ''}\n${FRONT}\nlang: ${lang}`,
          name === 'ad' ? '' : BODY,
        ).html,
      ).join(' ');
    expect(words('feature', 'en')).toContain('Text Qqx');
    expect(words('feature', 'en')).toContain('Photo Qqx');
    expect(words('feature', 'nb')).toContain('Tekst Qqx');
    expect(words('ad', 'en')).toContain('Advertisement');
    expect(words('photo-essay', 'nn')).not.toContain('Høyre');
    // What belongs to the issue stays in the issue's language.
    expect(rendered('feature', layouts.get('feature')!, `${FRONT}\nlang: en`, BODY).html).toMatch(
      /data-run-section="d:mag\sNr\.\s1/u,
    );
  });

  test('has no words in its styles, nor have the styles that all share', () => {
    const files = ['layouts', 'styles'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.css'))
        .map((name) => `${folder}/${name}`),
    );
    expect(files.length).toBeGreaterThan(12);
    for (const file of files) {
      const contents = [...readFileSync(file, 'utf8').matchAll(/content:\s*(['"])(.*?)\1/gu)];
      expect(
        contents.filter(([, , text = '']) => /\p{L}/u.test(text)),
        file,
      ).toEqual([]);
    }
  });
});

describe('the furniture', () => {
  test('has a word of its own in English for every Norwegian one', () => {
    const { where, months, ...single } = furniture.nb;
    for (const [name, phrase] of Object.entries(single))
      expect(furniture.en[name as keyof typeof single], name).not.toBe(phrase);
    for (const name of Object.keys(where) as (keyof typeof where)[])
      if (name !== 'page') expect(furniture.en.where[name], name).not.toBe(where[name]);
    expect(furniture.en.months).toHaveLength(12);
    expect(months).toHaveLength(12);
  });

  test('says numbers and months as each language does', () => {
    expect(LANGUAGES.map((each) => monthAndYear('2026-03-02', each))).toEqual([
      'mars 2026',
      'mars 2026',
      'March 2026',
    ]);
    expect(shortNumber('1/2026', 'en')).toBe('No.\u00A01');
    expect(numberAndYear('1/2026', 'nn')).toBe('Nr.\u00A01\u20022026');
  });
});

describe('what an article’s own language decides', () => {
  const feature = (lang: string, body: string): string =>
    rendered('feature', layouts.get('feature')!, `lang: ${lang}`, body).html;

  test('quotation marks', () => {
    expect(feature('en', 'She said "no" twice.')).toContain('“no”');
    for (const lang of ['nb', 'nn']) expect(feature(lang, 'Ho sa "nei" to gonger.')).toContain('«nei»');
  });

  test('hyphens: each language breaks by its own patterns', () => {
    const broken = (lang: string, word: string): string =>
      new RegExp(String.raw`Et ([\p{L}\u00AD]+) til`, 'u')
        .exec(feature(lang, `Et ${word} til og med her.`))![1]!
        .replaceAll('\u00AD', '-');
    expect(broken('en', 'hyphenation')).toBe('hy-phen-ation');
    expect(broken('nb', 'hyphenation')).not.toBe('hy-phen-ation');
    // Nynorsk shares its patterns with Bokmål, and not with English.
    expect(broken('en', 'sjukepleiarane')).not.toBe('sjuke-pleia-rane');
    expect(broken('nn', 'sjukepleiarane')).toBe('sjuke-pleia-rane');
  });

  test('the language that a screen reader speaks', () => {
    for (const lang of LANGUAGES)
      expect(feature(lang, 'Tekst.')).toMatch(new RegExp(String.raw`<article[^>]*\slang="${lang}"`, 'u'));
  });
});
