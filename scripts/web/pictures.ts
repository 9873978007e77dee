/**
 * Pictures on the web: which sizes and kinds a place takes, and the markup that lets a browser choose among them. Nothing is
 * decoded here. A file's name is made from its picture's content and the settings, so it may be kept for ever, and a page can
 * be written before its pictures are encoded; variantsIn() then tells which are wanted.
 */
import { html, type Html } from '../../layouts/html.ts';
import { relativeTo } from './address.ts';

/** Where a picture stands on a screen. */
export type PicturePlace = 'column' | 'wide' | 'full' | 'margin' | 'half' | 'opener' | 'thumb' | 'cover';

export type WebFormat = 'avif' | 'webp' | 'jpg' | 'png' | 'svg';

/** A picture that may stand on the web. */
export interface WebPicture {
  /** issue/article/file, as in `data-picture`. */
  readonly key: string;
  /** How its files begin, from the root of the web edition: "2026-1/elva/boat-3f9a2c1b". */
  readonly base: string;
  /** Upright. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** A cut-out shows what lies behind it; a drawing is its own file and has no sizes. */
  readonly kind: 'photograph' | 'cut-out' | 'drawing';
  /** What stands in its place until it is there, "#5a3"; none behind what is transparent. */
  readonly colour?: string;
}

export interface PictureSet {
  /** Widths in px, rising. None for a drawing. */
  readonly widths: readonly number[];
  /** The lightest first; the last is for browsers that take no other. */
  readonly formats: readonly WebFormat[];
  /** The `sizes` attribute: how wide it stands, by the window's width. */
  readonly sizes: string;
}

/** How wide each place is, and the widths worth having for it: up to twice as many pixels as a telephone or a desk shows. */
const PLACES: Readonly<Record<PicturePlace, { readonly sizes: string; readonly widths: readonly number[] }>> =
  {
    column: { sizes: '(min-width: 38rem) 35.5rem, 100vw', widths: [400, 800, 1344] },
    half: { sizes: '(min-width: 56rem) 26rem, (min-width: 38rem) 18rem, 100vw', widths: [400, 800] },
    margin: { sizes: '(min-width: 56rem) 13rem, 16rem', widths: [400, 800] },
    wide: {
      sizes: '(min-width: 56rem) 51.5rem, (min-width: 38rem) 35.5rem, 100vw',
      widths: [400, 800, 1344, 2000],
    },
    full: { sizes: '100vw', widths: [400, 800, 1344, 2000] },
    // On a telephone it is cropped to stand, so more of it is shown than the window is wide. The same of a cover.
    opener: { sizes: '(min-width: 56rem) 100vw, 165vw', widths: [400, 800, 1344, 2000] },
    thumb: { sizes: '(min-width: 48rem) 13rem, 10rem', widths: [400, 800] },
    cover: { sizes: '(min-width: 64rem) 66vw, 150vw', widths: [400, 800, 1344, 2000] },
  };

const FORMATS: Readonly<Record<WebPicture['kind'], readonly WebFormat[]>> = {
  photograph: ['avif', 'webp', 'jpg'],
  'cut-out': ['avif', 'webp', 'png'],
  drawing: ['svg'],
};

const TYPES: Readonly<Record<WebFormat, string>> = {
  avif: 'image/avif',
  webp: 'image/webp',
  jpg: 'image/jpeg',
  png: 'image/png',
  svg: 'image/svg+xml',
};

/** A width so near the next that nobody sees the difference is not worth a file. */
const WORTH_IT = 1.15;

/** What is made of a picture for a place; never wider than the picture itself. */
export function pictureSet({ kind, widthPx }: WebPicture, place: PicturePlace): PictureSet {
  const { sizes, widths } = PLACES[place];
  const formats = FORMATS[kind];
  if (kind === 'drawing') return { widths: [], formats, sizes };
  const most = Math.min(widthPx, widths.at(-1)!);
  const smaller = widths.filter((width) => width * WORTH_IT < most);
  return { widths: [...smaller, most], formats, sizes };
}

