/** The frame with the pages: leaves paired into spreads, scaled, exchanged one by one; where one is, and where one goes. */
import type { Change, IssueView } from '../view.ts';

const PX_A_MM = 96 / 25.4;
const LEAST_SCALE = 0.08;
const MOST_SCALE = 4;
/** Around the spread where it is fitted. */
const AIR_PX = 56;
const FLATPLAN_SCALE = 0.17;

export interface Spot {
  readonly page: number;
  readonly xMm: number;
  readonly yMm: number;
}

export class Frame {
  private readonly frame: HTMLIFrameElement;
  private view: IssueView | undefined;
  private fits = true;
  private readingScale = 0.6;
  /** Told when a new document has been opened in the frame. */
  onOpen: (document: Document) => void = () => undefined;
  onScale: (scale: number, fits: boolean) => void = () => undefined;
  onPage: (page: number) => void = () => undefined;

  constructor(frame: HTMLIFrameElement) {
    this.frame = frame;
    new ResizeObserver(() => this.fits && this.fit()).observe(frame);
  }

  get document(): Document {
    return this.frame.contentDocument!;
  }

  private get root(): HTMLElement {
    return this.document.documentElement;
  }

  get leaves(): HTMLElement[] {
    return [...this.document.querySelectorAll<HTMLElement>('.leaf')];
  }

  leaf(page: number): HTMLElement | undefined {
    return this.document.querySelector<HTMLElement>(`.leaf[data-page="${page}"]`) ?? undefined;
  }

  has(mode: string): boolean {
    return this.document.body.classList.contains(mode);
  }

