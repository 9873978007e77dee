/** The frame with the pages: leaves paired into spreads, scaled, exchanged one by one; where one is, and where one goes. */
import { fitSpreads } from '../../flatplan/plan.ts';
import type { Change, IssueView } from '../view.ts';

export const PX_A_MM = 96 / 25.4;
const LEAST_SCALE = 0.08;
const MOST_SCALE = 4;
/** Around the spread where it is fitted. */
const AIR_PX = 52;
/** Smaller than this, pages in the flatplan tell nothing; then one scrolls. */
const LEAST_FLATPLAN_SCALE = 0.085;
/** Between spreads of the flatplan, and below each for what is said of it. */
const FLATPLAN_GAP_PX = { across: 24, down: 76 };
/** Longer than any scrolling that is not a person's. */
const SCROLLING_MS = 900;

export interface Spot {
  readonly page: number;
  readonly xMm: number;
  readonly yMm: number;
}

export class Frame {
  private readonly frame: HTMLIFrameElement;
  private view: IssueView | undefined;
  private fits = true;
  /** The page that one looks at, or is on the way to. */
  private at = 1;
  private underway: number | undefined;
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
    const page = this.at;
    const modes = this.document?.body ? [...this.document.body.classList] : [];
    const isFirst = this.view === undefined;
    this.view = view;
    await new Promise<void>((resolve) => {
      this.frame.addEventListener('load', () => resolve(), { once: true });
      this.frame.src = `/pages?${Date.now()}`;
    });
    for (const mode of modes) this.document.body.classList.add(mode);
    this.pairUp();
    const inside = this.document.defaultView!;
    inside.addEventListener('scroll', () => this.onScroll(), { passive: true });
    inside.addEventListener('scrollend', () => this.arrive(), { passive: true });
    this.document.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        this.zoom(Math.exp(-event.deltaY / 300), { x: event.clientX, y: event.clientY });
      },
      { passive: false },
    );
    this.pinches();
    if (isFirst || this.fits || this.has('flatplan')) this.fit();
    else this.scale = this.readingScale;
    this.show(page, 'instant');
    this.onOpen(this.document);
  }

  /** Two fingers on a screen that knows touch. */
  private pinches(): void {
    let apart = 0;
    const distance = ({ touches: [one, other] }: TouchEvent): number =>
      Math.hypot(one!.clientX - other!.clientX, one!.clientY - other!.clientY);
    this.document.addEventListener(
      'touchmove',
      (event) => {
        if (event.touches.length !== 2) return;
        event.preventDefault();
        const now = distance(event);
        const [one, other] = [event.touches[0]!, event.touches[1]!];
        const between = { x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2 };
        if (apart > 0) this.zoom(now / apart, between);
        apart = now;
      },
      { passive: false },
    );
    this.document.addEventListener('touchend', () => (apart = 0), { passive: true });
  }

  /** Other styles in the place of those that dress the pages. */
  dress(styles: Readonly<Record<string, string>>): void {
    for (const [id, css] of Object.entries(styles)) {
      const style = this.document.getElementById(id);
      if (style && style.textContent !== css) style.textContent = css;
    }
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
    if (before === count) return;
    const { scrollX, scrollY } = this.document.defaultView!;
    this.pairUp();
    if (this.has('flatplan')) this.fit();
    else this.document.defaultView!.scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' });
    this.at = Math.min(this.at, count);
  }

  private newLeaf(number: number): HTMLElement {
    const leaf = this.document.createElement('section');
    leaf.className = 'leaf';
    leaf.dataset['page'] = String(number);
    leaf.tabIndex = -1;
    leaf.innerHTML = '<div class="paper"><div class="pagedjs_pages"></div></div><div class="overlay"></div>';
    leaf.querySelector<HTMLElement>('.pagedjs_pages')!.style.counterReset = `page ${number - 1}`;
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

  /** A whole spread in sight, or a whole page where pages are shown one by one; in the flatplan all of them, where they can be told apart. */
  fit(): void {
    if (!this.view || !this.frame.contentDocument?.querySelector('.leaf')) return;
    this.fits = true;
    const { clientWidth, clientHeight } = this.root;
    if (this.has('flatplan')) this.scale = this.flatplanScale(clientWidth, clientHeight);
    else {
      const { trim, bleedMm } = this.view.sheet;
      const bleed = this.has('bleeds') ? 2 * bleedMm : 0;
      const across = (this.has('single') ? 1 : 2) * (trim.widthMm + bleed);
      this.scale = Math.min(
        (clientWidth - AIR_PX) / (across * PX_A_MM),
        (this.frame.clientHeight - AIR_PX) / ((trim.heightMm + bleed) * PX_A_MM),
      );
    }
    this.show(this.at, 'instant');
  }

  private flatplanScale(widthPx: number, heightPx: number): number {
    const { trim } = this.view!.sheet;
    const spreads = Math.floor(this.leaves.length / 2) + 1;
    const { across, down } = FLATPLAN_GAP_PX;
    const { scale } = fitSpreads(
      spreads,
      { width: trim.widthMm * PX_A_MM, height: trim.heightMm * PX_A_MM },
      { width: widthPx - 3 * across, height: heightPx - across, across, down },
    );
    return Math.max(LEAST_FLATPLAN_SCALE, Math.min(0.4, scale));
  }

  /** @param about what stays where it is, in the frame's pixels; the middle of the window */
  zoom(factor: number, about = { x: this.root.clientWidth / 2, y: this.frame.clientHeight / 2 }): void {
    if (this.underway !== undefined) this.show(this.at, 'instant');
    const { x, y } = about;
    const leaf = this.document.elementFromPoint(x, y)?.closest('.leaf') ?? this.leaf(this.at);
    const before = leaf?.getBoundingClientRect();
    this.fits = false;
    this.scale *= factor;
    const after = leaf?.getBoundingClientRect();
    if (!before || !after) return;
    const down = (y - before.top) / before.height;
    const over = (x - before.left) / before.width;
    this.document.defaultView!.scrollBy({
      left: after.left + over * after.width - x,
      top: after.top + down * after.height - y,
      behavior: 'instant',
    });
  }

  actualSize(): void {
    this.zoom(1 / this.scale);
  }

  /** @returns whether the mode is on now */
  toggle(mode: string): boolean {
    const isOn = this.document.body.classList.toggle(mode);
    if (mode === 'flatplan' && isOn) {
      this.wasFitted = this.fits;
      this.fit();
    } else if (mode === 'flatplan' && !this.wasFitted) {
      this.fits = false;
      this.scale = this.readingScale;
    } else if (mode === 'flatplan' || this.fits) this.fit();
    this.show(this.at, 'instant');
    return isOn;
  }

  /** Whether spreads were fitted before the flatplan was opened. */
  private wasFitted = true;

  // Place

  get page(): number {
    return this.at;
  }

  private onScroll(): void {
    if (this.underway !== undefined) return;
    this.at = this.nearest();
    this.onPage(this.at);
  }

  private arrive(): void {
    clearTimeout(this.underway);
    this.underway = undefined;
  }

  /** The page nearest to the middle; of those side by side the one that was looked at, or else the first. */
  private nearest(): number {
    const middle = this.frame.clientHeight / 2;
    let [nearest, least] = [1, Infinity];
    for (const leaf of this.leaves) {
      const { top, bottom } = leaf.getBoundingClientRect();
      const number = Number(leaf.dataset['page']);
      const distance = Math.abs((top + bottom) / 2 - middle);
      if (distance < least - 1 || (number === this.at && distance < least + 1))
        [nearest, least] = [number, distance];
    }
    return nearest;
  }

  show(page: number, behavior: ScrollBehavior = 'smooth'): void {
    const leaf = this.leaf(page);
    if (!leaf) return;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.at = page;
    clearTimeout(this.underway);
    this.underway = window.setTimeout(() => this.arrive(), SCROLLING_MS);
    const isWide = this.root.scrollWidth > this.root.clientWidth;
    leaf.scrollIntoView({
      block: 'center',
      inline: isWide ? 'center' : 'nearest',
      behavior: calm ? 'instant' : behavior,
    });
    this.onPage(page);
  }

  turn(step: 1 | -1): void {
    const isSingle = this.has('single');
    const next = isSingle ? this.at + step : this.at - (this.at % 2) + 2 * step;
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
