/** `[^1]` calls a footnote, `[^1]: …` is its text; notes are numbered in the order of their calls. */
import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import { type Body, type Span, bodyOf, inlineRuns, report } from './body.ts';
import { type Token, closeOf, closing, inline, opening, spanClosing, spanOpening, text } from './tokens.ts';

const label = /^\[\^([^\s[\]]+)\]/;

interface Note {
  readonly label: string;
  readonly span: Span | null;
  readonly runs: readonly Token[];
  readonly blocks: number;
  number?: number;
}

/** The text of a note, with lines indented by four spaces below it (as in markdown-it-footnote). */
function noteRule(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const max = state.eMarks[startLine] ?? start;
  const match = label.exec(state.src.slice(start, max));
  if (!match || state.src[start + match[0].length] !== ':') return false;
  if (silent) return true;
  const after = start + match[0].length + 1;
  let from = after;
  while (from < max && /[ \t]/.test(state.src[from] ?? '')) from += 1;
  const open = state.push('note_open', '', 1);
  open.info = match[1] ?? '';
  const kept = [state.bMarks[startLine], state.tShift[startLine], state.sCount[startLine]] as [
    number,
    number,
    number,
  ];
  const { parentType } = state;
  state.bMarks[startLine] = after;
  state.tShift[startLine] = from - after;
  state.blkIndent += 4;
  state.sCount[startLine] = state.blkIndent;
  state.parentType = 'footnote';
  state.md.block.tokenize(state, startLine, endLine);
  state.parentType = parentType;
  state.blkIndent -= 4;
  [state.bMarks[startLine], state.tShift[startLine], state.sCount[startLine]] = kept;
  open.map = [startLine, Math.max(state.line, startLine + 1)];
  state.line = open.map[1];
  state.push('note_close', '', -1);
  return true;
}

function callRule(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith('[^', state.pos)) return false;
  const match = label.exec(state.src.slice(state.pos, Math.min(state.posMax, state.pos + 80)));
  if (!match) return false;
  if (!silent) {
    const token = state.push('note_call', '', 0);
    token.content = match[0];
    token.info = match[1] ?? '';
  }
  state.pos += match[0].length;
  return true;
}

export function footnote(md: MarkdownIt): void {
  md.block.ruler.before('reference', 'footnote', noteRule, { alt: ['paragraph', 'reference'] });
  md.inline.ruler.before('link', 'note_call', callRule);
  md.core.ruler.before('replacements', 'footnote', (state) => {
    const body = bodyOf(state.env);
    const notes = new Map<string, Note>();
    const text = takeNotes(state.tokens, notes, body);
    const called: Note[] = [];
    numberCalls(text, notes, called, body);
    // A note may call another; those follow the notes of the text.
    for (const note of called) numberCalls(note.runs, notes, called, body, note.span);
    for (const note of notes.values()) {
      if (note.number !== undefined) continue;
      const message = `footnote [^${note.label}] is never called`;
      report(
        body,
        { rule: 'footnote', message, hint: `put [^${note.label}] where it belongs, or delete the note` },
        note.span,
      );
    }
    state.tokens = [...text, ...(called.length > 0 ? sectionOf(called, body) : [])];
  });
}

/** Moves the notes out of the text. */
function takeNotes(tokens: readonly Token[], notes: Map<string, Note>, body: Body): Token[] {
  const rest: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    if (token.type !== 'note_open') {
      rest.push(token);
      continue;
    }
    const end = closeOf(tokens, index);
    const inner = takeNotes(tokens.slice(index + 1, end), notes, body);
    const runs = inner.filter((each) => each.type === 'inline');
    const blocks = inner.filter((each) => each.level === token.level + 1 && each.nesting >= 0).length;
    const note: Note = { label: token.info, span: token.map, runs, blocks };
    index = end;
    if (notes.has(note.label)) {
      const message = `footnote [^${note.label}] is written twice`;
      report(body, { rule: 'footnote', message, hint: 'give each note a name of its own' }, note.span);
    } else if (runs.length === 0) {
      const message = `footnote [^${note.label}] is empty`;
      report(body, { rule: 'footnote', message, hint: 'write its text after the colon' }, note.span);
      notes.set(note.label, note);
    } else {
      if (blocks > 1) {
        const message = `footnote [^${note.label}] holds ${blocks} blocks; they are set as one paragraph`;
        report(
          body,
          { rule: 'footnote', level: 'warning', message, hint: 'write the note as one paragraph' },
          note.span,
        );
      }
      notes.set(note.label, note);
    }
  }
  return rest;
}

function numberCalls(
  tokens: readonly Token[],
  notes: ReadonlyMap<string, Note>,
  called: Note[],
  body: Body,
  at?: Span | null,
): void {
  for (const { run, span } of inlineRuns(tokens)) {
    for (const call of run.children ?? []) {
      if (call.type !== 'note_call') continue;
      const note = notes.get(call.info);
      if (!note) {
        const message = `${call.content} calls a footnote that is not there`;
        const hint = `write [^${call.info}]: and the note's text in a paragraph of its own`;
        report(body, { rule: 'footnote', message, hint }, at ?? span, call.content);
        call.type = 'text';
        continue;
      }
      if (note.number === undefined) {
        called.push(note);
        note.number = called.length;
      }
      const name = `fnref-${note.number}`;
      const id = `${body.env.prefix}--${name}`;
      const again = body.counts.get(name) ?? 0;
      body.counts.set(name, again + 1);
      call.meta = {
        number: note.number,
        id: again === 0 ? id : `${id}-${again + 1}`,
        note: `${body.env.prefix}--fn-${note.number}`,
      };
      call.content = '';
    }
  }
}

function sectionOf(called: readonly Note[], body: Body): Token[] {
  const tokens = [opening('notes', 'section', { class: 'notes', role: 'doc-endnotes' })];
  for (const note of called) {
    const id = `${body.env.prefix}--fn-${note.number}`;
    const children = [
      spanOpening('note_number', 'sup', { class: 'note-number' }),
      text(String(note.number)),
      spanClosing('note_number', 'sup'),
      ...note.runs.flatMap((run) => [text(' '), ...(run.children ?? [])]),
    ];
    tokens.push(
      opening('note', 'div', { class: 'note', id, role: 'doc-footnote' }, note.span),
      inline(children, note.span),
      closing('note', 'div'),
    );
  }
  return [...tokens, closing('notes', 'section')];
}

/** How a call is written out. */
export function footnoteCall(md: MarkdownIt): void {
  md.renderer.rules['note_call'] = (tokens, index) => {
    const { number, id, note } = (tokens[index]?.meta ?? {}) as {
      number?: number;
      id?: string;
      note?: string;
    };
    if (number === undefined) return md.utils.escapeHtml(tokens[index]?.content ?? '');
    const attributes = [
      `id="${md.utils.escapeHtml(id ?? '')}"`,
      `href="#${md.utils.escapeHtml(note ?? '')}"`,
    ];
    return `<sup class="note-call" ${attributes[0]}><a ${attributes[1]} role="doc-noteref">${number}</a></sup>`;
  };
}
