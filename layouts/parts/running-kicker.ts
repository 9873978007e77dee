/** The kicker where a running head would stand: at the outer edge of a page that has none. */
import { html, type Html } from '../html.ts';
import type { LayoutData } from '../layout.ts';

export const runningKicker = ({ article }: LayoutData): Html | undefined =>
  article.kicker ? html`<p class="at running-kicker">${article.kicker}</p>` : undefined;