/** A picture's file, from the root of the web edition. */
export const pictureFile = ({ base, kind }: WebPicture, format: WebFormat, widthPx: number): string =>
  kind === 'drawing' ? `${base}.svg` : `${base}-${widthPx}.${format}`;

/** One file of a picture. */
export interface Variant {
  readonly picture: WebPicture;
  readonly format: WebFormat;
  /** As wide as it is for a drawing. */
  readonly widthPx: number;
  /** From the root of the web edition. */
  readonly path: string;
}

const NAME = /([\w-]+-[0-9a-f]{10})(?:-(\d+))?\.(avif|webp|jpg|png|svg)\b/gu;

/** Every file of these pictures that a page, or any other text, names. */
export function variantsIn(text: string, pictures: ReadonlyMap<string, WebPicture>): readonly Variant[] {
  const byName = new Map<string, WebPicture[]>();
  for (const picture of pictures.values()) {
    const name = picture.base.split('/').at(-1)!;
    byName.set(name, [...(byName.get(name) ?? []), picture]);
  }
  const found = new Map<string, Variant>();
  for (const [, name = '', width, format] of text.matchAll(NAME)) {
    for (const picture of byName.get(name) ?? []) {
      const widthPx = Number(width ?? picture.widthPx);
      const path = pictureFile(picture, format as WebFormat, widthPx);
      found.set(path, { picture, format: format as WebFormat, widthPx, path });
    }
  }
  return [...found.values()];
}

/** What a page knows of the pictures that may stand on it. */
export interface PicturesOnPage {
  /** By key. */
  readonly pictures: ReadonlyMap<string, WebPicture>;
  /** The page's folder from the root: addresses are written from there. */
  readonly from: string;
}

export interface PictureWish {
  readonly key: string;
  /** Empty for a picture that only decorates. */
  readonly alt: string;
  /** What must stay in sight when cropped, "x% y%". */
  readonly focus?: string;
  readonly place: PicturePlace;
  /** The page's first and largest picture: it is fetched before all others. */
  readonly lead?: boolean;
}

const srcset = (picture: WebPicture, format: WebFormat, widths: readonly number[], from: string): string =>
  widths.map((width) => `${relativeTo(from, pictureFile(picture, format, width))} ${width}w`).join(', ');

/**
 * A picture's markup: <picture> with a source for every format and width, or a plain <img> for a drawing. Nothing for a
 * picture that is not for the web.
 */
export function pictureHtml(wish: PictureWish, { pictures, from }: PicturesOnPage): Html | undefined {
  const picture = pictures.get(wish.key);
  if (!picture) return undefined;
  const { widths, formats, sizes } = pictureSet(picture, wish.place);
  const last = formats.at(-1)!;
  const middle = widths[Math.floor((widths.length - 1) / 2)] ?? picture.widthPx;
  const img = html`<img
    src="${relativeTo(from, pictureFile(picture, last, middle))}"
    ${widths.length > 1 ? html`srcset="${srcset(picture, last, widths, from)}" sizes="${sizes}"` : ''}
    width="${picture.widthPx}"
    height="${picture.heightPx}"
    alt="${wish.alt}"
    class="${pictureClasses(picture, wish.focus)}"
    decoding="async"
    ${wish.lead ? html`fetchpriority="high"` : html`loading="lazy"`}
  />`;
  const others = formats.slice(0, -1);
  if (others.length === 0) return img;
  return html`<picture
    >${others.map(
      (format) =>
        html`<source
          type="${TYPES[format]}"
          srcset="${srcset(picture, format, widths, from)}"
          sizes="${sizes}"
        />`,
    )}${img}</picture
  >`;
}

