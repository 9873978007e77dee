/** The door to colour profiles: one printing condition, for single colours and for the pixels of pictures. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import * as lcms from 'lcms-wasm';

import type { Cmyk, Condition, Rgb } from '../pdf/press/colour.ts';
import { cubeOf, cubePoints } from '../pdf/press/cube.ts';

/** A printing condition, and its pixels. */
export interface Profile extends Condition {
  /** Changes with the profile's content. */
  readonly stamp: string;
  /** Whether another profile is this one. */
  is(other: Uint8Array): boolean;
  /** As the profile calls itself. */
  readonly description: string;
  /** Whether it is a printer's profile for four inks, as an output intent must be. */
  readonly isForPress: boolean;
  /**
   * Pixels in four inks, four bytes each, 255 being solid. `source` is the profile embedded in the picture, if any: sRGB counts
   * where there is none, and where it is not one for as many channels.
   */
  pixels(bytes: Uint8Array, channels: 3 | 4, source: Uint8Array | undefined): Uint8Array;
}

const INTENT = lcms.INTENT_RELATIVE_COLORIMETRIC;
const FLAGS = lcms.cmsFLAGS_BLACKPOINTCOMPENSATION;
const MOST = 0xffff;
/** Steps of black ink that are measured; between them it is straight. */
const STEPS = 64;

// "prtr", at its place in every profile's header.
const isPrinter = (profile: Uint8Array): boolean =>
  Buffer.from(profile.subarray(12, 16)).toString('latin1') === 'prtr';

const linear = (level: number): number =>
  level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
/** Luminance of L*. */
const lightOf = (lightness: number): number =>
  lightness > 8 ? ((lightness + 16) / 116) ** 3 : lightness / 903.3;

let loading: Promise<lcms.Lcms> | undefined;

