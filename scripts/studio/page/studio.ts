/** The studio in the browser: shows what the session tells, and sends what the designer does. */
import { countOf, openNotes } from '../../flatplan/plan.ts';
import { planWords } from '../../flatplan/words.ts';
import type { Outside } from '../../io/files.ts';
import type { FindingView, IssueView } from '../view.ts';
import type { ComparedTold } from '../comparing.ts';
import type { Told } from '../session.ts';
import { Compare } from './compare.ts';
import { Frame } from './frame.ts';
import { drawAds, drawOverlays, OVERLAY_CSS, PLATES_SVG } from './overlays.ts';
import { NotesOnPages, type NotesTold } from './notes-on-pages.ts';
import { Panel } from './panel.ts';
import { find, type Hit, light, unlight } from './search.ts';
import { arrange } from './arrange.ts';

type Event =
  | Told
  | NotesTold
  | {
      readonly kind: 'hello';
      readonly start: string;
      readonly root: string;
      readonly editor: string;
      readonly goal?: Goal;
    }
  | ({ readonly kind: 'goto' } & Goal);

interface Goal {
  readonly file: string;
  readonly line: number;
}

const byId = (id: string): HTMLElement => document.getElementById(id)!;
const dialog = (id: string): HTMLDialogElement => byId(id) as HTMLDialogElement;
const meta = (name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)!.content;
const token = meta('dmag-token');
/** Which start of the studio this window is of. */
const start = meta('dmag-start');

