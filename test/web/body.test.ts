import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { createHyphenator, renderBody } from '../../scripts/markdown/index.ts';
import { webBody } from '../../scripts/web/body.ts';
import { divideLongWords } from '../../scripts/web/body/long-words.ts';
import type { Target } from '../../scripts/web/body/step.ts';
import type { WebPicture } from '../../scripts/web/pictures.ts';
import { webWords } from '../../scripts/web/words.ts';

const hyphenate = createHyphenator(['spesialist-helse-tjeneste-lov']);

const picture = (name: string, widthPx: number, heightPx: number): [string, WebPicture] => [
  `2026-1/elva/${name}.jpg`,
  {
    key: `2026-1/elva/${name}.jpg`,
    base: `2026-1/elva/${name}-0123456789`,
    widthPx,
    heightPx,
    kind: 'photograph',
  },
];
const pictures = new Map([picture('boat', 1600, 900), picture('tower', 900, 1600)]);

const targets = new Map<string, Target>([
  ['elva', { title: 'Elva', layout: 'feature', hasPage: true }],
  ['oteren', { title: 'Åtte minutter', layout: 'interview', hasPage: true }],
  ['innhold', { title: 'Innhold', layout: 'contents', hasPage: false }],
  ['omslag', { title: 'Omslag', layout: 'cover', hasPage: false }],
]);

const web = (markdown: string, lang: 'nb' | 'en' = 'nb') => {
  const { html } = renderBody(markdown, {
    file: 'article.md',
    bodyLine: 1,
    prefix: 'elva',
    issue: '2026-1',
    lang,
    picture: (src) => {
      const found = pictures.get(`2026-1/elva/${src}`);
      return found && { key: found.key, widthPx: found.widthPx, heightPx: found.heightPx };
    },
    pictureNames: ['boat.jpg', 'tower.jpg'],
    articles: [...targets.keys()],
    endMark: false,
    podcast: {
      title: 'Hør mer',
      spotify: 'https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk',
      apple: 'https://example.org/podd',
    },
    newsletter: { title: 'Brevet', url: 'https://example.org/brev' },
    hyphenate,
  });
  return webBody(html, {
    article: 'elva',
    issue: '2026-1',
    issueTitle: 'Verdt å huske',
    lang,
    words: webWords[lang],
    targets,
    pictures: { pictures, from: '2026-1/elva/' },
    hyphenate,
  });
};

/** The same as a document: in which order attributes stand says nothing. */
const page = (markdown: string): Document =>
  parseHTML(`<!doctype html><html><body>${web(markdown).html}</body></html>`).document;

const attributes = (element: Element | null, ...names: readonly string[]): (string | null)[] =>
  names.map((name) => element?.getAttribute(name) ?? null);

describe('cross references', () => {
  test('a page number becomes the title of what stands there', () => {
    const { html } = web('Hvordan det blir til, står på [side](../oteren/).');
    expect(html).toContain('står i <a href="../oteren/">«Åtte minutter»</a>');
    expect(html).not.toContain('side');
  });

  test('words that end in a page number keep the words alone', () => {
    expect(web('Les [reportasjen på side](../oteren/) nå.').html).toContain(
      'Les <a href="../oteren/">reportasjen</a> nå.',
    );
  });

  test('an article without a page of its own is found in its issue', () => {
    expect(web('Den står på [side](../innhold/).').html).toContain('står i <a href="../">innhold</a>');
    expect(web('Blomsten på [omslaget](../omslag/).').html).toContain('på <a href="../">omslaget</a>');
  });

  test('the article’s own page is this page, and a head in another keeps its place', () => {
    const own = web('I dag er jeg [side](../elva/).').html;
    expect(own).toContain('I dag er jeg denne siden.');
    expect(own).not.toContain('<a');
    expect(web('Se [kosten](../oteren/#kost).').html).toContain('href="../oteren/#oteren--kost"');
  });

  test('English says in, and quotes its own way', () => {
    expect(web('It stands on [page](../oteren/).', 'en').html).toContain(
      'It stands in <a href="../oteren/">“Åtte minutter”</a>',
    );
  });
});

test('a reference that begins a paragraph begins with a capital, and a head with no section above it is one', () => {
  expect(web('[Side](../innhold/) er rettet.').html).toContain('<a href="../">Innhold</a> er rettet');
  const document = page('### Først\nkom oteren.\n\n## Så\n\n### Sist\nkom laksen.');
  expect([...document.querySelectorAll('.run-in')].map((each) => each.getAttribute('aria-level'))).toEqual([
    '2',
    '3',
  ]);
});

describe('notes', () => {
  test('a note stands right after its call, once, and is a popover that its number opens', () => {
    const { html } = web('En[^1] og to[^1].\n\n[^1]: Se *her*.');
    expect(html.match(/class="note"/gu)).toHaveLength(1);
    expect(html.match(/popovertarget="elva--fn-1"/gu)).toHaveLength(2);
    const call = page('En[^1] og to[^1].\n\n[^1]: Se *her*.').querySelector('.note-call');
    expect(attributes(call!.querySelector('button'), 'type', 'aria-label')).toEqual(['button', 'Note 1']);
    expect(attributes(call!.nextElementSibling, 'class', 'id', 'role', 'popover')).toEqual([
      'note',
      'elva--fn-1',
      'note',
      '',
    ]);
    expect(html).not.toContain('doc-endnotes');
  });

  test('a note called in a box or a caption follows it', () => {
    const document = page('::: fact Tall\nTi[^1].\n:::\n\n[^1]: Omtrent.');
    expect(document.querySelector('section.fact')!.nextElementSibling!.className).toBe('note');
    const figure = page('![Båt](boat.jpg "Båten[^1]")\n\n[^1]: Lånt.').querySelector('figure');
    expect(figure!.nextElementSibling!.className).toBe('note');
  });

  test('a note that a note calls follows it', () => {
    const { html } = web('En[^1].\n\n[^1]: Se[^2].\n\n[^2]: Der.');
    expect(html.indexOf('id="elva--fn-2"')).toBeGreaterThan(html.indexOf('id="elva--fn-1"'));
    expect(html).toContain('Der.');
  });
});

