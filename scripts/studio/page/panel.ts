/** The panel beside the pages: findings, the running order, pictures, notes. */
import type { Outside } from '../../io/files.ts';
import type { Status } from '../../model/article.ts';
import { huesOf } from '../../flatplan/hues.ts';
import type { State } from '../session.ts';
import { budgetOf, fits, notesOn, type OpenNotes, type PlanArticle } from '../../flatplan/plan.ts';
import { counted, planWords } from '../../flatplan/words.ts';
import { linesOver } from '../../preflight/checks/page-budget.ts';
import type { FindingView, IssueView } from '../view.ts';
import type { Frame } from './frame.ts';
import type { PlacedNote } from './notes-on-pages.ts';
import { placedPictures, ppiLevel } from './overlays.ts';

export interface PanelDeeds {
  show(page: number): void;
  editorAddress(file: string, line: number, column?: number): string;
  copy(text: string): void;
  move(article: string, before: string | undefined): void;
  setStatus(article: string, status: string): void;
  /** @returns whether it was written */
  plan(article: string, pages: string): Promise<boolean>;
  takeOut(article: string): void;
  putIn(article: string): void;
  light(finding: FindingView): void;
  resolve(id: number, state: 'open' | 'resolved'): void;
  reword(note: PlacedNote): void;
  deleteNote(id: number): void;
  redraw(): void;
}

const byId = (id: string): HTMLElement => document.getElementById(id)!;

function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className = '',
  ...children: (string | Node)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

function button(words: string, act: () => void, label?: string): HTMLButtonElement {
  const made = make('button', '', words);
  made.type = 'button';
  if (label) made.setAttribute('aria-label', label);
  made.addEventListener('click', act);
  return made;
}

const named = (element: Element): string => element.getAttribute('aria-label') ?? element.textContent ?? '';

/**
 * Fills a part of the panel anew, where it says something else than before: a button that were exchanged between press and release would lose the click.
 * What had the focus has it again, by its name, so that one can press a key twice.
 */
function fill(id: string, ...children: readonly Node[]): void {
  const part = byId(id);
  const made = make('div', '', ...children);
  if (made.innerHTML === part.innerHTML) return;
  const focused = part.contains(document.activeElement) ? document.activeElement : undefined;
  const name = focused && named(focused);
  const same = (): HTMLElement[] =>
    [...part.querySelectorAll<HTMLElement>('button, a, select, input')].filter(
      (each) => named(each) === name,
    );
  const at = focused ? same().indexOf(focused as HTMLElement) : -1;
  part.replaceChildren(...made.childNodes);
  if (at < 0) return;
  const next = same()[at] ?? same()[0];
  // What is being written stays.
  if (focused instanceof HTMLInputElement && focused.value !== focused.defaultValue)
    (next as HTMLInputElement | undefined)!.value = focused.value;
  // At the end of the order the way on is closed; the way back stands beside it.
  const open = next?.matches(':disabled')
    ? next.parentElement?.querySelector<HTMLElement>('button:enabled')
    : next;
  open?.focus();
}

/** The studio's own language. */
const SAYS = planWords.en;
const STATUSES = Object.keys(SAYS.status) as Status[];

const TABS = ['findings', 'articles', 'pictures', 'notes', 'changes'] as const;

export class Panel {
  private readonly deeds: PanelDeeds;

  constructor(deeds: PanelDeeds) {
    this.deeds = deeds;
    const tabs = TABS.map((name) => byId(`tab-${name}`));
    for (const [at, tab] of tabs.entries()) {
      tab.addEventListener('click', (event) => {
        this.choose(TABS[at]!);
        // After a pointer's click the arrows turn pages again; who came here by keys stays among the tabs.
        if (event.detail > 0) tab.blur();
      });
      tab.addEventListener('keydown', (event) => {
        const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
        if (step === 0) return;
        event.preventDefault();
        const next = tabs[(at + step + tabs.length) % tabs.length]!;
        next.focus();
        next.click();
      });
    }
  }

