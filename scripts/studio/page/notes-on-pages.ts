/** Notes as pins on the pages: each finds the words that it stands by, wherever they have come to. */
import type { NewNote, Note } from '../../model/notes.ts';
import { blockAt, findNotes, type FoundNote } from '../../pages/noted.ts';
import type { IssueView } from '../view.ts';
import type { Frame } from './frame.ts';
import { place } from './overlays.ts';
import { plainText } from './search.ts';

export interface NotesTold {
  readonly kind: 'notes';
  readonly notes: readonly Note[];
  readonly fault?: string;
}

export interface PlacedNote extends Note, Pick<FoundNote, 'xMm' | 'yMm' | 'boxes' | 'isLost'> {
  /** Page on which it stands now. */
  readonly now: number;
}

const WORDS_KEPT = 80;
/** So many words are most often found once. */
const QUOTED_WORDS = 3;
const MOST_QUOTED = 300;
/** Where the browser keeps how a person signs notes. */
const AUTHOR = 'dmag-note-author';

/** What a person has written. */
interface Said {
  readonly words: string;
  readonly author: string;
}

type Point = Pick<MouseEvent, 'clientX' | 'clientY'>;

/** The words of a block that are selected, or those at a click; "" where there are none. */
function quoteAt(block: HTMLElement, { clientX, clientY }: Point): string {
  const inside = block.ownerDocument;
  const selection = inside.getSelection();
  if (selection && !selection.isCollapsed && block.contains(selection.anchorNode))
    return tidy(selection.toString()).slice(0, MOST_QUOTED);
  const range = inside.caretRangeFromPoint?.(clientX, clientY);
  if (!range || !block.contains(range.startContainer) || range.startContainer.nodeType !== Node.TEXT_NODE)
    return '';
  const { data } = range.startContainer as Text;
  const start = data.slice(0, range.startOffset).search(/\S*$/u);
  return tidy(data.slice(start)).split(' ').slice(0, QUOTED_WORDS).join(' ');
}

const tidy = (text: string): string => text.replaceAll('\u00AD', '').replaceAll(/\s+/gu, ' ').trim();

export class NotesOnPages {
  private notes: readonly Note[] = [];
  private placed: PlacedNote[] = [];
  private readonly frame: Frame;
  private readonly ask: (what: string, body: unknown) => Promise<boolean>;

