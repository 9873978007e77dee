/** Comments in a PDF as pdf.js reads them: whatever is on its pages beside links. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface Comment {
  readonly page: number;
  readonly kind: string;
  readonly author: string | undefined;
  readonly text: string | undefined;
  readonly date: string | undefined;
  readonly hasAppearance: boolean;
  readonly quads: readonly number[];
  readonly rect: readonly number[];
}

interface Annotation {
  readonly subtype: string;
  readonly titleObj?: { readonly str: string };
  readonly contentsObj?: { readonly str: string };
  readonly modificationDate?: string | null;
  readonly hasAppearance: boolean;
  readonly quadPoints?: ArrayLike<number>;
  readonly rect: readonly number[];
}

export async function commentsByPdfjs(bytes: Uint8Array): Promise<Comment[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const pdf = await task.promise;
  const found: Comment[] = [];
  for (let page = 1; page <= pdf.numPages; page++) {
    const annotations = (await (await pdf.getPage(page)).getAnnotations()) as Annotation[];
    for (const each of annotations) {
      if (each.subtype === 'Link') continue;
      found.push({
        page,
        kind: each.subtype,
        author: each.titleObj?.str,
        text: each.contentsObj?.str,
        date: each.modificationDate ?? undefined,
        hasAppearance: each.hasAppearance,
        quads: Array.from(each.quadPoints ?? []),
        rect: each.rect,
      });
    }
  }
  await task.destroy();
  return found;
}
