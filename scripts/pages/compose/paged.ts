/**
 * Paged.js around the composed plates. It gets one light shell a page and makes of it what it is good at (page boxes,
 * named pages, margin boxes, running heads, folios, bleed); the plates then take their shells' places. So it never
 * has to break text, which is where it loses letters, and a page costs it little.
 */
import type { ComposedPage, Side } from './types.ts';

interface Previewer {
  preview(
    content: DocumentFragment,
    styles: readonly Record<string, string>[],
    renderTo: Element,
  ): Promise<unknown>;
  polisher: { destroy(): void };
}

declare const PagedModule: { Previewer: new () => Previewer };

/** The strings a page gives to its running heads stand in `data-run-*` attributes of the plate. */
const runningStrings = (holder: Element): string[] =>
  ['title', 'section'].map((name) => holder.querySelector('.plate')?.getAttribute(`data-run-${name}`) ?? '');

function shellOf(name: string, index: number): HTMLElement {
  const shell = document.createElement('section');
  shell.className = `shell page-${name}`;
  shell.dataset['shell'] = String(index);
  return shell;
}

export async function pageBoxes(
  plates: readonly ComposedPage[],
  pageCss: string,
  side: Side,
): Promise<{ pages: ComposedPage[]; css: string }> {
  if (plates.length === 0) return { pages: [], css: '' };
  const content = document.createDocumentFragment();
  const holders = plates.map((plate) => {
    const holder = document.createElement('template');
    holder.innerHTML = plate.html;
    return holder.content.firstElementChild!;
  });
  // Paged.js opens every document on a right page; an empty one before makes the first plate a left one.
  const before = side === 'left' ? 1 : 0;
  if (before) content.append(shellOf('plain', -1));
  for (const [index, plate] of plates.entries()) {
    const shell = shellOf(plate.name, index);
    const [title = '', section = ''] = runningStrings(holders[index]!);
    for (const [name, text] of [
      ['title', title],
      ['section', section],
    ] as const) {
      const run = document.createElement('span');
      run.className = `run-${name}`;
      run.textContent = text;
      shell.append(run);
    }
    content.append(shell);
  }
  const target = document.createElement('div');
  document.body.append(target);
  const sheetsBefore = new Set(document.head.querySelectorAll('style'));
  const previewer = new PagedModule.Previewer();
  await previewer.preview(content, [{ 'page.css': pageCss }], target);
  const added = [...document.head.querySelectorAll('style')].filter((style) => !sheetsBefore.has(style));
  // Some rules are added with insertRule and stand in no text: write out what the browser has.
  const css = added
    .flatMap((style) => [...(style.sheet?.cssRules ?? [])])
    .map((rule) => rule.cssText)
    .join('\n');
  const boxes = [...target.querySelectorAll<HTMLElement>('.pagedjs_page')].slice(before);
  if (boxes.length !== plates.length) {
    throw new Error(`Paged.js made ${boxes.length} pages of ${plates.length}`);
  }
  const pages = boxes.map((box, index) => {
    const shell = box.querySelector(`[data-shell="${index}"]`);
    if (!shell) throw new Error(`Paged.js moved page ${index + 1}`);
    shell.replaceWith(holders[index]!);
    // Its values lack their closing quote, which works live and breaks once it is written out.
    const style = (box.getAttribute('style') ?? '').replaceAll(
      /(--pagedjs-string-[\w-]+:\s*)"([^";]*)"?(?=;|$)/gu,
      '$1"$2"',
    );
    box.setAttribute('style', style);
    for (const margin of box.querySelectorAll('.pagedjs_margin, .pagedjs_margin-content'))
      margin.setAttribute('aria-hidden', 'true');
    return { ...plates[index]!, html: box.outerHTML };
  });
  target.remove();
  for (const style of added) style.remove();
  previewer.polisher.destroy();
  return { pages, css };
}
