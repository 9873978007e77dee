/** The door to pictures of the web edition: encoded once for each width and format, and kept by content under .cache/web-pictures. */
import { mkdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Sharp } from 'sharp';
import { safeName } from '../model/fields.ts';
import { fault, type Finding } from '../model/finding.ts';
import type { Picture } from '../model/picture.ts';
import { startOf } from '../model/source.ts';
import { hashOf } from '../pages/key.ts';
import { drawingDanger, withoutTraces } from '../web/drawing.ts';
import type { Variant, WebFormat, WebPicture } from '../web/pictures.ts';
import { codec } from './codec.ts';
import { put } from './encode.ts';
import { processors } from './machine.ts';
import { contentHash } from './originals.ts';
import { takeTurns } from './turns.ts';

// Means over four photographs of the sample issue at 1344 px, on one core; SSIM of luma in blocks of 8. All three at 0.958:
//   JPEG 76 (mozjpeg)  107 KB  0.08 s      AVIF 55, effort 2   72 KB  0.27 s
//   WebP 68             88 KB  0.09 s               effort 3   68 KB  0.46 s
//                                                   effort 4   67 KB  1.95 s
const JPEG_QUALITY = 76;
const WEBP_QUALITY = 68;
const AVIF_QUALITY = 55;
const AVIF_EFFORT = 3;
/** All settings stand in this one string, which is part of every file's name: what a change here changes gets another name. */
const SETTINGS = `web 2, jpeg ${JPEG_QUALITY}, webp ${WEBP_QUALITY}, avif ${AVIF_QUALITY} effort ${AVIF_EFFORT}`;

/** A drawing that must be drawn here is worth as many pixels as the widest place shows. */
const DRAWN_PX = 2000;

/** What has to be decoded for: worked out once. */
type Facts = Pick<WebPicture, 'kind' | 'widthPx' | 'heightPx'> & { readonly colour?: string };

export interface WebPictures {
  /**
   * What pages have to know of pictures, by key. Advertisers' PDFs are not among them, and a picture that cannot be decoded
   * is a finding.
   */
  look(pictures: Iterable<Picture>): Promise<{
    readonly pictures: ReadonlyMap<string, WebPicture>;
    readonly findings: readonly Finding[];
  }>;
  /** Encodes what is not there yet, a few at a time. Gives the finished files by the variants' paths. */
  make(
    variants: readonly Variant[],
    originals: ReadonlyMap<string, Picture>,
  ): Promise<{ readonly files: ReadonlyMap<string, string>; readonly findings: readonly Finding[] }>;
}

const broken = ({ file }: Picture): Finding =>
  fault(
    'broken-picture',
    startOf(file),
    `${basename(file)} breaks off or is damaged, and cannot be decoded`,
    'export the picture anew from its source',
  );

/** A disk that is full is no fault of the picture. */
const unlessBroken =
  (picture: Picture) =>
  (error: NodeJS.ErrnoException): Finding => {
    if (error.code) throw error;
    return broken(picture);
  };

/** Upright, in sRGB; metadata are left behind, and with them where a photograph was taken. */
const opened = async (file: string): Promise<Sharp> =>
  (await codec())(file, { limitInputPixels: false }).autoOrient().toColourspace('srgb');

