/** The door to what the studio's browser is sent: its page, script and styles, faces, and pictures at the size of a screen. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AdSlot } from '../model/advertisement.ts';
import type { Picture } from '../model/picture.ts';
import type { DrawAd } from './ads.ts';
import type { Encode } from './encode.ts';
import type { Answer } from './loopback.ts';

const here = (name: string): string => fileURLToPath(new URL(`../studio/page/${name}`, import.meta.url));

/** Wide enough for a full page at twice its size on a common screen. */
const SCREEN_PX = 1800;

export interface StudioFiles {
  page(): Promise<string>;
  script(): Promise<string>;
  styles(): Promise<string>;
  face(file: string): Promise<Uint8Array>;
  picture(picture: Picture): Promise<Answer>;
  /** An advertiser's PDF, drawn for its place; undefined where it cannot be. */
  ad(picture: Picture, slot: AdSlot): Promise<Answer | undefined>;
}

export function studioFiles(encode: Encode, drawAd: DrawAd): StudioFiles {
  let bundling: Promise<string> | undefined;
  return {
    page: () => readFile(here('index.html'), 'utf8'),
    script() {
      const code = process.env['DMAG_CODE'];
      return code ? readFile(join(code, 'studio/studio.js'), 'utf8') : (bundling ??= bundled());
    },
    styles: () => readFile(here('studio.css'), 'utf8'),
    face: (file) => readFile(file),
    async ad({ file }, slot) {
      // What is wrong with it is told where it is read.
      const drawn = await drawAd(file, slot).catch(() => undefined);
      return drawn && jpegAnswer(drawn.jpeg);
    },
    async picture({ file, format, widthPx }): Promise<Answer> {
      if (format === 'svg') {
        const policy = "default-src 'none'; style-src 'unsafe-inline'";
        return {
          status: 200,
          type: 'image/svg+xml',
          body: await readFile(file),
          headers: { 'content-security-policy': policy },
        };
      }
      const { jpeg, alpha } = await encode(file, Math.min(widthPx, SCREEN_PX));
      if (alpha)
        return {
          status: 200,
          type: `image/${format === 'png' ? 'png' : 'webp'}`,
          body: await readFile(file),
        };
      return jpegAnswer(jpeg);
    },
  };
}

const jpegAnswer = (body: Uint8Array): Answer => ({
  status: 200,
  type: 'image/jpeg',
  body,
  headers: { 'cache-control': 'max-age=60' },
});

/** For tests and other programs that were not started by the set-up, which has compiled it (scripts/compile.mjs). */
async function bundled(): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [here('studio.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: ['chrome120', 'firefox121', 'safari17'],
    legalComments: 'none',
  });
  return outputFiles[0]!.text;
}
