/** The picture codec, loaded when the first picture asks for it: its libraries take longer to load than all else that a command needs to begin. */
import type sharp from 'sharp';

let loading: Promise<typeof sharp> | undefined;

export const codec = (): Promise<typeof sharp> =>
  (loading ??= import('sharp').then(({ default: loaded }) => {
    // Several pictures at once, each on one core: shared between cores, a picture's rows are passed around more than worked on.
    loaded.concurrency(1);
    // No picture is worked on twice, and what it keeps of the last ones is memory that a long issue's press file needs.
    loaded.cache(false);
    return loaded;
  }));

/** A picture with what shows through it, as a PNG at most so wide. */
export const transparentPicture = async (file: string, widthPx: number): Promise<Uint8Array> =>
  (await codec())(file).autoOrient().resize({ width: widthPx, withoutEnlargement: true }).png().toBuffer();
