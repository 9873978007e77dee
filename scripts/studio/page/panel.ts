/** The panel beside the pages: findings, the running order, pictures, notes. */
import type { State } from '../session.ts';
import { budgetOf, fits, hueOf, notesOn, type OpenNotes, type PlanArticle } from '../../flatplan/plan.ts';
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
  light(finding: FindingView): void;
  resolve(id: number, state: 'open' | 'resolved'): void;
  reword(note: PlacedNote): void;
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
    [...part.querySelectorAll<HTMLElement>('button, a')].filter((each) => named(each) === name);
  const at = focused ? same().indexOf(focused as HTMLElement) : -1;
  part.replaceChildren(...made.childNodes);
  if (at < 0) return;
  const next = same()[at] ?? same()[0];
  // At the end of the order the way on is closed; the way back stands beside it.
  const open = next?.matches(':disabled')
    ? next.parentElement?.querySelector<HTMLElement>('button:enabled')
    : next;
  open?.focus();
}

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
      checked: `Pages checked: ${tally || 'nothing found'}. The press file is next …`,
      fresh: tally ? `Checked: ${tally}` : 'Checked: nothing found',
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

  articles({ articles }: IssueView, open: OpenNotes, findings: readonly FindingView[]): void {
    const rows = articles.map((article, at) => {
      const hue = make('span', 'hue');
      hue.style.background = hueOf(at);
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
        article.status,
        article.locked && 'locked',
        notes > 0 && `${counted(notes, planWords.en.note)} open`,
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
          make('span', fits(article) ? '' : 'over', budgetOf(article, linesOver(own), planWords.en)),
          make('span', 'quiet', ` · ${facts.filter(Boolean).join(' · ')}`),
        ),
      );
    });
    fill('articles', make('ol', 'list', ...rows));
  }

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
        ...(author || date ? [make('span', 'signed', [author, date].filter(Boolean).join(', '))] : []),
      ),
    );
    row.id = `note-${id}`;
    return row;
  }
}
