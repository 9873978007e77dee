/**
 * Notes on the pages (notes.yaml beside issue.yaml): what an editor says of a place, resolved or open. A note hangs on its article and on the words it
 * stands by, so that it finds its place again when the text has moved.
 */
import { isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import { isoDate } from './fields.ts';

const note = z.strictObject({
  id: z.number().int().positive(),
  article: z.string().optional(),
  /** Page when it was written: where it stands if its words are gone. */
  page: z.number().int().positive(),
  line: z.number().int().positive().optional(),
  /** The first words of the block that it stands by. */
  by: z.string().max(200).optional(),
  /** The very words in it that it is about. */
  quote: z.string().max(400).optional(),
  /** From that block's top left corner, or from the trim's, in millimetres. */
  x: z.number(),
  y: z.number(),
  words: z.string().min(1).max(4000),
  /** Who wrote it, as they call themselves. */
  author: z.string().max(100).optional(),
  /** Day on which it was written. */
  date: isoDate.optional(),
  state: z.enum(['open', 'resolved']).default('open'),
});

export type Note = z.infer<typeof note>;

/** What a browser may ask to be written down. */
export const newNote = note.omit({ id: true, state: true, date: true });
export type NewNote = z.infer<typeof newNote>;

export interface Notes {
  readonly notes: readonly Note[];
  /** Why the file cannot be read, and where. */
  readonly fault?: string;
  readonly line?: number;
}

/** @param source notes.yaml; "" where there is none */
export function readNotes(source: string): Notes {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const lineAt = (offset = 0): number => lines.linePos(offset).line;
  const [error] = document.errors;
  if (error)
    return {
      notes: [],
      fault: `notes.yaml cannot be read: ${error.message.split('\n')[0]}`,
      line: lineAt(error.pos[0]),
    };
  const value: unknown = document.toJS();
  if (value === null || value === undefined) return { notes: [] };
  const read = z.array(note).safeParse(value);
  if (read.success) return { notes: read.data };
  const [issue] = read.error.issues;
  const at = document.getIn(issue!.path.slice(0, 1), true);
  return {
    notes: [],
    fault: `notes.yaml cannot be read: ${issue!.path.join('.')} ${issue!.message}`,
    line: lineAt(isNode(at) ? at.range?.[0] : 0),
  };
}

/**
 * The file with one note more; comments and what else stands in it are kept.
 *
 * @param date ISO, the day on which it is written
 */
export function addNote(
  source: string,
  added: NewNote,
  date?: string,
): { readonly text: string; readonly note: Note } {
  const document = parseDocument(source);
  const id = Math.max(0, ...readNotes(source).notes.map((each) => each.id)) + 1;
  const made: Note = { id, ...added, ...(date !== undefined && { date }), state: 'open' };
  if (isSeq(document.contents)) document.add(document.createNode(made));
  else document.contents = document.createNode([made]) as unknown as typeof document.contents;
  return { text: document.toString(), note: made };
}

/** The file with a note's state changed; undefined where there is no such note. */
export const setState = (source: string, id: number, state: Note['state']): string | undefined =>
  setField(source, id, 'state', state);

/** What a note says may be said otherwise; it stays where it stands. */
export const newWords = note.pick({ id: true, words: true });

/** The file with a note's words changed; undefined where there is no such note. */
export const setWords = (source: string, id: number, words: string): string | undefined =>
  setField(source, id, 'words', words);

/** The file without a note; undefined where there is no such note. */
export function withoutNote(source: string, id: number): string | undefined {
  const at = readNotes(source).notes.findIndex((each) => each.id === id);
  if (at < 0) return undefined;
  const document = parseDocument(source);
  document.deleteIn([at]);
  return document.toString();
}

function setField(source: string, id: number, field: 'state' | 'words', value: string): string | undefined {
  const at = readNotes(source).notes.findIndex((each) => each.id === id);
  if (at < 0) return undefined;
  const document = parseDocument(source);
  document.setIn([at, field], value);
  return document.toString();
}
