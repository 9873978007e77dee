/**
 * Paged.js around the composed plates. It gets one light shell for each kind of page and makes of it what it is good at (page boxes,
 * named pages, margin boxes, running heads, folios, bleed); copies of that box then take in the plates. So it never
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
  chunker: { loadFonts(): Promise<unknown> };
}

declare const PagedModule: { Previewer: new () => Previewer };

const RUNNING = ['title', 'section', 'name', 'number'] as const;

/** The strings a page gives to its running heads stand in `data-run-*` attributes of the plate. */
const runningStrings = (holder: Element): string[] =>
  RUNNING.map((name) => holder.querySelector('.plate')?.getAttribute(`data-run-${name}`) ?? '');

/** What decides how a page's box looks. Pages alike in it have the same box, which Paged.js makes once. */
interface Pattern {
  readonly name: string;
  readonly side: Side;
  readonly strings: readonly string[];
}

const other = (side: Side): Side => (side === 'left' ? 'right' : 'left');

function shellOf({ name, strings }: Pattern, id: string): HTMLElement {
  const shell = document.createElement('section');
  shell.className = `shell page-${name}`;
  shell.dataset['shell'] = id;
  for (const [at, run] of RUNNING.entries()) {
    const string = document.createElement('span');
    string.className = `run-${run}`;
    string.textContent = strings[at] ?? '';
    shell.append(string);
  }
  return shell;
}

/** One shell a pattern, and empty ones between so that each comes on its side; a document opens on a right page. */
function shellsOf(patterns: ReadonlyMap<string, Pattern>): { content: DocumentFragment; count: number } {
  const content = document.createDocumentFragment();
  let side: Side = 'right';
  for (const [id, pattern] of patterns) {
    if (pattern.side !== side) {
      content.append(shellOf({ name: 'plain', side, strings: [] }, ''));
      side = other(side);
    }
    content.append(shellOf(pattern, id));
    side = other(side);
  }
  return { content, count: content.childElementCount };
}

export async function pageBoxes(
  plates: readonly ComposedPage[],
  pageCss: string,
  firstSide: Side,
): Promise<{ pages: ComposedPage[]; css: string }> {
  if (plates.length === 0) return { pages: [], css: '' };
  const patterns = new Map<string, Pattern>();
  const set = plates.map((plate, index) => {
    const template = document.createElement('template');
    template.innerHTML = plate.html;
    const holder = template.content.firstElementChild!;
    const side = index % 2 === 0 ? firstSide : other(firstSide);
    const pattern = { name: plate.name, side, strings: runningStrings(holder) };
    const id = JSON.stringify(pattern);
    patterns.set(id, pattern);
    return { plate, holder, id };
  });
  const { content, count } = shellsOf(patterns);
  const target = document.createElement('div');
  document.body.append(target);
  const sheetsBefore = new Set(document.head.querySelectorAll('style'));
  const previewer = new PagedModule.Previewer();
  // Those that are needed are there (see faces.ts); it would load all of them.
  previewer.chunker.loadFonts = () => Promise.resolve();
  await previewer.preview(content, [{ 'page.css': pageCss }], target);
  const added = [...document.head.querySelectorAll('style')].filter((style) => !sheetsBefore.has(style));
  // Some rules are added with insertRule and stand in no text: write out what the browser has.
  const css = added
    .flatMap((style) => [...(style.sheet?.cssRules ?? [])])
    .map((rule) => rule.cssText)
    .join('\n');
  const boxes = new Map<string, HTMLElement>();
  const made = target.querySelectorAll<HTMLElement>('.pagedjs_page');
  if (made.length !== count) throw new Error(`Paged.js made ${made.length} pages of ${count}`);
  for (const box of made)
    boxes.set(box.querySelector<HTMLElement>('[data-shell]')?.dataset['shell'] ?? '', mended(box));
  const pages = set.map(({ plate, holder, id }, index) => {
    const box = boxes.get(id)?.cloneNode(true) as HTMLElement | undefined;
    if (!box) throw new Error(`Paged.js lost page ${index + 1}`);
    box.id = `page-${index + 1}`;
    box.dataset['pageNumber'] = String(index + 1);
    box.querySelector('[data-shell]')!.replaceWith(holder);
    return { ...plate, html: box.outerHTML };
  });
  target.remove();
  for (const style of added) style.remove();
  previewer.polisher.destroy();
  return { pages, css };
}

function mended(box: HTMLElement): HTMLElement {
  // Its values lack their closing quote, which works live and breaks once it is written out.
  const style = (box.getAttribute('style') ?? '').replaceAll(
    /(--pagedjs-string-[\w-]+:\s*)"([^";]*)"?(?=;|$)/gu,
    '$1"$2"',
  );
  box.setAttribute('style', style);
  // How it came to its page says nothing about the pages it is copied for.
  box.removeAttribute('data-break-before');
  box.classList.remove('pagedjs_first_page');
  for (const margin of box.querySelectorAll('.pagedjs_margin, .pagedjs_margin-content'))
    margin.setAttribute('aria-hidden', 'true');
  return box;
}
