/** What a browser tab offers to Node for drawing PDFs: pdf.js, its worker beside it, one document open at a time. */
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist';
// It registers itself as the worker, so that pdf.js looks for no file of its own.
import * as worker from 'pdfjs-dist/build/pdf.worker.mjs';

declare global {
  interface Window {
    pdfjsWorker: unknown;
    drawing: {
      /** Takes the document in pieces, as base64. */
      take(base64: string): void;
      /** Opens what was taken; resolves to its number of pages. */
      open(): Promise<number>;
      /** A page from 1, as a PNG in base64. */
      png(number: number, ppi: number): Promise<string>;
      /** Its size, and its samples row by row, four bytes a pixel, in base64. */
      samples(
        number: number,
        ppi: number,
      ): Promise<readonly [widthPx: number, heightPx: number, base64: string]>;
      /** Lets go of the document. */
      shut(): Promise<void>;
    };
  }
}

window.pdfjsWorker = worker;

let pieces: Uint8Array[] = [];
let pdf: PDFDocumentProxy | undefined;

async function drawn(number: number, ppi: number): Promise<HTMLCanvasElement> {
  const page = await pdf!.getPage(number);
  const viewport = page.getViewport({ scale: ppi / 72 });
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  // Read back at once, so it need not go to another process first.
  canvas.getContext('2d', { willReadFrequently: true });
  // For a screen it would wait for one frame after the other.
  await page.render({ canvas, viewport, background: '#fff', intent: 'print' }).promise;
  page.cleanup();
  return canvas;
}

/** A canvas keeps its pixels until somebody thinks of collecting it. */
function empty(canvas: HTMLCanvasElement): void {
  canvas.width = 0;
  canvas.height = 0;
}

const PIECE = 0x8000;

/** Browsers since 140 know base64 themselves, ten times as fast. */
type Knowing = Uint8ClampedArray & { readonly toBase64?: () => string };
const decoder = Uint8Array as unknown as { readonly fromBase64?: (base64: string) => Uint8Array };

function base64Of(bytes: Knowing): string {
  const all = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) as unknown as Knowing;
  if (all.toBase64) return all.toBase64();
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += PIECE)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + PIECE)));
  return btoa(parts.join(''));
}

function bytesOf(base64: string): Uint8Array {
  if (decoder.fromBase64) return decoder.fromBase64(base64);
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes;
}

window.drawing = {
  take(base64) {
    pieces.push(bytesOf(base64));
  },
  async open() {
    const data = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of pieces) {
      data.set(piece, at);
      at += piece.length;
    }
    pieces = [];
    try {
      pdf = await getDocument({ data, isEvalSupported: false, verbosity: 0 }).promise;
    } catch (error) {
      // Its own kinds of errors have no names outside the tab.
      throw new Error((error as Error).message, { cause: error });
    }
    return pdf.numPages;
  },
  async png(number, ppi) {
    const canvas = await drawn(number, ppi);
    const [, base64 = ''] = canvas.toDataURL('image/png').split(',');
    empty(canvas);
    return base64;
  },
  async samples(number, ppi) {
    const canvas = await drawn(number, ppi);
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
    empty(canvas);
    return [width, height, base64Of(data)];
  },
  async shut() {
    await pdf?.loadingTask.destroy();
    pdf = undefined;
  },
};
