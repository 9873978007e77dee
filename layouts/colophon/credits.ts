/** Photographers of an issue, in the order of their first picture, each once. */
import { bareCredit, creditsInCaptions } from '../../scripts/model/credit.ts';
import type { Issue } from '../../scripts/model/issue.ts';

export const credits = (issue: Issue): string[] => [
  ...new Set(
    issue.articles.flatMap(({ image, body }) => [
      ...(image?.credit ? [bareCredit(image.credit)] : []),
      ...creditsInCaptions(body),
    ]),
  ),
];
