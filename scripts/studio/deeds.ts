/** What a designer does in the studio that writes: moving articles, undoing that, notes. Files are read anew each time; nobody else's change is lost. */
import * as z from 'zod';
import type { Desk } from '../io/desk.ts';
import { takeTurns } from '../io/turns.ts';
import { addNote, newNote, newWords, readNotes, setState, setWords } from '../model/notes.ts';
import { moveArticle } from './order.ts';
import type { Deeds, Told } from './routes.ts';

const SHEET = 'issue.yaml';
const NOTES = 'notes.yaml';

const move = z.strictObject({ article: z.string(), before: z.string().optional() });
const resolve = z.strictObject({ id: z.number(), state: z.enum(['open', 'resolved']) });
const place = z.strictObject({ file: z.string(), line: z.number().int().positive() });

const said = (message: string): Told => ({ ok: false, message });
const unreadable = said('the request cannot be read');

/**
 * @param desk the folder
 * @param goTo shows a place to whoever watches; false where it is not of this issue
 * @param today ISO, for what is written down with its day
 */
export function deedsOf(
  desk: Desk,
  goTo: (file: string, line: number) => boolean,
  onNotes: (notes: ReturnType<typeof readNotes>) => void,
  today: () => string,
): Deeds {
  // What was written, and what stood there before: for undoing.
  const undone: { readonly before: string; readonly after: string }[] = [];
  // One after the other: two that read the same file would each write without the other's.
  const inTurn = takeTurns(1);
  const writeNotes = async (text: string): Promise<void> => {
    await desk.write(NOTES, text);
    onNotes(readNotes(text));
  };
  const deeds: Deeds = {
    async move(body) {
      const asked = move.safeParse(body);
      if (!asked.success) return unreadable;
      const before = await desk.read(SHEET);
      const moved = moveArticle(before, asked.data.article, asked.data.before);
      if ('refused' in moved) return said(moved.refused);
      if (moved.text === before) return { ok: true };
      await desk.write(SHEET, moved.text);
      undone.push({ before, after: moved.text });
      return { ok: true, message: `${asked.data.article} was moved; u takes it back` };
    },
    async undo() {
      const last = undone.at(-1);
      if (!last) return said('there is nothing to undo');
      if ((await desk.read(SHEET)) !== last.after)
        return said('issue.yaml has been changed since; mend it there');
      undone.pop();
      await desk.write(SHEET, last.before);
      return { ok: true, message: 'undone' };
    },
    async note(body) {
      const asked = newNote.safeParse(body);
      if (!asked.success) return unreadable;
      const source = await desk.read(NOTES);
      const { fault } = readNotes(source);
      if (fault !== undefined) return said(fault);
      await writeNotes(addNote(source, asked.data, today()).text);
      return { ok: true };
    },
    async resolve(body) {
      const asked = resolve.safeParse(body);
      if (!asked.success) return unreadable;
      const text = setState(await desk.read(NOTES), asked.data.id, asked.data.state);
      if (text === undefined) return said('there is no such note');
      await writeNotes(text);
      return { ok: true };
    },
    async reword(body) {
      const asked = newWords.safeParse(body);
      if (!asked.success) return unreadable;
      const text = setWords(await desk.read(NOTES), asked.data.id, asked.data.words);
      if (text === undefined) return said('there is no such note');
      await writeNotes(text);
      return { ok: true };
    },
    async goto(body) {
      const asked = place.safeParse(body);
      if (!asked.success) return unreadable;
      return goTo(asked.data.file, asked.data.line)
        ? { ok: true }
        : said(`${asked.data.file} is not of this issue`);
    },
  };
  return Object.fromEntries(
    Object.entries(deeds).map(([name, deed]) => [name, (body) => inTurn(() => deed(body))]),
  );
}