const post = (what: string, body: unknown): Promise<Response> =>
  fetch(`/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-dmag-token': token },
    body: JSON.stringify(body),
  });

/** Does something that writes; what is to be said of it is said. */
async function ask(what: string, body: unknown): Promise<boolean> {
  const response = await post(what, body).catch(() => undefined);
  const told = response?.ok
    ? ((await response.json()) as { ok: boolean; message?: string })
    : {
        ok: false,
        message: response
          ? `the studio answered ${response.status}; load this window again`
          : 'the studio does not answer; start it again',
      };
  if (told.message) say(told.message);
  return told.ok;
}

let silence: number | undefined;
function say(words: string): void {
  const said = byId('said');
  said.textContent = words;
  said.hidden = false;
  clearTimeout(silence);
  silence = window.setTimeout(() => (said.hidden = true), 6000);
}

function hush(): void {
  clearTimeout(silence);
  byId('said').hidden = true;
}

const words = byId('words') as HTMLInputElement;
/** Where the address leads, before it follows what is shown. */
const firstHash = location.hash;
const frame = new Frame(byId('pages') as HTMLIFrameElement);
let view: IssueView | undefined;
let findings: readonly FindingView[] = [];
let outside: readonly Outside[] = [];
let dress = '';
let editor = { root: '', url: '' };
let goal: Goal | undefined;
let opening: Promise<void> = Promise.resolve();

const editorAddress = (file: string, line: number, column = 1): string =>
  editor.url
    .replace(
      '{path}',
      // What lies outside the project has its whole path.
      (/^(?:\/|[A-Za-z]:)/u.test(file) ? file : `${editor.root}/${file}`)
        .replaceAll('\\', '/')
        .split('/')
        .map(encodeURIComponent)
        .join('/'),
    )
    .replace('{line}', String(line))
    .replace('{column}', String(column));

const notes = new NotesOnPages(frame, ask, () => redraw());
const panel = new Panel({
  show: (page) => showPage(page),
  editorAddress: (file, line, column) => editorAddress(file, line, column),
  copy: (text) => void navigator.clipboard?.writeText(text).then(() => say(`copied: ${text}`)),
  move: (article, before) => void ask('move', { article, before }),
  setStatus: (article, status) => void ask('status', { article, status }),
  plan: (article, pages) => ask('plan', { article, pages }),
  takeOut: (article) => void ask('takeOut', { article }),
  putIn: (article) => void ask('putIn', { article, before: closing() }),
  light: (finding) => lightFinding(finding),
  resolve: (id, state) => void ask('resolve', { id, state }),
  reword: (note) => void notes.reword(note),
  deleteNote: (id) => void ask('deleteNote', { id }),
  redraw: () => redraw(),
});

/** The first of the pages that close the issue: what is put in comes before them, as with `npm run new`. */
function closing(): string | undefined {
  const articles = view?.articles ?? [];
  const last = articles.findLastIndex(({ layout }) => layout !== 'colophon' && layout !== 'back');
  return articles[last + 1]?.article;
}

const compare = new Compare(frame, {
  async ask(what, body) {
    const response = await post(what, body);
    return response.ok
      ? ((await response.json()) as ComparedTold)
      : { ok: false, message: `the studio answered ${response.status}` };
  },
  view: () => view,
  openPanel: () => document.body.classList.contains('no-panel') && deeds['panel']!(),
  editorAddress: (file, line) => editorAddress(file, line),
});

/** Draws what lies over the pages and what stands beside them. Pages that have just been exchanged are in sight before that. */
function redraw(): void {
  if (!view || !frame.document?.querySelector('.leaf')) {
    panel.findings(findings, []);
    panel.articles(undefined, new Map(), findings, outside);
    return;
  }
  notes.find(view);
  drawAds(frame, view);
  const open = openNotes(notes.list);
  drawOverlays(frame, view, findings, open, (leaf) => notes.pins(leaf));
  panel.findings(findings, view.articles);
  panel.articles(view, open, findings, outside);
  panel.pictures(frame, view);
  panel.notes(notes.list);
  compare.mark();
}

let drawing: number | undefined;
function redrawSoon(): void {
  clearTimeout(drawing);
  drawing = window.setTimeout(redraw, 60);
}

function showPage(page: number, behavior?: ScrollBehavior): void {
  if (compare.isOpen) compare.toggle();
  if (frame.has('flatplan')) toggle('flatplan');
  frame.show(page, behavior);
}

function lightFinding(finding: FindingView): void {
  const mark = [...frame.document.querySelectorAll<HTMLElement>('.mark')].find(
    (each) => each.title === finding.message,
  );
  for (const each of frame.document.querySelectorAll('.mark.lit')) each.classList.remove('lit');
  mark?.classList.add('lit');
}

/** The page where a line of a source stands. */
function goTo({ file, line }: Goal): void {
  const article = view?.articles.find((each) => each.file === file);
  const found = article && frame.atLine(article.article, line);
  if (!found) {
    say(`${file}:${line} stands on no page`);
    return;
  }
  showPage(Number(found.leaf.dataset['page']));
  unlight(frame);
  found.element.classList.add('lit-text');
}

// What the server tells

async function onTold(event: Event): Promise<void> {
  if (event.kind === 'hello') {
    // Another studio than the one that this window was loaded from: it would take nothing that is asked of it here.
    if (event.start !== start) {
      if (!dialog('write').open) location.reload();
      else say('the studio was started anew: copy the words of your note, and load this window again');
      return;
    }
    editor = { root: event.root, url: event.editor };
    goal = event.goal;
  } else if (event.kind === 'goto') goTo(event);
  else if (event.kind === 'notes') {
    notes.tell(event);
    if (event.fault) say(event.fault);
    redraw();
  } else if (event.kind === 'findings') {
    ({ findings, outside } = event);
    panel.state(event.state, findings);
    // Whoever writes with the panel closed must see as well why the pages stand still.
    const worst = findings.find(({ level }) => level === 'error') ?? findings[0];
    byId('stale').hidden = event.state !== 'stale' || view === undefined;
    byId('stale').textContent =
      `These pages are older than the text. ${worst?.file ? `${worst.file.split('/').slice(-2).join('/')}:${worst.line ?? 1}: ` : ''}${worst?.message ?? ''}`;
    byId('empty').hidden = view !== undefined;
    redrawSoon();
  } else {
    const isOther = dress !== event.dress;
    ({ view } = event);
    byId('empty').hidden = true;
    byId('issue').textContent = `${view.number} · ${view.title}`;
    byId('count').textContent = countOf(view, planWords.en);
    byId('count').title = byId('count').textContent;
    document.title = `${view.number} · d:mag studio`;
    ({ dress } = event);
    const isFirst = !frame.document?.querySelector('.leaf');
    if (isFirst || event.isWhole) {
      await frame.open(view);
      if (isFirst) fromHash(firstHash);
      redraw();
    } else {
      if (isOther) frame.dress((await (await fetch('/dress')).json()) as Record<string, string>);
      frame.exchange(view, event.change);
      frame.onPage(frame.page);
      redrawSoon();
    }
    if (goal) goTo(goal);
    goal = undefined;
    compare.stale(event.version);
    document.documentElement.dataset['version'] = String(event.version);
  }
}

const events = new EventSource('/events');
// One after the other: opening the frame takes a while.
events.addEventListener('message', ({ data }: MessageEvent<string>) => {
  const event = JSON.parse(data) as Event;
  opening = opening.then(() => onTold(event)).catch((error: unknown) => say(String(error)));
});
events.addEventListener('error', () => panel.lost());

// What the designer does

const modes = ['grid', 'bleeds', 'outlines', 'badges', 'overset', 'single', 'flatplan'] as const;

function toggle(mode: (typeof modes)[number]): void {
  if (mode === 'flatplan' && compare.isOpen) compare.toggle();
  const isOn = frame.toggle(mode);
  document.querySelector(`[data-do="${mode}"]`)?.setAttribute('aria-pressed', String(isOn));
  if (mode === 'flatplan') panel.besideFlatplan(isOn);
  redraw();
}

const deeds: Readonly<Record<string, () => void>> = {
  ...Object.fromEntries(modes.map((mode) => [mode, () => toggle(mode)])),
  in: () => frame.zoom(1.2),
  out: () => frame.zoom(1 / 1.2),
  fit: () => frame.fit(),
  actual: () => frame.actualSize(),
  before: () => (compare.isOpen ? compare.turn(-1) : frame.turn(-1)),
  after: () => (compare.isOpen ? compare.turn(1) : frame.turn(1)),
  compare: () => compare.toggle(),
  note: () => {
    const isOn = frame.document.body.classList.toggle('noting');
    // Enter is for the note now, and not for the button that was pressed last.
    if (isOn) (document.activeElement as HTMLElement | null)?.blur();
    document.querySelector('[data-do="note"]')!.setAttribute('aria-pressed', String(isOn));
    if (isOn) say('click where the note belongs; Enter: this page; Esc: none');
    else hush();
  },
  panel: () => {
    const isOff = document.body.classList.toggle('no-panel');
    document.querySelector('[data-do="panel"]')!.setAttribute('aria-pressed', String(!isOff));
  },
  search: () => {
    dialog('search').showModal();
    words.select();
  },
  help: () => dialog('help').showModal(),
  undo: () => void ask('undo', {}),
  redo: () => void ask('redo', {}),
};

/** What Escape ends: a note that was about to be placed, the comparing, the light on what was found. */
function leave(): void {
  if (frame.has('noting')) deeds['note']!();
  else if (compare.isOpen) compare.toggle();
  else {
    unlight(frame);
    byId('source').hidden = true;
    hush();
  }
}

/** A note on the page in sight, for who has no pointer. */
function noteOnPage(): void {
  const leaf = frame.leaf(frame.page);
  if (!leaf) return;
  deeds['note']!();
  const { left, top, width, height } = leaf.getBoundingClientRect();
  const spot = { clientX: left + width / 2, clientY: top + height / 10 };
  void notes.write(leaf, leaf, spot, view?.pages[frame.page - 1]?.article);
}

const KEYS: Readonly<Record<string, string>> = {
  ArrowLeft: 'before',
  ArrowRight: 'after',
  g: 'grid',
  b: 'bleeds',
  o: 'outlines',
  i: 'badges',
  x: 'overset',
  f: 'flatplan',
  '1': 'single',
  c: 'compare',
  n: 'note',
  p: 'panel',
  u: 'undo',
  '/': 'search',
  '?': 'help',
  '+': 'in',
  '=': 'in',
  '-': 'out',
  '0': 'fit',
  '9': 'actual',
};

/** Taking back, and doing again, as everywhere: Ctrl or ⌘ with Z, with Shift and Z, and Ctrl with Y. */
function turnOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): 'undo' | 'redo' | undefined {
  if (altKey || !(ctrlKey || metaKey)) return undefined;
  if (key.toLowerCase() === 'z') return shiftKey ? 'redo' : 'undo';
  return key.toLowerCase() === 'y' && ctrlKey ? 'redo' : undefined;
}

/** Whether keys write here. Where a status is chosen, or nothing has been written yet, there is nothing else to take back. */
function writes(target: HTMLElement): boolean {
  const field = target.closest?.<HTMLElement>('input, textarea, select, dialog');
  if (!field?.checkVisibility()) return false;
  return !field.matches('#articles select') && !(field.matches('#articles input') && isUntouched(field));
}

const isUntouched = (field: HTMLElement): boolean =>
  (field as HTMLInputElement).value === (field as HTMLInputElement).defaultValue;

function onKey(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  const turn = turnOf(event);
  if (turn !== undefined && !writes(target)) {
    event.preventDefault();
    deeds[turn]!();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  // No status begins with it.
  if (event.key === 'u' && target.matches?.('#articles select')) deeds['undo']!();
  // In the line that one drags arrows move it, and letters mean what they mean elsewhere.
  const isLine = target.id === 'compare-cut' && !event.key.startsWith('Arrow');
  // A field of a dialog that has just been closed keeps the focus for a frame more.
  const isLeaving = event.key === 'Escape' && target.matches?.('select');
  if (!isLine && !isLeaving && target.closest?.('input, textarea, select, dialog')?.checkVisibility()) return;
  // Within tabs the arrows go from tab to tab.
  if (event.key.startsWith('Arrow') && target.closest?.('[role="tablist"]')) return;
  if (event.key === 'Escape') leave();
  if (event.key === 'Enter' && frame.has('noting') && !target.closest?.('button, a')) {
    event.preventDefault();
    noteOnPage();
    return;
  }
  const deed = KEYS[event.key];
  if (deed === undefined) return;
  event.preventDefault();
  deeds[deed]?.();
}

document.addEventListener('keydown', onKey);
byId('stale').addEventListener('click', () => {
  if (document.body.classList.contains('no-panel')) deeds['panel']!();
  byId('tab-findings').click();
});
for (const button of document.querySelectorAll<HTMLElement>('[data-do]'))
  button.addEventListener('click', () => deeds[button.dataset['do']!]?.());

byId('plate').addEventListener('change', ({ target }) => {
  const { body } = frame.document;
  body.classList.remove(...[...body.classList].filter((name) => name.startsWith('plate-')));
  const { value } = target as HTMLSelectElement;
  if (value) body.classList.add(`plate-${value}`);
});

frame.onScale = (scale, fits) => {
  byId('zoom').textContent = fits ? 'Fit' : `${Math.round(scale * 100)} %`;
};
let lookedAt: string | undefined;
frame.onPage = (page) => {
  if (!view) return;
  const { article } = view.pages[page - 1] ?? {};
  if (article !== lookedAt) void ask('look', { article });
  lookedAt = article;
  const title = view.articles.find((each) => each.article === article)?.title;
  byId('page').textContent = `${page} of ${view.pages.length}${title ? ` · ${title}` : ''}`;
  history.replaceState(undefined, '', `#page=${page}`);
};

