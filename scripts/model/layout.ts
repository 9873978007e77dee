/** What the model has to know of a layout: the fields it adds to front matter, and whether it sets a body. */
import type * as z from 'zod';
import type { Article } from './article.ts';
import type { Level } from './finding.ts';
import type { Theme } from './theme.ts';

export interface LayoutFacts {
  /** The layout's own front-matter fields: `{ columns: z.literal([2, 3]).default(3) }`. */
  readonly options?: z.ZodRawShape;
  /** Whether the text under the front matter is forbidden, allowed or (the default) needed. */
  readonly body?: 'none' | 'optional' | 'required';
  /** Whether it sets `## Head {span=2}` over two columns. */
  readonly spans?: boolean;
  /** What it asks of an article beyond the kinds of its fields: an advertisement needs a picture. */
  readonly check?: (article: Article, context: LayoutContext) => readonly LayoutFault[];
}

/** What a layout's check may ask of the issue around the article. */
export interface LayoutContext {
  /** Undefined where the issue names none that there is. */
  readonly theme?: Theme;
  /** Folders of the running order; undefined where it could not be read. */
  readonly articles?: readonly string[];
}

export interface LayoutFault {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  readonly hint: string;
  /** Path of the front-matter field at fault; without it the fault stands where the body begins. */
  readonly field?: readonly string[];
}

export type Layouts = ReadonlyMap<string, LayoutFacts>;
