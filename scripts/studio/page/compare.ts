/** Comparing in the browser: what to compare with, what has changed, and spreads before and now under a line that one drags. */
import type { PageChange, PageStatus } from '../../compare/comparison.ts';
import { around } from '../../compare/outline.ts';
import type { ShownComparison } from '../../io/comparisons.ts';
import type { WordChange } from '../../compare/words.ts';
import type { Baselines, ComparedTold } from '../comparing.ts';
import type { IssueView } from '../view.ts';
import type { Frame } from './frame.ts';

const byId = (id: string): HTMLElement => document.getElementById(id)!;
const SVG = 'http://www.w3.org/2000/svg';

const PDF = ' pdf';
const TYPED = ' typed';

export interface CompareDeeds {
  ask(what: string, body: unknown): Promise<ComparedTold>;
  view(): IssueView | undefined;
  /** Opens the panel, where it is not. */
  openPanel(): void;
  editorAddress(file: string, line: number): string;
}

const make = <K extends keyof HTMLElementTagNameMap>(
  name: K,
  className = '',
  ...children: (string | Node)[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
};

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
const isOther = ({ status }: PageChange): boolean =>
  status === 'changed' || status === 'added' || status === 'removed';

const STATUS: Readonly<Record<PageStatus, string>> = {
  same: 'as it was',
  moved: 'moved',
  changed: 'changed',
  added: 'new',
  removed: 'gone',
};

/** Page numbers that face each other, or one alone. */
type Spread = readonly number[];

export class Compare {
  private readonly frame: Frame;
  private readonly deeds: CompareDeeds;
  private told: ShownComparison | undefined;
  private version = 0;
  private at = 0;
  private isBusy = false;
  private readonly select = byId('compare-with') as HTMLSelectElement;
  private readonly typed = byId('compare-typed') as HTMLInputElement;
  private readonly range = byId('compare-cut') as HTMLInputElement;

  constructor(frame: Frame, deeds: CompareDeeds) {
    this.frame = frame;
    this.deeds = deeds;
    this.select.addEventListener('change', () => {
      this.typed.hidden = this.select.value !== TYPED;
      if (!this.typed.hidden) this.typed.focus();
    });
    byId('compare-form').addEventListener('submit', (event) => {
      event.preventDefault();
      void this.run();
    });
    this.range.addEventListener('input', () =>
      byId('compare-sheets').style.setProperty('--cut', `${this.range.value}%`),
    );
    byId('compare-before').addEventListener('click', () => this.turn(-1));
    byId('compare-after').addEventListener('click', () => this.turn(1));
    byId('compare-close').addEventListener('click', () => this.toggle());
    byId('tab-changes').addEventListener('click', () => void this.offer());
  }

  get isOpen(): boolean {
    return !byId('comparing').hidden;
  }

  /** Opens or closes the view; its tab in the panel is opened with it. */
  toggle(): void {
    byId('comparing').hidden = this.isOpen;
    document.querySelector('[data-do="compare"]')!.setAttribute('aria-pressed', String(this.isOpen));
    if (!this.isOpen) return;
    this.deeds.openPanel();
    byId('tab-changes').click();
    this.draw();
    if (this.told) this.range.focus();
    else this.select.focus();
  }

  /** What there is to compare with; what was chosen stays chosen. */
  private async offer(): Promise<void> {
    const { names, pdf } = (await (await fetch('/baselines')).json()) as Baselines;
    const { value } = this.select;
    const option = (name: string, words: string): HTMLOptionElement => {
      const made = make('option', '', words);
      made.value = name;
      return made;
    };
    this.select.replaceChildren(
      ...names.map((name) => option(name, name === 'HEAD' ? 'HEAD, the last commit' : name)),
      ...(pdf ? [option(PDF, 'PDF of the last build')] : []),
      option(TYPED, 'another …'),
    );
    if ([...this.select.options].some((each) => each.value === value)) this.select.value = value;
    this.typed.hidden = this.select.value !== TYPED;
  }

  private async run(): Promise<void> {
    if (this.isBusy) return;
    const { value } = this.select;
    const ref = value === TYPED ? this.typed.value.trim() : value;
    if (ref === '') return;
    this.isBusy = true;
    this.state('Comparing …');
    this.draw();
    const begun = performance.now();
    try {
      const { ok, message, compared, version } = await this.deeds.ask(
        'compare',
        ref === PDF ? { pdf: true } : { ref },
      );
      if (!ok || !compared) {
        this.state(message ?? 'it could not be compared');
        return;
      }
      this.told = compared;
      this.version = version ?? 0;
      this.at = 0;
      this.state(this.summary(performance.now() - begun));
      this.list();
      this.mark();
    } catch {
      this.state('the studio cannot be reached');
    } finally {
      this.isBusy = false;
      this.draw();
    }
  }

  private state(words: string): void {
    byId('compare-state').textContent = words;
  }

  private summary(tookMs: number): string {
    const { pages, words, against } = this.told!;
    const count = (status: PageStatus): number => pages.filter((page) => page.status === status).length;
    const sum = (side: 'added' | 'removed'): number => words.reduce((all, each) => all + each[side], 0);
    const facts = [
      [count('changed'), 'page changed', 'pages changed'],
      [count('added'), 'new page', 'new pages'],
      [count('removed'), 'page gone', 'pages gone'],
      [count('moved'), 'page moved', 'pages moved'],
      [sum('added'), 'word added', 'words added'],
      [sum('removed'), 'word removed', 'words removed'],
    ] as const;
    const told = facts
      .filter(([number]) => number > 0)
      .map(([number, one, many]) => `${number} ${number === 1 ? one : many}`);
    const layouts =
      against.kind === 'commit' && against.layouts !== 'same'
        ? against.layouts === 'own'
          ? ' Set with the layouts and styles of then.'
          : ' Both set with the layouts and styles of today.'
        : '';
    const name = against.kind === 'pdf' ? 'the PDF' : `${against.name} (${against.date})`;
    return `Against ${name}: ${told.join(', ') || 'nothing has changed'}.${layouts} ${(tookMs / 1000).toFixed(1)} s`;
  }

  /** The pages have changed since they were compared. */
  stale(version: number): void {
    this.mark();
    if (this.told && version !== this.version)
      this.state('The pages have changed since they were compared. Compare again.');
  }

  /** Says in the flatplan which pages are not what they were. */
  mark(): void {
    const pages = new Map(this.told?.pages.map((page) => [page.after, page]));
    for (const leaf of this.frame.leaves) {
      const page = pages.get(Number(leaf.dataset['page']));
      if (page && page.status !== 'same') {
        leaf.dataset['compared'] = page.status;
        leaf.dataset['comparedSays'] = page.status === 'moved' ? `was ${page.before}` : STATUS[page.status];
      } else {
        delete leaf.dataset['compared'];
        delete leaf.dataset['comparedSays'];
      }
    }
  }

  // The panel

  private list(): void {
    const { pages, words, pictures, articles } = this.told!;
    const rows = pages.filter((page) => page.status !== 'same' || this.wordsOn(page).length > 0);
    const told = new Set<WordChange>(rows.flatMap((page) => this.wordsOn(page)));
    const items = rows.map((page) => {
      const number = page.after ?? page.before!;
      const title = articles.find(({ article }) => article === page.article)?.title;
      const was = page.before !== undefined && page.before !== page.after ? `was ${page.before}` : '';
      const open = make('button', '', page.after === undefined ? `Page ${number} before` : `Page ${number}`);
      open.type = 'button';
      open.addEventListener('click', () => this.show(page));
      const own = pictures.filter(
        (each) =>
          (each.page ?? -1) === page.after || (each.page === undefined && each.pageBefore === page.before),
      );
      const facts = [
        STATUS[page.status],
        page.after === undefined || page.status === 'added' ? '' : was,
        title,
      ].filter(Boolean);
      return make(
        'li',
        `compared ${page.status}`,
        make('div', 'acts', open, make('span', 'quiet', facts.join(' · '))),
        ...this.wordsOn(page).map((each) => this.words(each)),
        ...(page.status === 'changed' && this.wordsOn(page).length === 0 && own.length === 0
          ? [make('p', '', 'Its words are elsewhere, or set otherwise.')]
          : []),
        ...own.map(({ name, kind }) =>
          make(
            'p',
            '',
            `${name} ${kind === 'exchanged' ? 'was exchanged' : kind === 'added' ? 'is new' : 'is gone'}`,
          ),
        ),
      );
    });
    const rest = words
      .filter((each) => !told.has(each))
      .map((each) => make('li', 'compared', this.words(each)));
    byId('compare-list').replaceChildren(...items, ...rest);
  }

  private wordsOn(page: PageChange): WordChange[] {
    return this.told!.words.filter((each) =>
      each.page === undefined
        ? each.pageBefore !== undefined && each.pageBefore === page.before
        : each.page === page.after,
    );
  }

  private words({ parts, article, line }: WordChange): HTMLElement {
    const text = make(
      'p',
      'words',
      ...parts.flatMap(({ kind, text }, at) => {
        if (kind === 'same') return [text];
        const bare = text.trimEnd();
        const next = parts[at + 1];
        const space = bare !== text || (next && next.kind !== 'same') ? ' ' : '';
        return [make(kind === 'added' ? 'ins' : 'del', '', bare), space];
      }),
    );
    const file = this.told!.articles.find((each) => each.article === article)?.file;
    if (file === undefined) return text;
    const link = make('a', '', `${file.split('/').slice(-2).join('/')}:${line ?? 1}`);
    link.href = this.deeds.editorAddress(file, line ?? 1);
    return make('div', '', text, make('p', 'acts', link));
  }

  // Spreads

  /** Spreads of which a page is not what it was. A page that has gone stands alone. */
  private get spreads(): (Spread | PageChange)[] {
    const seen = new Set<number>();
    const count = this.told!.pages.filter(({ after }) => after !== undefined).length;
    return this.told!.pages.filter(isOther).flatMap((page): (Spread | PageChange)[] => {
      if (page.after === undefined) return [page];
      const left = page.after - (page.after % 2);
      if (seen.has(left)) return [];
      seen.add(left);
      return [[left, left + 1].filter((number) => number >= 1 && number <= count)];
    });
  }

  turn(step: 1 | -1): void {
    if (!this.told) return;
    this.at = Math.max(0, Math.min(this.spreads.length - 1, this.at + step));
    this.draw();
  }

  private show(page: PageChange): void {
    const at = this.spreads.findIndex((spread) =>
      'status' in spread ? spread === page : page.after !== undefined && spread.includes(page.after),
    );
    if (at >= 0) {
      this.at = at;
      if (this.isOpen) this.draw();
      else this.toggle();
    } else if (page.after !== undefined) {
      if (this.isOpen) this.toggle();
      this.frame.show(page.after);
    }
  }

  private draw(): void {
    const sheets = byId('compare-sheets');
    const spreads = this.told ? this.spreads : [];
    const spread = spreads[this.at];
    byId('compare-none').hidden = spread !== undefined;
    byId('compare-none').textContent = this.told
      ? 'No page looks different.'
      : this.isBusy
        ? 'Comparing …'
        : 'Choose beside what to compare these pages with.';
    sheets.hidden = byId('compare-foot').hidden = spread === undefined;
    if (!spread) return;
    const pages =
      'status' in spread
        ? [spread]
        : spread.map((number) => this.told!.pages.find(({ after }) => after === number)!);
    const { trim } = this.deeds.view()!.sheet;
    sheets.style.setProperty('--shape', String((pages.length * trim.widthMm) / trim.heightMm));
    sheets.classList.toggle('single', pages.length === 1);
    const layer = (side: 'before' | 'after'): HTMLElement =>
      make('div', `layer ${side}`, ...pages.map((page) => this.cell(page, side)));
    for (const old of sheets.querySelectorAll('.layer, svg')) old.remove();
    sheets.prepend(layer('after'), layer('before'), this.outlines(pages));
    const names = pages.map((page) => {
      const number = page.after ?? page.before;
      const was = page.before !== page.after && page.before !== undefined && page.after !== undefined;
      return `${number} ${STATUS[page.status]}${was ? `, was ${page.before}` : ''}`;
    });
    byId('compare-name').textContent =
      `Page ${names.join(' · ')} (${this.at + 1} of ${counted(spreads.length, 'spread')})`;
    this.range.setAttribute('aria-label', `Page ${names.join(', ')}: more of before, more of now`);
    (byId('compare-before') as HTMLButtonElement).disabled = this.at === 0;
    (byId('compare-after') as HTMLButtonElement).disabled = this.at === spreads.length - 1;
  }

  private cell(page: PageChange, side: 'before' | 'after'): HTMLElement {
    const look = this.told!.looks[this.told!.pages.indexOf(page)] ?? {};
    // A page that is as it was has one picture.
    const name = isOther(page) ? look[side] : look.after;
    if (name === undefined) return make('div', 'cell none', side === 'before' ? 'not there before' : 'gone');
    const picture = make('img');
    picture.src = `/compared/${name}`;
    const number = side === 'before' ? page.before : page.after;
    picture.alt = `Page ${number ?? ''}, ${side === 'before' ? 'before' : 'now'}`;
    return make('div', 'cell', picture);
  }

  private outlines(pages: readonly PageChange[]): SVGElement {
    const { trim } = this.deeds.view()!.sheet;
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', `0 0 ${pages.length * trim.widthMm} ${trim.heightMm}`);
    svg.setAttribute('aria-hidden', 'true');
    for (const [at, { boxes }] of pages.entries())
      for (const box of boxes) {
        const { xMm, yMm, widthMm, heightMm } = around(box, trim);
        const rect = document.createElementNS(SVG, 'rect');
        const size = { x: at * trim.widthMm + xMm, y: yMm, width: widthMm, height: heightMm };
        for (const [name, value] of Object.entries(size)) rect.setAttribute(name, String(value));
        svg.append(rect);
      }
    return svg;
  }
}
