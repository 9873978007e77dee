/**
 * What a designer does in the studio that writes: the running order, how far articles have come, notes, and taking any of it back. Files are read anew
 * each time; nobody else's change is lost.
 */
import * as z from 'zod';
import { type Desk, DeskFault, type DeskFile } from '../io/desk.ts';
import { takeTurns } from '../io/turns.ts';
import { STATUSES } from '../model/article.ts';
import { NAME } from '../model/fields.ts';
import { addNote, newNote, newWords, readNotes, setState, setWords, withoutNote } from '../model/notes.ts';
import { setFrontMatter } from './front-matter.ts';
import { openHistory, type Turned, type Writing } from './history.ts';
import { type Edited, moveArticle, isInOrder, planPages, putInArticle, takeOutArticle } from './order.ts';
import type { Deeds, Told } from './routes.ts';

const SHEET = 'issue.yaml';
const NOTES = 'notes.yaml';

const folder = z.string().regex(NAME);
const move = z.strictObject({ article: z.string(), before: z.string().optional() });
const status = z.strictObject({ article: folder, status: z.enum(['', ...STATUSES]) });
const plan = z.strictObject({ article: z.string(), pages: z.string().max(20) });
const takeOut = z.strictObject({ article: folder });
const putIn = z.strictObject({ article: folder, before: z.string().optional() });
const resolve = z.strictObject({ id: z.number(), state: z.enum(['open', 'resolved']) });
const oneNote = z.strictObject({ id: z.number() });
const place = z.strictObject({ file: z.string(), line: z.number().int().positive() });

const look = z.strictObject({ article: z.string().optional() });

const MOST_PAGES = 9999;

const said = (message: string): Told => ({ ok: false, message });
const unreadable = said('the request cannot be read');

/** Stands where something else than what was asked came out. */
class Refused extends Error {}

function textOf(edited: Edited, file: string): string {
  if ('text' in edited) return edited.text;
  // "article.md" alone says too little.
  throw new Refused(edited.refused.replace('article.md', file));
}

function isIn(sheet: string, article: string): boolean {
  const found = isInOrder(sheet, article);
  if (typeof found === 'object') throw new Refused(found.refused);
  return found;
}