/** For <head>: the browser fetches the page's lead picture before it has read the styles. */
export function picturePreload(wish: PictureWish, { pictures, from }: PicturesOnPage): Html | undefined {
  const picture = pictures.get(wish.key);
  if (!picture) return undefined;
  const { widths, formats, sizes } = pictureSet(picture, wish.place);
  const best = formats[0]!;
  const file = relativeTo(from, pictureFile(picture, best, widths.at(-1) ?? picture.widthPx));
  return html`<link
    rel="preload"
    as="image"
    type="${TYPES[best]}"
    href="${file}"
    ${widths.length > 1 ? html`imagesrcset="${srcset(picture, best, widths, from)}" imagesizes="${sizes}"` : ''}
    fetchpriority="high"
  />`;
}

const ATTRIBUTE = (name: string): RegExp => new RegExp(` ${name}="([^"]*)"`, 'u');

/** The same for a page whose opener takes its picture out of the text: that which its markup says is fetched first. */
export function preloadOfMarkup(markup: string): Html | undefined {
  const [picture] =
    /<picture\s*>(?:(?!<\/picture)[^])*? fetchpriority="high"/u.exec(markup) ??
    /<img\b[^>]*? fetchpriority="high"[^>]*>/u.exec(markup) ??
    [];
  const first = picture && /<(?:source|img)\b[^>]*>/u.exec(picture)?.[0];
  if (!first) return undefined;
  const said = (name: string): string | undefined =>
    ATTRIBUTE(name).exec(first.replaceAll(/\s+/gu, ' '))?.[1];
  const files = said('srcset');
  const file = said('src') ?? files?.split(' ').at(-2);
  return html`<link
    rel="preload"
    as="image"
    type="${said('type') ?? TYPES[file?.split('.').at(-1) as WebFormat]}"
    href="${file}"
    ${files ? html`imagesrcset="${files}" imagesizes="${said('sizes')}"` : ''}
    fetchpriority="high"
  />`;
}

/** The picture by itself, as large as it is worth having: where a click on it leads. */
export function pictureAddress(key: string, { pictures, from }: PicturesOnPage): string | undefined {
  const picture = pictures.get(key);
  if (!picture) return undefined;
  const { widths, formats } = pictureSet(picture, 'full');
  return relativeTo(from, pictureFile(picture, formats.at(-1)!, widths.at(-1) ?? picture.widthPx));
}

/** Focus counts in steps of so many per cent: what is left over is a hundredth of the picture. */
const FOCUS_STEP = 5;
const LEVELS = 16;

/**
 * Colour and focus as classes, since the content security policy lets no page have styles of its own. Each channel and each
 * axis has its own few rules, see pictureCss().
 */
function pictureClasses({ colour }: WebPicture, focus: string | undefined): string {
  const [x, y] = (focus ?? '')
    .split(' ')
    .map((part) => Math.round(parseInt(part, 10) / FOCUS_STEP) * FOCUS_STEP);
  const [, red, green, blue] = colour ?? '';
  return [
    'picture',
    ...(colour ? ['tint', `tint-r${red}`, `tint-g${green}`, `tint-b${blue}`] : []),
    ...(focus ? [`focus-x${x}`, `focus-y${y}`] : []),
  ].join(' ');
}

/** The rules that those classes mean, the same for every issue. */
export function pictureCss(): string {
  const channel = (name: string): string[] =>
    Array.from(
      { length: LEVELS },
      (_, level) => `.tint-${name}${level.toString(16)}{--${name}:${level * 17}}`,
    );
  const axis = (name: string): string[] =>
    Array.from({ length: 100 / FOCUS_STEP + 1 }, (_, at) => at * FOCUS_STEP).map(
      (per) => `.focus-${name}${per}{--focus-${name}:${per}%}`,
    );
  return `@layer base{
.picture{object-position:var(--focus-x,50%) var(--focus-y,50%)}
.tint{background-color:rgb(var(--r) var(--g) var(--b));color:oklch(from rgb(var(--r) var(--g) var(--b)) clamp(0,(0.63 - l)*1000,1) 0 0)}
${['r', 'g', 'b'].map((name) => channel(name).join('')).join('\n')}
${['x', 'y'].map((name) => axis(name).join('')).join('\n')}
}
`;
}
