/**
 * The darkroom: proxies and screen pictures are made in a thread of its own. The main one speaks with the browser and reads PDFs; a picture that
 * waits for it, or lets it wait, leaves a core unused.
 */
import type { Finding } from '../model/finding.ts';
import type { Picture } from '../model/picture.ts';
import type { ScreenPicture } from '../pdf/pictures.ts';
import { type Encode, screenEncoder } from './encode.ts';
import { makeProxy, type Proxy } from './proxies.ts';
import { openThread } from './thread.ts';

export type DarkroomRequest =
  | { readonly picture: Picture; readonly isAd: boolean }
  | { readonly file: string; readonly widthPx: number; readonly folder: string };

export interface Darkroom {
  /** See makeProxy(). */
  readonly proxy: (picture: Picture, isAd: boolean) => Promise<Proxy | Finding>;
  readonly screen: Encode;
  close(): void;
}

/** What is done in it. */
export function darkroomWork(): (request: DarkroomRequest) => Promise<Proxy | Finding | ScreenPicture> {
  const encoders = new Map<string, Encode>();
  return (request) => {
    if ('picture' in request) return makeProxy(request.picture, request.isAd);
    const { file, widthPx, folder } = request;
    const encode = encoders.get(folder) ?? screenEncoder(folder);
    encoders.set(folder, encode);
    return encode(file, widthPx);
  };
}

/** @param folder where screen pictures are kept: `.cache/pictures` */
export function openDarkroom(folder: string): Darkroom {
  const thread = openThread('io/dark-thread', darkroomWork());
  const asked = new Map<string, Promise<ScreenPicture>>();
  return {
    proxy: async (picture, isAd) => (await thread.ask({ picture, isAd })) as Proxy | Finding,
    // Asked for by its article and again by its page: it is handed over once.
    screen(file, widthPx) {
      const key = `${widthPx} ${file}`;
      const asking = asked.get(key) ?? (thread.ask({ file, widthPx, folder }) as Promise<ScreenPicture>);
      asked.set(key, asking);
      const forget = (): void => void asked.delete(key);
      asking.then(forget, forget);
      return asking;
    },
    close: () => thread.close(),
  };
}