  private choose(name: (typeof TABS)[number]): void {
    for (const each of TABS) {
      const tab = byId(`tab-${each}`);
      tab.setAttribute('aria-selected', String(each === name));
      tab.tabIndex = each === name ? 0 : -1;
      byId(each).hidden = each !== name;
    }
    if (name === 'pictures') this.deeds.redraw();
  }

  state(state: State, findings: readonly FindingView[]): void {
    const errors = findings.filter(({ level }) => level === 'error').length;
    const warnings = findings.filter(({ level }) => level === 'warning').length;
    byId('tally').textContent = errors + warnings > 0 ? String(errors + warnings) : '';
    byId('tally').classList.toggle('wrong', errors > 0);
    const tally = [
      errors && `${errors} error${errors === 1 ? '' : 's'}`,
      warnings && `${warnings} warning${warnings === 1 ? '' : 's'}`,
    ]
      .filter(Boolean)
      .join(', ');
    byId('state').textContent = {
      checking: 'The pages are new; they are being checked …',
      checked: `Pages checked: ${tally || 'no errors or warnings'}. The press file is next …`,
      fresh: tally ? `Checked: ${tally}` : 'Checked: no errors or warnings',
      stale: `The pages are as they last were: ${tally || 'the sources cannot be set'}`,
    }[state];
    document.documentElement.dataset['state'] = state;
  }

  lost(): void {
    byId('state').textContent = 'The studio has stopped, or cannot be reached; waiting for it …';
  }

  findings(findings: readonly FindingView[], articles: readonly PlanArticle[]): void {
    const groups = new Map<string, FindingView[]>();
    for (const finding of findings) {
      const article =
        articles.find(({ file }) => file === finding.file)?.title ?? finding.file ?? 'The issue';
      groups.set(article, [...(groups.get(article) ?? []), finding]);
    }
    // In the running order; what belongs to no article comes first.
    const order = articles.map(({ title }) => title);
    const sorted = [...groups].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
    const made = sorted.flatMap(([article, own]) => [
      make('h2', '', article),
      make(
        'ul',
        'list',
        ...own.sort((a, b) => (a.page ?? 0) - (b.page ?? 0)).map((finding) => this.finding(finding)),
      ),
    ]);
    fill('findings', ...(made.length > 0 ? made : [make('p', 'quiet', 'Nothing to tell.')]));
  }

  private finding(finding: FindingView): HTMLElement {
    const { level, message, hint, file, line = 1, column = 1, page, rule, isEarlier } = finding;
    const acts = make('p', 'acts');
    if (page !== undefined)
      acts.append(
        button(`Page ${page}`, () => {
          this.deeds.show(page);
          this.deeds.light(finding);
        }),
      );
    if (file !== undefined) {
      const link = make('a', '', `${file.split('/').slice(-2).join('/')}:${line}`);
      link.href = this.deeds.editorAddress(file, line, column);
      acts.append(
        link,
        button('Copy', () => this.deeds.copy(`${file}:${line}:${column}`), `Copy ${file}:${line}`),
      );
    }
    return make(
      'li',
      `finding ${level}${isEarlier ? ' earlier' : ''}`,
      make('p', '', make('span', 'level', level), ` ${message} `, make('span', 'quiet', `(${rule})`)),
      ...(isEarlier ? [make('p', 'hint', 'of the pages as they were; it is being checked anew')] : []),
      ...(hint ? [make('p', 'hint', hint)] : []),
      acts,
    );
  }

