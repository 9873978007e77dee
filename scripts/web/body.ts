/** An article's body for the screen: the Markdown's HTML, construct by construct. */
import { parseHTML } from 'linkedom';
import { boxes } from './body/boxes.ts';
import { companions } from './body/companions.ts';
import { figures } from './body/figures.ts';
import { heads } from './body/heads.ts';
import { longWords } from './body/long-words.ts';
import { notes } from './body/notes.ts';
import { quotes } from './body/quotes.ts';
import { references } from './body/references.ts';
import type { BodyContext, BodyStep } from './body/step.ts';
import { tables } from './body/tables.ts';
import { traces } from './body/traces.ts';

export interface WebBody {
  readonly html: string;
  /** Words of running text, captions and boxes included. */
  readonly words: number;
}

const steps: readonly BodyStep[] = [
  references,
  quotes,
  notes,
  figures,
  companions,
  boxes,
  tables,
  heads,
  traces,
  longWords,
];

/** @param body what renderArticles() made of the Markdown */
export function webBody(body: string, context: BodyContext): WebBody {
  const { document } = parseHTML(`<!doctype html><html><body>${body.replaceAll('\u00AD', '')}</body></html>`);
  for (const step of steps) step(document, context);
  const words = wordsOf(document);
  // A hard space is a letter like others.
  return { html: document.body.innerHTML.replaceAll('&#160;', '\u00A0'), words };
}

/** A sentence that is lifted out of the text is read once. */
function wordsOf(document: Document): number {
  const counted = document.body.cloneNode(true) as Element;
  for (const lifted of counted.querySelectorAll('.lifted, .note-call')) lifted.remove();
  return (counted.textContent ?? '').split(/\s+/u).filter(Boolean).length;
}
