/** `[a sentence]{.pull}` lifts the sentence into a pull quote and leaves the text as it is. */
import type { MarkdownIt, StateInline } from 'markdown-it';
import { readAttributes } from './attributes.ts';
import { bodyOf, inlineRuns } from './body.ts';
import { type Token, blocksOf, closeOf, closing, copyOf, inline, opening } from './tokens.ts';

const braces = /^\{\s*([.#\p{L}][^{}\n]*)\}/u;

function pullRule(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '[') return false;
  // Looked for first, because finding the end of a label is dear.
  if (!state.src.includes(']{', state.pos)) return false;
  const end = state.md.helpers.parseLinkLabel(state, state.pos, false);
  const match = end < 0 ? null : braces.exec(state.src.slice(end + 1, state.posMax));
  if (!match) return false;
  if (!silent) {
    const { posMax } = state;
    const open = state.push('pull_open', 'span', 1);
    open.info = match[1] ?? '';
    state.pos += 1;
    state.posMax = end;
    state.md.inline.tokenize(state);
    state.push('pull_close', 'span', -1);
    state.posMax = posMax;
  }
  state.pos = end + 1 + match[0].length;
  return true;
}

export function pull(md: MarkdownIt): void {
  md.inline.ruler.before('link', 'pull', pullRule);
  md.core.ruler.before('replacements', 'pull', (state) => {
    const body = bodyOf(state.env);
    const wanted = new Set<Token>();
    for (const { run, span } of inlineRuns(state.tokens)) {
      for (const child of run.children ?? []) {
        if (child.type !== 'pull_open') continue;
        const { classes } = readAttributes(body, child.info, 'a sentence', { classes: ['pull'] }, span);
        if (classes.includes('pull')) wanted.add(child);
      }
      if (run.children) run.children = withOrigins(run.children, wanted);
    }
    if (wanted.size > 0)
      state.tokens = blocksOf(state.tokens).flatMap((block) => liftedFrom(block).concat(block));
  });
}

/** Marks where a lifted sentence comes from; braces that lift nothing leave no trace. */
function withOrigins(children: readonly Token[], wanted: ReadonlySet<Token>): Token[] {
  const dropped = new Set<Token>();
  for (const [index, child] of children.entries()) {
    if (child.type !== 'pull_open') continue;
    if (wanted.has(child)) child.attrSet('class', 'pull-origin');
    else dropped.add(child).add(children[closeOf(children, index)] as Token);
  }
  return children.filter((child) => !dropped.has(child));
}

function liftedFrom(block: readonly Token[]): Token[] {
  const { map = null, type } = block[0] ?? {};
  // Notes stand at the foot of the page, where nothing is lifted from.
  if (type === 'notes_open') return [];
  return block
    .filter((token) => token.type === 'inline')
    .flatMap(({ children }) =>
      (children ?? []).flatMap((child, index) =>
        child.type === 'pull_open' ? [sentence(children ?? [], index)] : [],
      ),
    )
    .flatMap((words) => [
      opening('lifted', 'aside', { class: 'quote lifted', 'aria-hidden': 'true' }, map),
      opening('spoken', 'blockquote'),
      opening('paragraph', 'p'),
      inline(words, map),
      closing('paragraph', 'p'),
      closing('spoken', 'blockquote'),
      closing('lifted', 'aside'),
    ]);
}

/** A hidden copy carries no links and no note calls: a reader with a keyboard would fall into them. */
const sentence = (children: readonly Token[], at: number): Token[] =>
  children
    .slice(at + 1, closeOf(children, at))
    .filter(({ type }) => !/^(?:link|pull|page_number)_(?:open|close)$|^note_call$/.test(type))
    .map(copyOf);
