/** The kinds of fields that the YAML files are made of. What they say when wrong is in yaml.ts, or given here. */
import * as z from 'zod';

/** One value where a list is wanted counts as a list of one. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(item));

/** Text. A number counts as text, since `number: 4` and `price: 129` are what people write. */
export const text = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string().trim().min(1),
);

/** A number, also where it was written "10.0" or in quotes. */
const numeric = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
export const count = z.preprocess(numeric, z.int().min(1).max(9999));
export const lengthMm = (leastMm: number, mostMm: number) =>
  z.preprocess(numeric, z.number().min(leastMm).max(mostMm));
export const amount = (least: number, most: number) => z.preprocess(numeric, z.number().min(least).max(most));

export const isoDate = z.iso.date();
export const language = z.enum(['nb', 'nn', 'en']);
export type Language = z.output<typeof language>;

// z.url alone lets javascript: pass.
export const webAddress = z.url({ protocol: /^https?$/, hostname: /./ });

/** A folder or file name that is safe in addresses, ids and on every disk. */
export const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
export const name = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string().regex(NAME, 'a name of a–z, 0–9 and hyphens'),
);

/** A name made fit for NAME, for hints: "Så stille!" → "saa-stille". */
export const safeName = (written: string): string =>
  written
    .toLowerCase()
    .normalize('NFC')
    .replaceAll('å', 'aa')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');

/** A row of the colophon: "Trykk" – "Merkur". */
export const row = z.strictObject({ label: text, text });
export interface Row {
  readonly label: string;
  readonly text: string;
}

export const podcast = z.strictObject({
  title: text,
  url: webAddress.optional(),
  spotify: webAddress.optional(),
  apple: webAddress.optional(),
  youtube: webAddress.optional(),
});
/** Where to listen. The first address given is the one in the QR code. */
export interface Podcast {
  readonly title: string;
  readonly url?: string;
  readonly spotify?: string;
  readonly apple?: string;
  readonly youtube?: string;
}