async function factsOf({ file, format, widthPx, heightPx, hasAlpha }: Picture): Promise<Facts> {
  if (format === 'svg') {
    if (drawingDanger(await readFile(file, 'utf8')) === undefined)
      return { kind: 'drawing', widthPx, heightPx };
    const scale = Math.max(1, DRAWN_PX / widthPx);
    return {
      kind: 'cut-out',
      widthPx: Math.round(widthPx * scale),
      heightPx: Math.round(heightPx * scale),
    };
  }
  const small = await (await opened(file)).resize({ width: 32, height: 32, fit: 'fill' }).png().toBuffer();
  const sharp = await codec();
  if (hasAlpha && !(await sharp(small).stats()).isOpaque) return { kind: 'cut-out', widthPx, heightPx };
  const { data } = await sharp(small)
    .removeAlpha()
    .resize({ width: 1, height: 1, fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const colour = [...data.subarray(0, 3)].map((channel) => Math.round(channel / 17).toString(16)).join('');
  return { kind: 'photograph', widthPx, heightPx, colour: `#${colour.padEnd(3, colour.at(-1))}` };
}

const encoded = (picture: Sharp, format: WebFormat): Promise<Buffer> => {
  if (format === 'avif')
    return picture
      .avif({ quality: AVIF_QUALITY, effort: AVIF_EFFORT, chromaSubsampling: '4:2:0' })
      .toBuffer();
  if (format === 'webp') return picture.webp({ quality: WEBP_QUALITY }).toBuffer();
  if (format === 'png') return picture.png({ palette: true, quality: 90 }).toBuffer();
  return picture.jpeg({ quality: JPEG_QUALITY, mozjpeg: true }).toBuffer();
};

/** @param folder .cache/web-pictures */
export function webPictures(folder: string): WebPictures {
  const inTurn = takeTurns(processors());
  const ready = mkdir(folder, { recursive: true });

  /** Says what is known of a picture. */
  const facts = async (picture: Picture): Promise<WebPicture> => {
    const name = basename(picture.file);
    const stem = safeName(name.slice(0, name.length - extname(name).length)) || 'bilde';
    const hash = hashOf(await contentHash(picture.file), SETTINGS);
    const file = join(folder, `${hash}.json`);
    const known = await readFile(file, 'utf8')
      .then((text) => JSON.parse(text) as Facts)
      .catch(() => undefined);
    const found = known ?? (await inTurn(() => factsOf(picture)));
    if (!known) await put(file, Buffer.from(JSON.stringify(found)));
    const inFolder = picture.key.slice(0, picture.key.lastIndexOf('/'));
    return { ...found, key: picture.key, base: `${inFolder}/${stem}-${hash.slice(0, 10)}` };
  };

  const isThere = (file: string): Promise<boolean> =>
    stat(file).then(
      ({ size }) => size > 0,
      () => false,
    );

  /** All formats of one width, from one decoding. */
  const makeWidth = async (
    wanted: readonly { readonly format: WebFormat; readonly file: string }[],
    { file, format }: Picture,
    widthPx: number,
    isDrawing: boolean,
  ): Promise<void> => {
    if (isDrawing) {
      const drawing = Buffer.from(withoutTraces(await readFile(file, 'utf8')));
      await Promise.all(wanted.map((each) => put(each.file, drawing)));
      return;
    }
    const { data, info } = await (
      await opened(file)
    )
      .resize({ width: widthPx, withoutEnlargement: format !== 'svg' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const sharp = await codec();
    const raw = { width: info.width, height: info.height, channels: info.channels };
    for (const each of wanted) {
      // oxlint-disable-next-line no-await-in-loop -- one picture, one core
      await put(each.file, await encoded(sharp(data, { raw }), each.format));
    }
  };

  return {
    async look(pictures) {
      await ready;
      const found = await Promise.all(
        [...pictures]
          .filter(({ format }) => format !== 'pdf')
          .map((picture) => facts(picture).catch(unlessBroken(picture))),
      );
      return {
        pictures: new Map(
          found.filter((each): each is WebPicture => 'base' in each).map((each) => [each.key, each]),
        ),
        findings: found.filter((each): each is Finding => 'rule' in each),
      };
    },
    async make(variants, originals) {
      await ready;
      const files = new Map<string, string>();
      const jobs = new Map<string, { variant: Variant; wanted: { format: WebFormat; file: string }[] }>();
      await Promise.all(
        variants.map(async (variant) => {
          const { picture, format, widthPx, path } = variant;
          const hash = picture.base.slice(-10);
          const file = join(folder, `${hash}-${widthPx}.${format}`);
          files.set(path, file);
          if (await isThere(file)) return;
          // One photograph beside two articles is encoded once.
          const key = `${hash} ${widthPx}`;
          const job = jobs.get(key) ?? { variant, wanted: [] };
          if (job.wanted.every((other) => other.file !== file)) job.wanted.push({ format, file });
          jobs.set(key, job);
        }),
      );
      const findings = await Promise.all(
        [...jobs.values()].map(({ variant: { picture, widthPx }, wanted }) =>
          inTurn(async (): Promise<Finding[]> => {
            const original = originals.get(picture.key)!;
            const making = makeWidth(wanted, original, widthPx, picture.kind === 'drawing');
            return making.then(
              () => [],
              (error) => [unlessBroken(original)(error as Error)],
            );
          }),
        ),
      );
      return { files, findings: unique(findings.flat()) };
    },
  };
}

const unique = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ message }, at) => findings.findIndex((other) => other.message === message) === at);