  /** The running order, and below it what waits outside. */
  articles(
    view: IssueView | undefined,
    open: OpenNotes,
    findings: readonly FindingView[],
    outside: readonly Outside[],
  ): void {
    const articles = view?.articles ?? [];
    const hues = huesOf(articles.map(({ article }) => article));
    const rows = articles.map((article, at) => {
      const hue = make('span', 'hue');
      hue.style.background = hues.get(article.article)!;
      const up = button(
        '↑',
        () => this.deeds.move(article.article, articles[at - 1]?.article),
        `${article.title}: move up`,
      );
      const down = button(
        '↓',
        () => this.deeds.move(article.article, articles[at + 2]?.article),
        `${article.title}: move down`,
      );
      up.disabled = at === 0 || article.locked;
      down.disabled = at === articles.length - 1 || article.locked;
      const notes = notesOn(article, open);
      hue.dataset['article'] = article.article;
      const own = findings.filter(({ file }) => file === article.file);
      const facts = [
        article.layout,
        article.locked && 'locked',
        notes > 0 && `${counted(notes, SAYS.note)} open`,
      ];
      return make(
        'li',
        'article',
        hue,
        make(
          'div',
          'acts',
          button(article.title, () => this.deeds.show(article.first)),
        ),
        make('div', 'moves', up, ' ', down),
        make(
          'p',
          '',
          `p. ${article.first} · `,
          make('span', fits(article) ? '' : 'over', budgetOf(article, linesOver(own), SAYS)),
          make('span', 'quiet', ` · ${facts.filter(Boolean).join(' · ')}`),
        ),
        this.sets(article),
      );
    });
    fill(
      'articles',
      ...(rows.length > 0 ? [make('ol', 'list', ...rows)] : []),
      ...(outside.length > 0
        ? [
            make('h2', '', 'Not in the issue'),
            make('ul', 'list', ...outside.map((each) => this.outside(each))),
          ]
        : []),
    );
  }