  /** Opens the document anew, at the same place and size. */
  async open(view: IssueView): Promise<void> {
    const page = this.page;
    const modes = this.document?.body ? [...this.document.body.classList] : [];
    const isFirst = this.view === undefined;
    this.view = view;
    await new Promise<void>((resolve) => {
      this.frame.addEventListener('load', () => resolve(), { once: true });
      this.frame.src = `/pages?${Date.now()}`;
    });
    for (const mode of modes) this.document.body.classList.add(mode);
    this.pairUp();
    this.document.defaultView!.addEventListener('scroll', () => this.onPage(this.page), { passive: true });
    this.document.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        this.zoom(Math.exp(-event.deltaY / 300));
      },
      { passive: false },
    );
    if (isFirst || this.fits) this.fit();
    else this.scale = this.readingScale;
    if (!isFirst) this.show(page, 'instant');
    this.onOpen(this.document);
  }

  /** Puts changed pages in the place of those that are shown; what one looks at stays where it is. */
  exchange(view: IssueView, { changed, count }: Change): void {
    this.view = view;
    const before = this.leaves.length;
    for (const [at, sheet] of changed) {
      const leaf = this.leaf(at + 1) ?? this.newLeaf(at + 1);
      leaf.querySelector('.pagedjs_pages')!.innerHTML = sheet;
    }
    for (const leaf of this.leaves) if (Number(leaf.dataset['page']) > count) leaf.remove();
    if (before !== count) this.pairUp();
  }

  private newLeaf(number: number): HTMLElement {
    const leaf = this.document.createElement('section');
    leaf.className = 'leaf';
    leaf.dataset['page'] = String(number);
    leaf.style.counterReset = `page ${number - 1}`;
    leaf.tabIndex = -1;
    leaf.innerHTML = '<div class="paper"><div class="pagedjs_pages"></div></div><div class="overlay"></div>';
    this.document.querySelector('.spreads')!.append(leaf);
    return leaf;
  }

  /** The cover alone at the right, then left and right together. */
  private pairUp(): void {
    const spreads = this.document.querySelector('.spreads')!;
    const leaves = this.leaves.sort((a, b) => Number(a.dataset['page']) - Number(b.dataset['page']));
    const made: HTMLElement[] = [];
    for (const leaf of leaves) {
      const number = Number(leaf.dataset['page']);
      leaf.dataset['side'] = number % 2 ? 'right' : 'left';
      leaf.setAttribute('aria-label', `Page ${number}`);
      if (number % 2 === 0 || made.length === 0) {
        const spread = this.document.createElement('div');
        spread.className = 'spread';
        made.push(spread);
      }
      made.at(-1)!.append(leaf);
    }
    spreads.replaceChildren(...made);
  }

  // Size

  get scale(): number {
    return Number(this.root.style.getPropertyValue('--scale')) || 0.6;
  }

  set scale(value: number) {
    const scale = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, value));
    this.root.style.setProperty('--scale', String(scale));
    if (!this.has('flatplan')) this.readingScale = scale;
    this.onScale(scale, this.fits);
  }

  /** A whole spread in sight, or a whole page where pages are shown one by one. */
  fit(): void {
    if (!this.view || this.has('flatplan')) return;
    this.fits = true;
    const { trim } = this.view.sheet;
    const across = this.has('single') ? trim.widthMm : 2 * trim.widthMm;
    const page = this.page;
    this.scale = Math.min(
      (this.frame.clientWidth - AIR_PX) / (across * PX_A_MM),
      (this.frame.clientHeight - AIR_PX) / (trim.heightMm * PX_A_MM),
    );
    this.show(page, 'instant');
  }

  zoom(factor: number): void {
    const page = this.page;
    const leaf = this.leaf(page);
    const before = leaf?.getBoundingClientRect();
    this.fits = false;
    this.scale *= factor;
    const after = leaf?.getBoundingClientRect();
    if (!before || !after) return;
    // What was in the middle stays there.
    const middle = this.frame.clientHeight / 2;
    const part = (middle - before.top) / before.height;
    this.document.defaultView!.scrollBy(0, after.top + part * after.height - middle);
  }

  actualSize(): void {
    this.zoom(1 / this.scale);
  }

  /** @returns whether the mode is on now */
  toggle(mode: string): boolean {
    const page = this.page;
    const isOn = this.document.body.classList.toggle(mode);
    if (mode === 'flatplan') this.scale = isOn ? FLATPLAN_SCALE : this.readingScale;
    if (mode === 'single' && this.fits) this.fit();
    this.show(page, 'instant');
    return isOn;
  }

  // Place

  /** The page that one looks at: the first of the spread nearest to the middle. */
  get page(): number {
    if (!this.frame.contentDocument?.querySelector('.leaf')) return 1;
    const middle = this.frame.clientHeight / 2;
    let [nearest, least] = [1, Infinity];
    for (const leaf of this.leaves) {
      const { top, bottom } = leaf.getBoundingClientRect();
      const distance = Math.abs((top + bottom) / 2 - middle);
      if (distance < least - 1) [nearest, least] = [Number(leaf.dataset['page']), distance];
    }
    return nearest;
  }

  show(page: number, behavior: ScrollBehavior = 'smooth'): void {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.leaf(page)?.scrollIntoView({
      block: 'center',
      inline: 'center',
      behavior: calm ? 'instant' : behavior,
    });
    this.onPage(page);
  }

  turn(step: 1 | -1): void {
    const page = this.page;
    const spread = this.has('single') ? page : page - (page % 2);
    const next = this.has('single') ? page + step : spread + 2 * step;
    this.show(Math.min(this.leaves.length, Math.max(1, next)));
  }

  /** Where on which page a point of the frame is. */
  spotAt(leaf: HTMLElement, x: number, y: number): Spot {
    const { left, top } = leaf.getBoundingClientRect();
    const mm = PX_A_MM * this.scale;
    const round = (value: number): number => Math.round(value * 10) / 10;
    return { page: Number(leaf.dataset['page']), xMm: round((x - left) / mm), yMm: round((y - top) / mm) };
  }

  /** A box of an element on its page, in millimetres from the trim. */
  boxOf(
    leaf: HTMLElement,
    element: Element,
  ): { xMm: number; yMm: number; widthMm: number; heightMm: number } {
    const page = leaf.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    const mm = PX_A_MM * this.scale;
    return {
      xMm: (box.left - page.left) / mm,
      yMm: (box.top - page.top) / mm,
      widthMm: box.width / mm,
      heightMm: box.height / mm,
    };
  }

  /** The element of an article that begins on a line, or the last one that begins before it. */
  atLine(article: string, line: number): { leaf: HTMLElement; element: HTMLElement } | undefined {
    let found: { leaf: HTMLElement; element: HTMLElement; from: number } | undefined;
    for (const leaf of this.leaves) {
      if (this.view?.pages[Number(leaf.dataset['page']) - 1]?.article !== article) continue;
      for (const element of leaf.querySelectorAll<HTMLElement>('[data-source-line]')) {
        const from = Number(element.dataset['sourceLine']);
        if (from <= line && from > (found?.from ?? 0)) found = { leaf, element, from };
      }
      found ??= { leaf, element: leaf, from: 0 };
    }
    return found;
  }
}
