import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import {
  pictureAddress,
  pictureCss,
  pictureFile,
  pictureHtml,
  picturePreload,
  preloadOfMarkup,
  pictureSet,
  variantsIn,
  type PicturePlace,
  type WebPicture,
} from '../../scripts/web/pictures.ts';

const photograph = (widthPx: number): WebPicture => ({
  key: '2026-1/elva/båt.jpg',
  base: '2026-1/elva/bat-0123456789',
  widthPx,
  heightPx: Math.round(widthPx / 1.5),
  kind: 'photograph',
  colour: '#5a3',
});
const pictures = new Map([['2026-1/elva/båt.jpg', photograph(3000)]]);
const here = { pictures, from: '2026-1/elva/' };
const wish = { key: '2026-1/elva/båt.jpg', alt: 'En «båt»', place: 'column' } as const;
const dom = (text: string | undefined) => parseHTML(`<body>${text}</body>`).document;
const PLACES: readonly PicturePlace[] = [
  'column',
  'wide',
  'full',
  'margin',
  'half',
  'opener',
  'thumb',
  'cover',
];

describe('sizes', () => {
  test.each(PLACES)('%s: rising, and never wider than the picture', (place) => {
    for (const widthPx of [90, 400, 450, 1000, 1400, 2000, 6000]) {
      const { widths } = pictureSet(photograph(widthPx), place);
      expect(widths.length).toBeGreaterThan(0);
      expect(widths).toEqual(widths.toSorted((one, other) => one - other));
      expect(Math.max(...widths)).toBeLessThanOrEqual(widthPx);
      // A small picture is had in full.
      if (widthPx <= 400) expect(widths).toEqual([widthPx]);
    }
  });

  test('a size that is hardly smaller than the next is left out', () => {
    expect(pictureSet(photograph(850), 'column').widths).toEqual([400, 850]);
  });

  test('a cut-out falls back on PNG, a drawing is one file', () => {
    expect(pictureSet({ ...photograph(900), kind: 'cut-out' }, 'column').formats).toEqual([
      'avif',
      'webp',
      'png',
    ]);
    const drawing: WebPicture = { ...photograph(900), kind: 'drawing' };
    expect(pictureSet(drawing, 'column').widths).toEqual([]);
    expect(pictureFile(drawing, 'svg', 900)).toBe('2026-1/elva/bat-0123456789.svg');
  });
});

describe('markup', () => {
  test('a source for each format, the lightest first, and an <img> with its size', () => {
    const document = dom(pictureHtml(wish, here)?.text);
    const types = [...document.querySelectorAll('picture > source')].map((each) => each.getAttribute('type'));
    expect(types).toEqual(['image/avif', 'image/webp']);
    const img = document.querySelector('picture > img')!;
    expect(img.getAttribute('width')).toBe('3000');
    expect(img.getAttribute('height')).toBe('2000');
    expect(img.getAttribute('alt')).toBe('En «båt»');
    expect(img.getAttribute('loading')).toBe('lazy');
    expect(img.getAttribute('decoding')).toBe('async');
    expect(img.getAttribute('sizes')).toBe(document.querySelector('source')!.getAttribute('sizes'));
    expect(img.getAttribute('srcset')).toContain('bat-0123456789-400.jpg 400w, ');
  });

  test('the lead picture is fetched first, and by the same choice as the preload', () => {
    const lead = { ...wish, lead: true };
    const document = dom(picturePreload(lead, here)!.text + pictureHtml(lead, here)!.text);
    const img = document.querySelector('img')!;
    expect(img.getAttribute('fetchpriority')).toBe('high');
    expect(img.hasAttribute('loading')).toBe(false);
    const link = document.querySelector('link')!;
    const source = document.querySelector('source')!;
    expect(link.getAttribute('type')).toBe('image/avif');
    expect(link.getAttribute('imagesrcset')).toBe(source.getAttribute('srcset'));
    expect(link.getAttribute('imagesizes')).toBe(source.getAttribute('sizes'));
  });

  test('colour and focus are classes that the stylesheet has, and no style stands in the markup', () => {
    const { text } = pictureHtml({ ...wish, focus: '33% 100%' }, here)!;
    expect(text).not.toContain('style');
    const classes = dom(text).querySelector('img')!.className.split(' ');
    expect(classes).toEqual(['picture', 'tint', 'tint-r5', 'tint-ga', 'tint-b3', 'focus-x35', 'focus-y100']);
    const css = pictureCss();
    for (const each of classes) expect(css).toContain(`.${each}{`);
    expect(css).toContain('.tint-ga{--g:170}');
    expect(css.length).toBeLessThan(2500);
  });

  test('addresses are written from the page', () => {
    expect(pictureHtml(wish, { pictures, from: '' })!.text).toContain(
      '"2026-1/elva/bat-0123456789-400.avif 400w',
    );
    expect(pictureHtml(wish, { pictures, from: '2026-2/' })!.text).toContain('"../2026-1/elva/bat-');
    expect(pictureAddress(wish.key, here)).toBe('bat-0123456789-2000.jpg');
  });

  test('a picture that is not for the web leaves nothing', () => {
    expect(pictureHtml({ ...wish, key: '2026-1/elva/annonse.pdf' }, here)).toBeUndefined();
    expect(picturePreload({ ...wish, key: '2026-1/elva/annonse.pdf' }, here)).toBeUndefined();
  });

  test('a lead picture that a layout took out of the text is fetched first as any other', () => {
    const lead = { ...wish, lead: true };
    const markup = `${pictureHtml({ ...wish, key: wish.key }, here)!.text}${pictureHtml(lead, here)!.text}`;
    const link = (text = '') => {
      const [found] = dom(text).querySelectorAll('link');
      return [...found!.attributes].map(({ name, value }) => [name, value]);
    };
    const [own, read] = [picturePreload(lead, here), preloadOfMarkup(markup)].map((each) => link(each?.text));
    expect(read!.filter(([name]) => name !== 'href')).toEqual(own!.filter(([name]) => name !== 'href'));
    expect(preloadOfMarkup(pictureHtml(wish, here)!.text)).toBeUndefined();
    expect(preloadOfMarkup('<img src="dalen.svg" fetchpriority="high">')!.text).toMatch(
      /type="image\/svg\+xml"\s+href="dalen\.svg"/u,
    );
  });
});

test('what a page names is what is encoded: no more and no less', () => {
  const { text } = pictureHtml(wish, here)!;
  const paths = variantsIn(`${text} other-0123456789-400.jpg bat-0123456780-400.jpg`, pictures).map(
    ({ path }) => path,
  );
  expect(paths.toSorted()).toEqual(
    [400, 800, 1344]
      .flatMap((width) =>
        ['avif', 'webp', 'jpg'].map((format) => `2026-1/elva/bat-0123456789-${width}.${format}`),
      )
      .toSorted(),
  );
});