  /** What can be set of an article: how far it has come, how many pages it is to have, whether it is in at all. */
  private sets({ article, title, status, planned, locked }: PlanArticle): HTMLElement {
    const chosen = make('select');
    chosen.setAttribute('aria-label', `${title}: status`);
    chosen.dataset['article'] = article;
    for (const each of ['', ...STATUSES] as const) {
      const option = make('option', '', each === '' ? SAYS.noStatus : SAYS.status[each]);
      option.value = each;
      // As an attribute: what is written differs where the status does.
      option.defaultSelected = each === (status ?? '');
      chosen.append(option);
    }
    chosen.addEventListener('change', () => this.deeds.setStatus(article, chosen.value));
    const pages = make('input');
    pages.inputMode = 'numeric';
    pages.autocomplete = 'off';
    pages.placeholder = '–';
    pages.title = 'pages that it is to have; empty: as many as it takes';
    pages.defaultValue = planned === undefined ? '' : String(planned);
    pages.setAttribute('aria-label', `${title}: planned pages`);
    const refused = (): string => (pages.value = pages.defaultValue);
    pages.addEventListener('change', () => {
      void this.deeds.plan(article, pages.value).then((isWritten) => !isWritten && refused());
    });
    pages.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') refused();
      // The keys mean what they mean elsewhere again; Tab goes on from here.
      if (key === 'Enter' || key === 'Escape') pages.blur();
    });
    const out = button('Take out', () => this.deeds.takeOut(article), `Take out ${title}`);
    out.disabled = locked;
    return make('div', 'sets', chosen, make('label', '', 'Plan', pages), make('span', 'acts', out));
  }

  /** An article that no page shows. Where nothing says that it waits, either can be said. */
  private outside({ article, title, isDraft, isInOrder, file }: Outside): HTMLElement {
    const why = isDraft ? (isInOrder ? 'a draft, which keeps its place' : 'a draft') : 'not in order';
    const link = make('a', '', file.split('/').slice(-2).join('/'));
    link.href = this.deeds.editorAddress(file, 1);
    return make(
      'li',
      'article outside',
      make('p', '', title, make('span', 'quiet', ` · ${why}`)),
      make(
        'p',
        'acts',
        button('Put in', () => this.deeds.putIn(article), `Put in ${title}`),
        ...(isDraft
          ? []
          : [button('Let it wait', () => this.deeds.takeOut(article), `Let it wait: ${title}, as a draft`)]),
        link,
      ),
    );
  }

  /** Leads to what can be set of an article. */
  edit(article: string): void {
    this.choose('articles');
    const chosen = document.querySelector<HTMLElement>(`#articles select[data-article="${article}"]`);
    chosen?.closest('li')?.scrollIntoView({ block: 'center' });
    chosen?.focus();
  }

  /** Beside the flatplan stands the running order; what was open before comes back after it. */
  besideFlatplan(isOn: boolean): void {
    const now = TABS.find((name) => !byId(name).hidden)!;
    if (isOn) this.before = now;
    if (isOn || now === 'articles') this.choose(isOn ? 'articles' : this.before);
  }

  private before: (typeof TABS)[number] = 'findings';

  /** Measuring every picture takes a moment: only while the table is looked at. */
  pictures(frame: Frame, view: IssueView): void {
    if (byId('pictures').hidden) return;
    const head = make('tr', '', ...['Picture', 'Page', 'ppi', 'Seen'].map((words) => make('th', '', words)));
    const bodies = placedPictures(frame, view).map(({ key, page, ppi, seen, alt, credit }) => {
      const level = ppiLevel(view, ppi);
      const className = level === 'good' ? 'number' : `number ${level === 'error' ? 'bad' : 'doubtful'}`;
      const words = make('td', '', make('span', '', credit || '–'));
      words.colSpan = 4;
      words.append(' · ', alt ? make('span', 'quiet', alt) : make('span', 'bad', 'No alt'));
      return make(
        'tbody',
        '',
        make(
          'tr',
          '',
          make(
            'td',
            'acts',
            button(key.split('/').slice(1).join('/'), () => this.deeds.show(page)),
          ),
          make('td', 'number', String(page)),
          make('td', className, ppi === undefined ? 'drawing' : String(ppi)),
          make('td', 'number', `${seen} %`),
        ),
        make('tr', 'words', words),
      );
    });
    fill('pictures', make('table', '', make('thead', '', head), ...bodies));
  }

  notes(notes: readonly PlacedNote[]): void {
    const open = notes.filter(({ state }) => state === 'open');
    const resolved = notes.filter(({ state }) => state === 'resolved');
    byId('open-notes').textContent = open.length > 0 ? String(open.length) : '';
    const list = (own: readonly PlacedNote[]): HTMLElement =>
      make(
        'ol',
        'list',
        // As one reads: lines of the text go from column to column.
        ...own
          .toSorted((a, b) => a.now - b.now || (a.line ?? 0) - (b.line ?? 0) || a.yMm - b.yMm)
          .map((note) => this.note(note)),
      );
    const made = [
      ...(open.length > 0 ? [make('h2', '', 'Open'), list(open)] : []),
      ...(resolved.length > 0 ? [make('h2', '', 'Resolved'), list(resolved)] : []),
    ];
    fill(
      'notes',
      ...(made.length > 0 ? made : [make('p', 'quiet', 'No notes. Press n and click on a page.')]),
    );
  }

  private note(note: PlacedNote): HTMLElement {
    const { id, state, now, page, words, quote, by, author, date, isLost } = note;
    const isOpen = state === 'open';
    const about = quote ?? by;
    const row = make(
      'li',
      `note ${state}`,
      make('span', 'number', String(id)),
      make('p', 'words', words),
      ...(about ? [make('p', 'about', make('q', '', about))] : []),
      ...(isLost && isOpen
        ? [make('p', 'lost', `What it stood by on page ${page} is gone: it waits on page ${now}.`)]
        : []),
      make(
        'p',
        'acts',
        button(`Page ${now}`, () => this.deeds.show(now), `Page ${now}, note ${id}`),
        ...(isOpen ? [button('Edit', () => this.deeds.reword(note), `Edit note ${id}`)] : []),
        button(
          isOpen ? 'Resolve' : 'Open again',
          () => this.deeds.resolve(id, isOpen ? 'resolved' : 'open'),
          `${isOpen ? 'Resolve' : 'Open again'}: note ${id}`,
        ),
        button('Delete', () => this.deeds.deleteNote(id), `Delete note ${id}`),
        ...(author || date ? [make('span', 'signed', [author, date].filter(Boolean).join(', '))] : []),
      ),
    );
    row.id = `note-${id}`;
    return row;
  }
}
