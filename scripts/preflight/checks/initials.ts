/** An initial stands on a baseline and is as high as the capitals of its first line. */
import { type Check, onPage, type Proof, type ProofArticle, type Standing, standings } from '../proof.ts';

const TOLERANCE_PT = 0.25;

/** How far an initial is off at its head and at its foot, in points. */
export function initialOffPt(
  { block }: Standing,
  { linePt }: Pick<Proof, 'linePt'>,
): { headPt: number; footPt: number } | undefined {
  const { drawnInitial: initial, lines } = block;
  if (!initial || !lines[0]) return undefined;
  const depth = Math.round((initial.baselinePt - lines[0].baselinePt) / linePt);
  return {
    headPt: Math.abs(initial.capTopPt - initial.firstCapTopPt),
    footPt: Math.abs(initial.baselinePt - lines[0].baselinePt - depth * linePt),
  };
}

export const initialsOf = (article: ProofArticle): Standing[] =>
  standings(article).filter(({ block }) => block.drawnInitial);

export const initials: Check = (proof) =>
  proof.articles.flatMap((article) =>
    initialsOf(article).flatMap((standing) => {
      const { page, block } = standing;
      const off = initialOffPt(standing, proof);
      if (!off || Math.max(off.headPt, off.footPt) <= TOLERANCE_PT) return [];
      return onPage(
        'error',
        'initial',
        article,
        page,
        block.line,
        `the initial ${block.drawnInitial!.text} is ${off.headPt.toFixed(2)} pt off the capitals beside it and ${off.footPt.toFixed(2)} pt off its baseline`,
        'give its face the cap height that the file states, in whole lines (initial-letter)',
      );
    }),
  );