function fromHash(hash: string): void {
  const [, what, value = ''] = /^#(page|article)=(.+)$/u.exec(hash) ?? [];
  if (what === 'page' && Number(value) !== frame.page) showPage(Number(value), 'instant');
  if (what === 'article') {
    const article = view?.articles.find((each) => each.article === decodeURIComponent(value));
    if (article) showPage(article.first, 'instant');
  }
}
addEventListener('hashchange', () => fromHash(location.hash));

/** Where the text of a click is written. */
function showSource(leaf: HTMLElement, target: Element, opens: boolean): void {
  const article = view?.articles.find(
    (each) => each.article === view?.pages[Number(leaf.dataset['page']) - 1]?.article,
  );
  const at =
    target.closest<HTMLElement>('[data-source-line]') ??
    target.querySelector<HTMLElement>('[data-source-line]');
  const bar = byId('source');
  bar.hidden = !article;
  if (!article) return;
  const line = Number(at?.dataset['sourceLine'] ?? 1);
  const code = document.createElement('code');
  code.textContent = `${article.file}:${line}`;
  const link = document.createElement('a');
  link.href = editorAddress(article.file, line);
  link.textContent = 'Open in the editor';
  const copy = document.createElement('button');
  copy.type = 'button';
  copy.textContent = 'Copy';
  copy.addEventListener('click', () => void navigator.clipboard?.writeText(code.textContent));
  bar.replaceChildren(code, link, copy);
  if (opens) link.click();
}

