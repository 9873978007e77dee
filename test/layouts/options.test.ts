/** What a designer may choose in front matter: accents, the two lists of contents, signatures, teasers, items of the news. */
import { describe, expect, test } from 'vitest';
import { layout as contents } from '../../layouts/contents/contents.11ty.ts';
import { layout as cover } from '../../layouts/cover/cover.11ty.ts';
import { layout as editorial } from '../../layouts/editorial/editorial.11ty.ts';
import { layout as feature } from '../../layouts/feature/feature.11ty.ts';
import { newsItems } from '../../layouts/news/items.ts';
import { layout as news } from '../../layouts/news/news.11ty.ts';
import { colourOf } from '../../layouts/parts/accent.ts';
import { formatFindings } from '../../scripts/model/report.ts';
import { pagesOf, rendered, words } from './rendered.ts';

const flat = (html: string): string => html.replaceAll(/\s+/gu, ' ');

describe('an accent', () => {
  const accented = (accent: string) => rendered('feature', feature, `accent: ${accent}`, 'Tekst.');
  const said = (accent: string): string => formatFindings(accented(accent).findings, { color: false });

  test('is a colour of the theme, or any that can be read on paper', () => {
    expect(flat(accented('hav').html)).toContain('style="--own: #0b3f4d"');
    expect(flat(accented('"#7A2E1D"').html)).toContain('style="--own: #7a2e1d"');
    // The theme's own name for a part leads to a colour too.
    expect(flat(accented('deep').html)).toContain('style="--own: #0b3f4d"');
    expect(rendered('feature', feature, '', 'Tekst.').html).not.toContain('--own');
  });

  test('colours small type only from a contrast of 4.5, large type from 3', () => {
    expect(accented('hav').html).toContain('accented accented-small');
    // Coral on white: 4.0.
    expect(accented('coral').html).toContain('accented"');
    expect(said('coral')).toBe('');
    expect(said('"#ff9900"')).toBe(
      'a/article.md:4:9 error  the accent #ff9900 has a contrast of 2.1:1 against paper; large type needs at least 3:1, small type 4.5:1  (accent)\n' +
        '  hint: choose a darker colour',
    );
  });

  test('that is no colour is an error with the nearest that is', () => {
    expect(said('corall')).toContain(
      'corall is not a colour of the theme hav  (accent)\n  hint: write coral',
    );
    // A token, but of a length.
    expect(said('gutter')).toContain('gutter is not a colour of the theme hav');
    expect(said('"#12345"')).toContain(
      'accent is #12345; it must be a colour of the theme, or one such as "#7a2e1d"',
    );
  });

  test('tokens that lead to each other end', () => {
    expect(colourOf('a', { a: 'var(--b)', b: 'var(--a)' })).toBeUndefined();
    expect(colourOf('a', { a: 'var(--b)', b: '#AbC' })).toBe('#aabbcc');
  });
});

describe('contents', () => {
  const image = 'image: { src: a.jpg, alt: A }';

  test('face a picture, or stand alone with a small picture in each row', () => {
    expect(pagesOf(rendered('contents', contents, image))).toHaveLength(2);
    const list = rendered('contents', contents, 'variant: list');
    expect(pagesOf(list)).toEqual(['plain contents-page']);
    expect(list.html).toContain('pictured-list');
  });

  test('as a list alone have no picture of their own, and say so', () => {
    const { findings } = rendered('contents', contents, `variant: list\n${image}`);
    expect(findings).toMatchObject([{ rule: 'picture-not-shown', level: 'warning' }]);
    expect(rendered('contents', contents, 'variant: grid').findings).toMatchObject([{ level: 'error' }]);
  });

  test('can be led only by an article of the issue', () => {
    expect(rendered('contents', contents, 'lead: b').findings).toEqual([]);
    expect(rendered('contents', contents, 'lead: c').findings).toMatchObject([
      { rule: 'no-such-article', level: 'error', message: 'c is no article of this issue' },
    ]);
  });
});

