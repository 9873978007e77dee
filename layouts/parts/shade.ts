/** A soft gradient between a picture and the type on it, in the picture's own dark colour. */
import * as z from 'zod';
import { html, type Html } from '../html.ts';
import { choice, type LayoutData } from '../layout.ts';

/** Front matter: `shade: '#1a0d08'`, the picture's darkest colour; `shade: none` where the picture is calm. */
export const shadeOption = z
  .string()
  .regex(/^(none|#[0-9a-f]{6})$/iu, { error: 'none, or a colour such as "#1a0d08"' })
  .optional();

/** Where the picture is restless, if only in one place: `shadeAt: foot`. */
export const shadeAtOption = z.enum(['both', 'head', 'foot']).default('both');

/** How far the type reaches that a layer lies under, from the edge of the type area, as a CSS length. */
export interface ShadeDepths {
  readonly head?: string;
  readonly foot?: string;
  /** From the outer edge. */
  readonly side?: string;
}

/**
 * Layers at the head and the foot of a page, for white type. A colour named in front matter is laid on at full
 * strength; without one a hint of dark has to do, since nobody knows the picture.
 */
export function shade(
  { article }: LayoutData,
  depths: ShadeDepths,
  tone = choice(article, 'tone', 'light'),
): readonly Html[] {
  const colour = article.options['shade'];
  if (!article.image || tone === 'dark' || colour === 'none') return [];
  const strong = typeof colour === 'string' ? `; --dark: ${colour}; --strength: 60%` : '';
  const at = choice(article, 'shadeAt', 'both');
  return (['head', 'foot', 'side'] as const).flatMap((place) => {
    const depth = depths[place];
    if (depth === undefined || (at !== 'both' && place !== 'side' && at !== place)) return [];
    return [
      html`<div class="shade shade-${place}" aria-hidden="true" style="--depth: ${depth}${strong}"></div>`,
    ];
  });
}