describe('pictures', () => {
  test('a picture is a link to itself, in the sizes of its place', () => {
    const { html } = web('![En båt](boat.jpg "Båten"){.spread}');
    expect(page('![En båt](boat.jpg)').querySelector('a.zoom')!.getAttribute('href')).toMatch(
      /^boat-0123456789-\d+\.jpg$/u,
    );
    expect(html).toContain('sizes="100vw"');
    expect(html).toContain('alt="En båt"');
    expect(html).not.toContain('data-picture');
  });

  test('one that is higher than wide is marked', () => {
    expect(web('![Tårn](tower.jpg)').html).toContain('standing');
    expect(web('![Båt](boat.jpg)').html).not.toContain('standing');
  });

  test('a picture that is not for the web leaves its caption', () => {
    const body = '<figure id="x"><img data-picture="2026-1/elva/no.pdf" alt=""></figure><p>Tekst</p>';
    const context = {
      article: 'elva',
      issue: '2026-1',
      issueTitle: '',
      lang: 'nb' as const,
      words: webWords.nb,
      targets,
      pictures: { pictures, from: '2026-1/elva/' },
      hyphenate,
    };
    expect(webBody(body, context).html).toBe('<p>Tekst</p>');
  });
});

describe('heads, tables and boxes', () => {
  test('a head leads to itself, and one with a note does not', () => {
    expect(attributes(page('## Måling').querySelector('h2 > a.permalink'), 'href')).toEqual([
      '#elva--maling',
    ]);
    expect(web('## Måling[^1]\n\n[^1]: Note.').html).not.toContain('permalink');
  });

  test('a table scrolls in a region that its caption names', () => {
    const document = page('Tabell: Tid\n\n| a | b |\n|---|--:|\n| 1 | 2 |');
    expect(attributes(document.querySelector('section.table'), 'tabindex', 'aria-labelledby')).toEqual([
      '0',
      document.querySelector('caption')!.id,
    ]);
    expect([...document.querySelectorAll('td')].map(({ className }) => className)).toEqual(['', 'end']);
    expect(web('| a |\n|---|\n| 1 |').html).toContain('aria-label="Tabell"');
  });

  test('a box with a head is a section of the article, and no landmark beside it', () => {
    const document = page('::: fact Oter\nEt dyr.\n:::');
    expect(document.querySelector('section.fact')!.getAttribute('aria-labelledby')).toBe('elva--fact-1');
    expect(document.querySelector('aside')).toBe(null);
  });

  test('a lifted sentence stays hidden from screen readers and parts no question from its answer', () => {
    const { words } = web('**– Hvor bor du?**\n\n[I elva.]{.pull} Der er det vått.');
    const [first] = page('**– Hvor bor du?**\n\n[I elva.]{.pull} Der er det vått.').body.children;
    expect(attributes(first!, 'class', 'aria-hidden')).toEqual(['quote lifted', 'true']);
    // Hvor bor du? I elva. Der er det vått. and the dash.
    expect(words).toBe(10);
  });

  test('the podcast has links and no code; a player only where there is one', () => {
    const { html } = web('::: podcast\n:::');
    expect(html).not.toContain('<svg');
    expect(html).toContain('data-player="https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk"');
    expect(html.match(/data-player=/gu)).toHaveLength(1);
    expect(html).toContain('<li><a href="https://example.org/podd">Apple Podcasts</a></li>');
    expect(html).not.toContain('<iframe');
    expect(web('::: newsletter\n:::').html).toContain('<a href="https://example.org/brev">Meld deg på</a>');
  });

  test('nothing of composer, studio or page goes along', () => {
    const { html } = web('Ett.\n\n![Båt](boat.jpg){focus="30% 40%"}\n\nTo *tre*.');
    expect(html).not.toMatch(/data-source-line|style=|\u00AD/u);
    expect(html).toContain('focus-x30 focus-y40');
  });
});

describe('rows of a fact box', () => {
  test('have a label and one value, whatever the value is made of', () => {
    const document = page('::: fact Oter\n**Art** *Lutra lutra*, elveoter\n\n**Kost** fisk\n:::');
    const rows = [...document.querySelectorAll('.fact .row')];
    expect(rows.map((row) => [...row.children].map(({ tagName }) => tagName))).toEqual([
      ['STRONG', 'SPAN'],
      ['STRONG', 'SPAN'],
    ]);
    expect(rows.map(({ textContent }) => textContent)).toEqual(['Art Lutra lutra, elveoter', 'Kost fisk']);
    expect(rows[0]!.querySelector('span > em')!.textContent).toBe('Lutra lutra');
  });
});

describe('long words', () => {
  test('they alone have soft hyphens', () => {
    const { html } = web('Spesialisthelsetjenesteloven er en lov om helsetjenester.');
    expect(html).toContain('Spesialist\u00ADhelse\u00ADtjeneste\u00ADlov');
    expect(html).toContain('lov om');
    expect(html.match(/\u00AD/gu)!.length).toBeLessThan(8);
  });

  test('what is short, and code, is left alone', () => {
    expect(divideLongWords('Elva er stille', 'nb', hyphenate)).toBe('Elva er stille');
    expect(web('`spesialisthelsetjenesteloven`').html).not.toContain('\u00AD');
  });
});
