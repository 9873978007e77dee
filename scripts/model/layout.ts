/** What the model has to know of a layout: the fields it adds to front matter, and whether it sets a body. */
import type { z } from 'zod';

export interface LayoutFacts {
  /** The layout's own front-matter fields: `{ columns: z.literal([2, 3]).default(3) }`. */
  readonly options?: z.ZodRawShape;
  /** Whether the text under the front matter is forbidden, allowed or (the default) needed. */
  readonly body?: 'none' | 'optional' | 'required';
}

export type Layouts = ReadonlyMap<string, LayoutFacts>;
