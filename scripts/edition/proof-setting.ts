/** What the checks of the printed pages are told of an issue: its grid, its articles, where its text was set. */
import type { MeasuredPage } from '../pages/pagemap.ts';
import type { ProofSetting } from '../preflight/read-proof.ts';
import type { IssueSource, PagedEdition } from './pages.ts';

export const proofSetting = (
  { issue }: IssueSource,
  { outfit, pages }: PagedEdition,
  measured: readonly MeasuredPage[],
): ProofSetting => {
  const { lineMm, frameTopMm, bleedMm } = outfit.page;
  return {
    sheet: { lineMm, frameTopMm, bleedMm },
    measured,
    pages: pages.map(({ number, article }) => ({ number, article })),
    articles: issue.articles.map(({ slug, file }) => ({
      article: slug,
      file,
      planned: issue.order.find(({ article }) => article === slug)?.pages,
    })),
  };
};