  constructor(frame: Frame, ask: (what: string, body: unknown) => Promise<boolean>, redraw: () => void) {
    this.frame = frame;
    this.ask = ask;
    this.redraw = redraw;
    document.getElementById('write')!.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      document.querySelector<HTMLButtonElement>('#write button[value="save"]')!.click();
    });
  }

  private readonly redraw: () => void;

  tell({ notes }: NotesTold): void {
    this.notes = notes;
  }

  get list(): readonly PlacedNote[] {
    return this.placed;
  }

  /** Looks where they stand now. */
  find({ sheet, pages }: IssueView): void {
    const found = findNotes(
      this.notes,
      {
        selector: '.leaf',
        trimWidthMm: sheet.trim.widthMm,
        bleedMm: 0,
        articles: pages.map(({ article }) => article),
      },
      this.frame.document,
    );
    this.placed = this.notes.map((note, at) => {
      const { page: now, xMm, yMm, boxes, isLost } = found[at]!;
      return { ...note, now, xMm, yMm, boxes, isLost };
    });
  }

  /** Pins, and light on the words that they are about. */
  pins(leaf: HTMLElement): readonly HTMLElement[] {
    const page = Number(leaf.dataset['page']);
    const here = this.placed.filter(({ now }) => now === page);
    const lights = here
      .filter(({ state, quote }) => state === 'open' && quote !== undefined)
      .flatMap(({ boxes }) =>
        boxes.map((box) => {
          const light = this.frame.document.createElement('div');
          light.className = 'noted';
          return place(light, box);
        }),
      );
    return [...lights, ...here.map((note) => this.pin(note))];
  }

  private pin(note: PlacedNote): HTMLElement {
    const pin = this.frame.document.createElement('button');
    pin.type = 'button';
    pin.className = `pin ${note.state}`;
    pin.textContent = String(note.id);
    pin.title = note.words;
    pin.setAttribute('aria-label', `Note ${note.id}: ${note.words}`);
    pin.style.left = `calc(${note.xMm} * var(--mm))`;
    pin.style.top = `calc(${note.yMm} * var(--mm))`;
    pin.addEventListener('click', () => {
      document.getElementById('tab-notes')?.click();
      const row = document.getElementById(`note-${note.id}`);
      for (const each of document.querySelectorAll('.note.lit')) each.classList.remove('lit');
      row?.classList.add('lit');
      row?.scrollIntoView({ block: 'center' });
    });
    return pin;
  }

  /** Asks for the words of a note at a click, and has it written down. */
  async write(leaf: HTMLElement, target: Element, event: Point, article: string | undefined): Promise<void> {
    const spot = this.frame.spotAt(leaf, event.clientX, event.clientY);
    // A whole page of words is nothing to stand by.
    const found = blockAt(target) as HTMLElement | undefined;
    const block =
      found?.matches('[data-source-line], h1, h2, p, li') || found?.childElementCount === 0
        ? found
        : undefined;
    const by = block ? plainText(block).slice(0, WORDS_KEPT) : '';
    const quote = block && by ? quoteAt(block, event) : '';
    const from = block && by ? this.frame.boxOf(leaf, block) : { xMm: 0, yMm: 0 };
    const round = (value: number): number => Math.round(value * 10) / 10;
    const line = Number(block?.dataset['sourceLine']);
    const note: Omit<NewNote, 'words'> = {
      ...(article && { article }),
      page: spot.page,
      ...(line > 0 && { line }),
      ...(by && { by }),
      ...(quote && { quote }),
      x: round(spot.xMm - from.xMm),
      y: round(spot.yMm - from.yMm),
    };
    await this.until(
      (words, isAgain) => this.asked(spot.page, quote, words, { isAgain }),
      ({ words, author }) => {
        localStorage.setItem(AUTHOR, author);
        return this.ask('note', { ...note, words, ...(author && { author }) } satisfies NewNote);
      },
    );
    this.redraw();
  }

  /** Asks for other words for a note; it stays where it stands, and whose it was. */
  async reword({ id, now, quote, words }: PlacedNote): Promise<void> {
    await this.until(
      (before, isAgain) => this.asked(now, quote ?? '', isAgain ? before : words, { isOld: true, isAgain }),
      async (said) => said.words === words || this.ask('reword', { id, words: said.words }),
    );
  }

  /** What could not be written down is asked for again, with the words that stood there: nobody writes them twice. */
  private async until(
    asked: (words: string, isAgain: boolean) => Promise<Said | undefined>,
    written: (said: Said) => Promise<boolean>,
  ): Promise<void> {
    let said = await asked('', false);
    while (said && !(await written(said))) said = await asked(said.words, true);
  }

  /** @returns undefined where nothing is to be written */
  private async asked(
    page: number,
    quote: string,
    before: string,
    { isOld = false, isAgain = false }: { readonly isOld?: boolean; readonly isAgain?: boolean } = {},
  ): Promise<Said | undefined> {
    const dialog = document.getElementById('write') as HTMLDialogElement;
    const words = document.getElementById('note-words') as HTMLTextAreaElement;
    const author = document.getElementById('note-author') as HTMLInputElement;
    document.getElementById('note-place')!.textContent = `page ${page}`;
    document.getElementById('note-quote')!.textContent = quote;
    document.getElementById('note-fault')!.textContent = isAgain
      ? 'This was not written: the studio does not take it. Keep the words until it does.'
      : '';
    words.value = before;
    author.value = localStorage.getItem(AUTHOR) ?? '';
    author.closest('label')!.hidden = isOld;
    dialog.returnValue = '';
    dialog.showModal();
    await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
    if (dialog.returnValue !== 'save' || words.value.trim() === '') return undefined;
    return { words: words.value.trim(), author: author.value.trim() };
  }
}
