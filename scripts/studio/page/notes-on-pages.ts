/** Notes as pins on the pages: each finds the words that it stands by, wherever they have come to. */
import type { NewNote, Note } from '../notes.ts';
import type { Frame } from './frame.ts';
import { plainText } from './search.ts';

export interface NotesTold {
  readonly kind: 'notes';
  readonly notes: readonly Note[];
  readonly fault?: string;
}

export interface PlacedNote extends Note {
  /** Page on which it stands now. */
  readonly now: number;
}

const WORDS_KEPT = 80;

export class NotesOnPages {
  private notes: readonly Note[] = [];
  private placed: (PlacedNote & { readonly xMm: number; readonly yMm: number })[] = [];
  private readonly frame: Frame;
  private readonly ask: (what: string, body: unknown) => Promise<boolean>;

  constructor(frame: Frame, ask: (what: string, body: unknown) => Promise<boolean>, redraw: () => void) {
    this.frame = frame;
    this.ask = ask;
    this.redraw = redraw;
  }

  private readonly redraw: () => void;

  tell({ notes }: NotesTold): void {
    this.notes = notes;
  }

  get list(): readonly PlacedNote[] {
    return this.placed;
  }

  /** Looks where they stand now. */
  find(): void {
    const blocks = new Map<string, { leaf: HTMLElement; element: HTMLElement }>();
    for (const leaf of this.frame.leaves)
      for (const element of leaf.querySelectorAll<HTMLElement>('[data-source-line]')) {
        const words = plainText(element).slice(0, WORDS_KEPT);
        if (words && !blocks.has(words)) blocks.set(words, { leaf, element });
      }
    this.placed = this.notes.map((note) => {
      const block = note.by === undefined ? undefined : blocks.get(note.by);
      if (!block) return { ...note, now: note.page, xMm: note.x, yMm: note.y };
      const { xMm, yMm } = this.frame.boxOf(block.leaf, block.element);
      return { ...note, now: Number(block.leaf.dataset['page']), xMm: xMm + note.x, yMm: yMm + note.y };
    });
  }

  pins(leaf: HTMLElement): readonly HTMLElement[] {
    const page = Number(leaf.dataset['page']);
    return this.placed
      .filter(({ now }) => now === page)
      .map((note) => {
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
          document.getElementById(`note-${note.id}`)?.scrollIntoView({ block: 'center' });
        });
        return pin;
      });
  }

  /** Asks for the words of a note at a click, and has it written down. */
  async write(
    leaf: HTMLElement,
    target: Element,
    event: MouseEvent,
    article: string | undefined,
  ): Promise<void> {
    const spot = this.frame.spotAt(leaf, event.clientX, event.clientY);
    const block = target.closest<HTMLElement>('[data-source-line]');
    const by = block ? plainText(block).slice(0, WORDS_KEPT) : '';
    const from = block && by ? this.frame.boxOf(leaf, block) : { xMm: 0, yMm: 0 };
    const round = (value: number): number => Math.round(value * 10) / 10;
    const dialog = document.getElementById('write') as HTMLDialogElement;
    const words = document.getElementById('note-words') as HTMLTextAreaElement;
    document.getElementById('note-place')!.textContent = `page ${spot.page}`;
    words.value = '';
    dialog.returnValue = '';
    dialog.showModal();
    await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
    if (dialog.returnValue !== 'save' || words.value.trim() === '') return;
    const line = Number(block?.dataset['sourceLine']);
    const note: NewNote = {
      ...(article && { article }),
      page: spot.page,
      ...(line > 0 && { line }),
      ...(by && { by }),
      x: round(spot.xMm - from.xMm),
      y: round(spot.yMm - from.yMm),
      words: words.value.trim(),
    };
    await this.ask('note', note);
    this.redraw();
  }
}