describe('a cover', () => {
  test('teases articles of the issue, at its foot or at its edge', () => {
    const at = (where: string): string =>
      flat(rendered('cover', cover, `teasers: [a]\nteasersAt: ${where}`).html);
    expect(at('foot')).toContain('cover-foot teasers-1');
    expect(at('foot')).not.toContain('cover-side');
    expect(at('side')).toMatch(/class="at cover-side"> ?<a class="teaser"/u);
    expect(at('side')).toContain('cover-foot teasers-0');
  });

  test('cannot tease what is not there', () =>
    expect(rendered('cover', cover, 'teasers: [a, borte]').findings).toMatchObject([
      { rule: 'no-such-article', message: 'borte is no article of this issue' },
    ]));
});

describe('an editorial', () => {
  const signed = (front: string): string => flat(rendered('editorial', editorial, front, 'Tekst.').html);

  test('is signed with its writer’s name, or with a drawing and the name beneath', () => {
    const name = signed('byline: { name: Kari Ås, role: redaktør }');
    expect(words(/<div class="flow">([^]*)<\/article>/u.exec(name)![1]!)).toBe('Tekst. Kari Åsredaktør');
    expect(words(/editorial-side[^>]*>([^]*?)<div class="text-area/u.exec(name)![1]!)).toBe('');
    const drawing = signed('byline: Kari Ås\nsignature: kari.svg');
    expect(drawing).toMatch(
      /<figure class="signature"> ?<img src="kari.svg" data-picture="i\/a\/kari.svg" alt="Underskrift: Kari Ås"/u,
    );
    expect(signed('byline: Kari Ås\nsignature: kari.svg\nlang: en')).toContain('alt="Signature: Kari Ås"');
  });

  test('is not signed where nobody wants it or nobody wrote it; names then stand beside it', () => {
    expect(signed('byline: Kari Ås\nsignature: none')).not.toContain('signature-name');
    expect(signed('byline: Kari Ås\nsignature: none')).toContain('Tekst <span class="name">Kari Ås');
    expect(signed('')).not.toContain('signature-name');
  });

  test('takes a drawing from its own folder, and no photograph of one', () => {
    const faults = (front: string) => rendered('editorial', editorial, front, 'Tekst.').findings;
    expect(faults('signature: kari.jpg')).toMatchObject([{ rule: 'signature', level: 'error' }]);
    expect(faults('signature: "../kari svg"')).toMatchObject([{ rule: 'signature' }]);
  });
});

describe('an item of the news', () => {
  const place = { widthMm: 114, depthPt: 170, sizes: [{ sizePt: 54, leadingPt: 52 }] };
  const rest =
    '<h2 data-source-line="4" data-span="2">To</h2>\n<p>A.</p>\n<aside class="quote"><p>Q</p></aside>\n<p>B.</p>\n<h2>En</h2>\n<p>C.</p>';

  test('over several columns is a box with its head and its text; what floats stays outside', () => {
    const { body } = newsItems(`<h2 data-span="3">Først</h2><p>x</p>${rest}`, place);
    expect(flat(body)).toBe(
      flat(
        '<p>x</p><aside class="item item-2" data-source-line="4"><h2 class="short-head" data-source-line="4">To</h2><div class="item-text"><p>A.</p>\n\n<p>B.</p></div></aside>\n<aside class="quote"><p>Q</p></aside><h2 class="short-head">En</h2>\n<p>C.</p>',
      ),
    );
  });

  test('of one column runs on with the others', () => {
    const { body } = newsItems('<h2>Først</h2><h2 data-span="1">En</h2><p>A.</p>', place);
    expect(body).toBe('<h2 class="short-head">En</h2><p>A.</p>');
  });

  test('says in Markdown over how many it goes', () => {
    const { html, findings } = rendered(
      'news',
      news,
      '',
      '## Først\n\nTekst.\n\n## To spalter {span=2}\n\nTekst.\n',
    );
    expect(findings).toEqual([]);
    expect(html).toContain('class="item item-2"');
    expect(words(html)).not.toContain('{');
  });

  test('in a layout that has none is a warning at its line', () =>
    expect(rendered('feature', feature, '', 'Tekst.\n\n## Head {span=2}\n\nTekst.').findings).toMatchObject([
      { rule: 'head-span', level: 'warning', place: { line: 8, column: 9 } },
    ]));
});
