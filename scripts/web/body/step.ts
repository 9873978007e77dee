/** What a step of the body's way to the screen is given. Each step is one construct, and changes the document in place. */
import type { Language } from '../../model/fields.ts';
import type { PicturesOnPage } from '../pictures.ts';
import type { WebWords } from '../words.ts';

/** An article that a cross reference may lead to. */
export interface Target {
  readonly title: string;
  readonly layout: string;
  /** Whether it has a page of its own. */
  readonly hasPage: boolean;
}

export interface BodyContext {
  /** The article's folder, and its issue's. */
  readonly article: string;
  readonly issue: string;
  readonly issueTitle: string;
  readonly lang: Language;
  readonly words: WebWords;
  /** Every article of the issue, by its folder. */
  readonly targets: ReadonlyMap<string, Target>;
  readonly pictures: PicturesOnPage;
  /** Soft hyphens in a word, as the magazine divides it. */
  readonly hyphenate: (text: string, lang: Language) => string;
}

export type BodyStep = (document: Document, context: BodyContext) => void;