frame.onOpen = (inside) => {
  const style = inside.createElement('style');
  style.textContent = OVERLAY_CSS;
  inside.head.append(style);
  inside.body.insertAdjacentHTML('beforeend', PLATES_SVG);
  inside.addEventListener('keydown', onKey);
  inside.addEventListener('click', (event) => {
    const target = event.target as Element;
    const leaf = target.closest<HTMLElement>('.leaf');
    if (!leaf || target.closest('.pin')) return;
    event.preventDefault();
    const { article: named } = target.closest<HTMLElement>('.tag')?.dataset ?? {};
    if (named !== undefined) {
      if (document.body.classList.contains('no-panel')) deeds['panel']!();
      panel.edit(named);
      return;
    }
    if (frame.has('flatplan')) {
      showPage(Number(leaf.dataset['page']));
      return;
    }
    if (frame.has('noting')) {
      deeds['note']!();
      const article = view?.pages[Number(leaf.dataset['page']) - 1]?.article;
      void notes.write(leaf, target, event, article);
      return;
    }
    showSource(leaf, target, event.ctrlKey || event.metaKey);
  });
  arrange(
    frame,
    () => view,
    (article, before) => void ask('move', { article, before }),
    (article) => {
      const title = view?.articles.find((each) => each.article === article)?.title ?? article;
      say(`${title} is locked: take locked: true out of issue.yaml to move it`);
    },
  );
};

// Search

words.addEventListener('input', () => {
  const hits = find(frame, words.value);
  byId('hits').replaceChildren(...hits.map((hit) => hitItem(hit)));
});

function hitItem(hit: Hit): HTMLElement {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  const mark = document.createElement('mark');
  mark.textContent = hit.found;
  button.append(`p. ${hit.page}  …${hit.before}`, mark, `${hit.after}…`);
  button.addEventListener('click', () => {
    dialog('search').close();
    showPage(hit.page);
    light(frame, hit);
  });
  item.append(button);
  return item;
}
byId('search').addEventListener('keydown', (event) => {
  // A field for searching would keep the first Escape for itself.
  if (event.key === 'Escape') {
    event.preventDefault();
    dialog('search').close();
  }
  if (event.key !== 'Enter' || event.target !== words) return;
  event.preventDefault();
  byId('hits').querySelector('button')?.click();
});
