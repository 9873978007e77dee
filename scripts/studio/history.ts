/** What the studio has written, and what stood there before: for taking back, and for doing again. */
import type { Desk, DeskFile } from '../io/desk.ts';

export interface Writing {
  readonly file: DeskFile;
  readonly before: string;
  readonly after: string;
}

interface Step {
  /** "elva was moved" */
  readonly what: string;
  readonly writings: readonly Writing[];
}

export type Turned =
  | { readonly what: string; readonly written: readonly Writing[] }
  | { readonly refused: string };

export interface History {
  /** Writes all of it, and keeps it in mind. What had been taken back can be done again no more. */
  write(what: string, writings: readonly Writing[]): Promise<void>;
  undo(): Promise<Turned>;
  redo(): Promise<Turned>;
}

/** Longer than anyone remembers. */
const MOST_STEPS = 200;

export function openHistory(desk: Desk): History {
  const done: Step[] = [];
  const undone: Step[] = [];

  /** All or nothing: where one cannot be written, those before it are put back. */
  async function writeAll(writings: readonly Writing[]): Promise<void> {
    const written: Writing[] = [];
    try {
      for (const writing of writings) {
        await desk.write(writing.file, writing.after);
        written.unshift(writing);
      }
    } catch (error) {
      for (const { file, before } of written) await desk.write(file, before).catch(() => undefined);
      throw error;
    }
  }

  async function turn(from: Step[], to: Step[], isBack: boolean): Promise<Turned> {
    const step = from.at(-1);
    if (!step) return { refused: `there is nothing to ${isBack ? 'undo' : 'do again'}` };
    const turned: Writing[] = [];
    for (const { file, before, after } of step.writings) {
      const [left, wanted] = isBack ? [after, before] : [before, after];
      const now = await desk.read(file);
      const text = exchanged(now, left, wanted, file.endsWith('article.md'));
      if (text === undefined)
        return { refused: `${file} has been changed by hand since; take it back in your editor` };
      turned.push({ file, before: now, after: text });
    }
    // All of it can be turned: only now is any of it written.
    await writeAll(turned);
    to.push(from.pop()!);
    return { what: step.what, written: turned };
  }

  return {
    async write(what, writings) {
      await writeAll(writings);
      done.push({ what, writings });
      if (done.length > MOST_STEPS) done.shift();
      undone.length = 0;
    },
    undo: () => turn(done, undone, true),
    redo: () => turn(undone, done, false),
  };
}

/**
 * `text` with `wanted` in the place of what was `left` there; undefined where somebody has written over that.
 *
 * @param mayGoOn whether the text below what was changed may be another by now: an article is written on while its front matter is edited here
 */
export function exchanged(text: string, left: string, wanted: string, mayGoOn: boolean): string | undefined {
  if (text === left) return wanted;
  if (!mayGoOn) return undefined;
  const [was, is] = [left.split(/(?<=\n)/u), wanted.split(/(?<=\n)/u)];
  let same = 0;
  while (same < Math.min(was.length, is.length) && was.at(-1 - same) === is.at(-1 - same)) same++;
  // The line below stays where it was: what is above it is still what it was.
  const top = was.slice(0, was.length - same).join('') + (was.at(-same) ?? '');
  if (same === 0 || !text.startsWith(top)) return undefined;
  return is.slice(0, is.length - same).join('') + (was.at(-same) ?? '') + text.slice(top.length);
}