const articleFile = (article: string): DeskFile => `${article}/article.md`;

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
  // One after the other: two that read the same file would each write without the other's.
  const inTurn = takeTurns(1);
  const history = openHistory(desk);
  const tellNotes = (writings: readonly Writing[]): void => {
    const notes = writings.find(({ file }) => file === NOTES);
    if (notes) onNotes(readNotes(notes.after));
  };

  /** Writes what is other than before. @param after how it is told, beyond that it was done */
  async function write(
    what: string,
    writings: readonly Writing[],
    after = '; u takes it back',
  ): Promise<Told> {
    const changed = writings.filter((writing) => writing.before !== writing.after);
    if (changed.length === 0) return { ok: true };
    await history.write(what, changed);
    tellNotes(changed);
    return { ok: true, ...(after !== '' && { message: `${what}${after}` }) };
  }

  async function editSheet(what: string, edit: (source: string) => Edited): Promise<Told> {
    const before = await desk.read(SHEET);
    return write(what, [{ file: SHEET, before, after: textOf(edit(before), SHEET) }]);
  }

  /** A field of an article's front matter. */
  async function fieldOf(article: string, name: string, value: string | undefined): Promise<Writing> {
    const file = articleFile(article);
    const before = await desk.read(file);
    if (before === '') throw new Refused(`there is no ${file}`);
    return { file, before, after: textOf(setFrontMatter(before, name, value), file) };
  }

  async function editNotes(what: string, edit: (source: string) => string | undefined): Promise<Told> {
    const before = await desk.read(NOTES);
    const { fault } = readNotes(before);
    if (fault !== undefined) return said(fault);
    const after = edit(before);
    return after === undefined
      ? said('there is no such note')
      : write(what, [{ file: NOTES, before, after }], '');
  }

  const tellTurned = (turned: Turned, how: string): Told => {
    if ('refused' in turned) return said(turned.refused);
    tellNotes(turned.written);
    return { ok: true, message: `${how}: ${turned.what}` };
  };

  const deeds: Deeds = {
    async move(body) {
      const asked = move.safeParse(body);
      if (!asked.success) return unreadable;
      const { article, before } = asked.data;
      return editSheet(`${article} was moved`, (source) => moveArticle(source, article, before));
    },
    async status(body) {
      const asked = status.safeParse(body);
      if (!asked.success) return unreadable;
      const { article, status: value } = asked.data;
      const what =
        value === '' ? `the status of ${article} was taken away` : `${article} was set to ${value}`;
      return write(what, [await fieldOf(article, 'status', value === '' ? undefined : value)]);
    },
    async plan(body) {
      const asked = plan.safeParse(body);
      if (!asked.success) return unreadable;
      const { article, pages } = asked.data;
      const written = pages.trim();
      const number = written === '' ? undefined : Number(written);
      if (number !== undefined && !(/^\d+$/u.test(written) && number >= 1 && number <= MOST_PAGES))
        return said(`${written} is no number of pages: write 1, 2, 3 …, or nothing`);
      const what =
        number === undefined
          ? `the plan of ${article} was taken away`
          : `${number} ${number === 1 ? 'page was' : 'pages were'} planned for ${article}`;
      return editSheet(what, (source) => planPages(source, article, number));
    },
    async takeOut(body) {
      const asked = takeOut.safeParse(body);
      if (!asked.success) return unreadable;
      const { article } = asked.data;
      const before = await desk.read(SHEET);
      const wasIn = isIn(before, article);
      // A folder outside the order is taken for an oversight unless its article says that it waits. One that is gone, or has another name now, says nothing.
      const isThere = (await desk.read(articleFile(article))) !== '';
      const drafts = isThere || !wasIn ? [await fieldOf(article, 'draft', 'true')] : [];
      const after = wasIn ? textOf(takeOutArticle(before, article), SHEET) : before;
      const what = wasIn
        ? `${article} was taken out${isThere ? ', its folder stays' : ''}`
        : `${article} was let wait as a draft`;
      return write(what, [...drafts, { file: SHEET, before, after }]);
    },
    async putIn(body) {
      const asked = putIn.safeParse(body);
      if (!asked.success) return unreadable;
      const { article, before: follower } = asked.data;
      const before = await desk.read(SHEET);
      const after = isIn(before, article) ? before : textOf(putInArticle(before, article, follower), SHEET);
      return write(`${article} was put in`, [
        await fieldOf(article, 'draft', undefined),
        { file: SHEET, before, after },
      ]);
    },
    undo: async () => tellTurned(await history.undo(), 'taken back'),
    redo: async () => tellTurned(await history.redo(), 'done again'),
    async note(body) {
      const asked = newNote.safeParse(body);
      if (!asked.success) return unreadable;
      return editNotes('a note was written', (source) => addNote(source, asked.data, today()).text);
    },
    async resolve(body) {
      const asked = resolve.safeParse(body);
      if (!asked.success) return unreadable;
      const { id, state } = asked.data;
      return editNotes(`note ${id} was ${state === 'open' ? 'opened again' : 'resolved'}`, (source) =>
        setState(source, id, state),
      );
    },
    async reword(body) {
      const asked = newWords.safeParse(body);
      if (!asked.success) return unreadable;
      const { id, words } = asked.data;
      return editNotes(`note ${id} was worded otherwise`, (source) => setWords(source, id, words));
    },
    async deleteNote(body) {
      const asked = oneNote.safeParse(body);
      if (!asked.success) return unreadable;
      const { id } = asked.data;
      const what = `note ${id} was deleted`;
      const told = await editNotes(what, (source) => withoutNote(source, id));
      return told.ok ? { ...told, message: `${what}; u takes it back` } : told;
    },
    async goto(body) {
      const asked = place.safeParse(body);
      if (!asked.success) return unreadable;
      return goTo(asked.data.file, asked.data.line)
        ? { ok: true }
        : said(`${asked.data.file} is not of this issue`);
    },
  };
  const held = async (deed: () => Promise<Told>): Promise<Told> => {
    try {
      return await deed();
    } catch (error) {
      if (error instanceof Refused || error instanceof DeskFault) return said(error.message);
      throw error;
    }
  };
  return Object.fromEntries(
    Object.entries(deeds).map(([name, deed]) => [name, (body) => inTurn(() => held(() => deed(body)))]),
  );
}

/** Where somebody looks; it writes nothing. */
export const looks =
  (at: (article: string | undefined) => void): Deeds[string] =>
  (body) => {
    const asked = look.safeParse(body);
    if (!asked.success) return Promise.resolve(unreadable);
    at(asked.data.article);
    return Promise.resolve({ ok: true });
  };
