/** Sizes of titles on a screen: those of the theme's ladders on paper, growing with the window between two bounds. */
import { sizeClass } from '../../layouts/parts/web.ts';
import { type Theme, tokenLadder } from '../model/theme.ts';

const LADDER = /^title-(?!(?:.*-)?(?:weight|tracking)$)/u;

/** One rule a size: its points, and how its leading relates to them. */
export function titleRules(theme: Theme): string {
  const sizes = new Map<number, number>();
  for (const name of Object.keys(theme.tokens)
    .filter((each) => LADDER.test(each))
    .sort()) {
    for (const { sizePt, leadingPt } of tokenLadder(theme, name.slice('title-'.length)).sizes)
      if (!sizes.has(sizePt)) sizes.set(sizePt, leadingPt / sizePt);
  }
  return [...sizes]
    .sort(([one], [other]) => other - one)
    .map(([sizePt, ratio]) => `.${sizeClass(sizePt)}{--pt:${sizePt};--leading:${Number(ratio.toFixed(3))}}`)
    .join('');
}
