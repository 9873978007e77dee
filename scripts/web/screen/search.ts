/** The search page's script: asks pagefind, and shows what it finds as the lists of articles show them. */
import { asCutOut } from './excerpt.ts';

interface Found {
  readonly url: string;
  /** With <mark> round what was found; all else is escaped. */
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string>>;
}

interface Pagefind {
  options(options: object): Promise<void>;
  init(): Promise<void>;
  mergeIndex(path: string, options?: object): Promise<void>;
  search(term: string): Promise<{ readonly results: readonly { data(): Promise<Found> }[] }>;
}

const AT_ONCE = 10;
const PAUSE_MS = 160;

/** An element with a class and what stands in it. */
function made<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

/** No HTML from the index becomes HTML of ours but its marks. */
function marked(excerpt: string): (Node | string)[] {
  const plain = (text: string): string =>
    new DOMParser().parseFromString(`<p>${text}</p>`, 'text/html').body.textContent ?? '';
  return excerpt
    .split(/<mark>(.*?)<\/mark>/su)
    .map((part, at) => (at % 2 === 1 ? made('mark', '', plain(part)) : plain(part)));
}

function start(form: HTMLFormElement): void {
  const { root = './', indexes = '', none = '', one: single = '', many = '', failed = '' } = form.dataset;
  const field = document.querySelector<HTMLInputElement>('.search-field')!;
  const said = document.querySelector<HTMLElement>('.search-said')!;
  const list = document.querySelector<HTMLElement>('.found')!;
  const more = document.querySelector<HTMLElement>('.search-more')!;
  const home = new URL(root, location.href);
  const [first = '', ...others] = indexes.split(' ').map((path) => new URL(path, location.href).href);

  let opening: Promise<Pagefind> | undefined;
  /** Fetched when somebody is about to search, and not before. */
  const open = (): Promise<Pagefind> =>
    (opening ??= (async () => {
      const pagefind = (await import(`${first}pagefind.js`)) as Pagefind;
      await pagefind.options({ basePath: first, baseUrl: home.pathname, excerptLength: 28 });
      await pagefind.init();
      await Promise.all(others.map((path) => pagefind.mergeIndex(path, { baseUrl: home.pathname })));
      return pagefind;
    })());

  const item = ({ url, excerpt, meta }: Found): HTMLLIElement => {
    const { title = '', kicker, where = '', language, picture, width, height } = meta;
    const link = made('a', '', title);
    link.href = url;
    const words = made('div', 'teaser-words');
    if (kicker) words.append(made('p', 'kicker', kicker));
    words.append(
      made('h2', '', link),
      made('p', 'standfirst', ...marked(asCutOut(excerpt))),
      made('p', 'where', where),
    );
    if (language && language !== document.documentElement.lang) words.lang = language;
    const entry = made('li', 'teaser', words);
    if (picture) {
      const image = made('img', '');
      image.alt = '';
      image.loading = 'lazy';
      image.width = Number(width);
      image.height = Number(height);
      image.src = new URL(picture, home).href;
      entry.append(made('div', 'teaser-picture', image));
    }
    return entry;
  };

  let asked = 0;
  let rest: readonly { data(): Promise<Found> }[] = [];

  async function show(ol: HTMLElement, mine: number): Promise<HTMLElement | undefined> {
    const now = rest.slice(0, AT_ONCE);
    const found = await Promise.all(now.map((result) => result.data()));
    if (mine !== asked) return undefined;
    rest = rest.slice(AT_ONCE);
    const items = found.map(item);
    ol.append(...items);
    more.hidden = rest.length === 0;
    return items[0];
  }

  async function search(): Promise<void> {
    const term = field.value.trim();
    const mine = (asked += 1);
    const address = new URL(location.href);
    if (term) address.searchParams.set('q', term);
    else address.searchParams.delete('q');
    history.replaceState(undefined, '', address);
    if (!term) {
      said.textContent = '';
      list.replaceChildren();
      more.hidden = true;
      return;
    }
    try {
      const pagefind = await open();
      const { results } = await pagefind.search(term);
      if (mine !== asked) return;
      rest = results;
      const count = results.length === 1 ? single : many;
      const sentence = (results.length === 0 ? none : count)
        .replace('{n}', String(results.length))
        .replace('{q}', () => term);
      const ol = made('ol', 'teasers');
      await show(ol, mine);
      if (mine !== asked) return;
      list.replaceChildren(...(results.length > 0 ? [ol] : []));
      said.textContent = sentence;
    } catch {
      opening = undefined;
      said.textContent = failed;
    }
  }

  let pause = 0;
  field.addEventListener('focus', () => void open().catch(() => undefined), { once: true });
  field.addEventListener('input', () => {
    clearTimeout(pause);
    pause = window.setTimeout(() => void search(), PAUSE_MS);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(pause);
    void search();
  });
  more.addEventListener('click', () => {
    const ol = list.querySelector<HTMLElement>('ol');
    // Who asked for more by keyboard goes on where it begins.
    if (ol) void show(ol, asked).then((entry) => entry?.querySelector('a')?.focus());
  });

  document.querySelector<HTMLElement>('.without-script')!.hidden = true;
  form.hidden = false;
  const asks = new URL(location.href).searchParams.get('q');
  if (asks) {
    field.value = asks;
    void search();
  } else field.focus({ preventScroll: true });
}

const form = document.querySelector<HTMLFormElement>('.search-form');
if (form) start(form);