/** @throws if the bytes are no ICC profile */
export async function openProfile(bytes: Uint8Array): Promise<Profile> {
  const engine = await (loading ??= lcms.instantiate());
  const open = (profile: Uint8Array): number => {
    // Not as an argument, which would lie on the engine's small stack: profiles may have several megabytes.
    const at = engine['_malloc'](profile.length);
    engine.HEAPU8.set(profile, at);
    const handle = engine.ccall(
      'cmsOpenProfileFromMem',
      'number',
      ['number', 'number'],
      [at, profile.length],
    );
    engine['_free'](at);
    return handle;
  };
  const own = open(bytes);
  if (own === 0) throw new Error('this is no ICC profile');
  const space = engine.cmsGetColorSpaceASCII(own);
  const isForPress = space === 'CMYK' && isPrinter(bytes);
  const description = engine
    .cmsGetProfileInfoASCII(own, lcms.cmsInfoDescription, 'en', 'US')
    .replace(/\0+$/u, '');
  const stamp = createHash('sha256').update(bytes).digest('hex');
  const is = (other: Uint8Array): boolean => Buffer.compare(other, bytes) === 0;
  const none: Profile = {
    stamp,
    is,
    description,
    isForPress,
    cmyk: () => [0, 0, 0, 1],
    black: (level) => 1 - level,
    pixels: () => new Uint8Array(),
  };
  if (!isForPress) return none;

  const srgb = engine.cmsCreate_sRGBProfile();
  const single = engine.cmsCreateTransform(srgb, lcms.TYPE_RGB_16, own, lcms.TYPE_CMYK_16, INTENT, FLAGS);
  const cmyk = (rgb: Rgb): Cmyk => {
    const input = Uint16Array.from(rgb, (part) => Math.round(Math.min(1, Math.max(0, part)) * MOST));
    // What is white is paper, whatever the profile's rounding says.
    if (input.every((part) => part === MOST)) return [0, 0, 0, 0];
    const [cyan = 0, magenta = 0, yellow = 0, black = 0] = engine.cmsDoTransform(single, input, 1);
    return [cyan / MOST, magenta / MOST, yellow / MOST, black / MOST];
  };

  const lights = blackLights(engine, own);
  const black = (level: number): number => {
    const [paper, solid] = [lights[0]!, lights.at(-1)!];
    // As light as the grey is, on the way from paper to black ink: black-point compensation by hand.
    const wanted = solid + linear(Math.min(1, Math.max(0, level))) * (paper - solid);
    const next = lights.findIndex((light) => light <= wanted);
    if (next <= 0) return next < 0 ? 1 : 0;
    const [one, other] = [lights[next - 1]!, lights[next]!];
    return (next - 1 + (one === other ? 0 : (one - wanted) / (one - other))) / STEPS;
  };

  const converters = new Map<string, (pixels: Uint8Array) => Uint8Array>();
  const converterFor = (
    channels: 3 | 4,
    source: Uint8Array | undefined,
  ): ((pixels: Uint8Array) => Uint8Array) => {
    const name = `${channels} ${source ? createHash('sha256').update(source).digest('hex') : ''}`;
    const known = converters.get(name);
    if (known !== undefined) return known;
    const embedded = source ? open(source) : 0;
    const fits =
      embedded !== 0 && engine.cmsGetColorSpaceASCII(embedded) === (channels === 3 ? 'RGB' : 'CMYK');
    const from = fits ? embedded : channels === 3 ? srgb : own;
    const transformed = (fromFormat: number, toFormat: number) => (pixels: Uint8Array | Uint16Array) => {
      const transform = engine.cmsCreateTransform(from, fromFormat, own, toFormat, INTENT, FLAGS);
      const made = engine.cmsDoTransform(transform, pixels, pixels.length / channels);
      engine.cmsDeleteTransform(transform);
      return made;
    };
    const converter =
      channels === 3
        ? cubeOf(transformed(lcms.TYPE_RGB_16, lcms.TYPE_CMYK_16)(cubePoints()) as Uint16Array)
        : (pixels: Uint8Array) => transformed(lcms.TYPE_CMYK_8, lcms.TYPE_CMYK_8)(pixels) as Uint8Array;
    converters.set(name, converter);
    return converter;
  };
  return {
    stamp,
    is,
    description,
    isForPress,
    cmyk,
    black,
    pixels: (pixels, channels, source) => converterFor(channels, source)(pixels),
  };
}

/** Luminance of black ink alone, step by step from paper to solid. */
function blackLights(engine: lcms.Lcms, own: number): number[] {
  const lab = engine.cmsCreateLab4Profile();
  const transform = engine.cmsCreateTransform(own, lcms.TYPE_CMYK_16, lab, lcms.TYPE_Lab_16, INTENT, 0);
  const steps = Array.from({ length: STEPS + 1 }, (_, at) => [0, 0, 0, Math.round((at / STEPS) * MOST)]);
  const values = engine.cmsDoTransform(transform, Uint16Array.from(steps.flat()), steps.length);
  const lights = steps.map((_, at) => lightOf((values[3 * at]! / MOST) * 100));
  // Ink never makes paper lighter, but a profile's table may say so in its last digit.
  for (let at = 1; at < lights.length; at++) lights[at] = Math.min(lights[at]!, lights[at - 1]!);
  engine.cmsDeleteTransform(transform);
  return lights;
}

const opened = new Map<string, Promise<Profile>>();

/** The profile in a file; undefined where there is no such file, or it is no profile. Read once while this process lives. */
export async function readProfile(
  file: string,
): Promise<{ readonly profile: Profile; readonly bytes: Uint8Array } | undefined> {
  try {
    const bytes = await readFile(file);
    const stamp = createHash('sha256').update(bytes).digest('hex');
    const opening = opened.get(stamp) ?? openProfile(bytes);
    opened.set(stamp, opening);
    return { profile: await opening, bytes };
  } catch {
    return undefined;
  }
}
