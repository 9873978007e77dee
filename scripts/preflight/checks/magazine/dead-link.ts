/** What a reader clicks within the magazine leads somewhere. */
import type { Finding } from '../../../model/finding.ts';
import { lineOf, type MagazineCheck } from '../../magazine-proof.ts';

export const deadLink: MagazineCheck = (proof) => {
  const ids = new Set(
    proof.pages.flatMap(({ html }) => [...html.matchAll(/\bid="([^"]+)"/gu)].map(([, id]) => id)),
  );
  return proof.pages.flatMap(({ number, article, html }) =>
    [...new Set([...html.matchAll(/<a\b[^>]*\bhref="#([^"]+)"/gu)].map(([, id = '']) => id))]
      .filter((id) => !ids.has(id))
      .map((id): Finding => ({
        rule: 'dead-link',
        level: 'error',
        message: `a link on page ${number} leads to #${id}, which is nowhere in the issue`,
        hint: 'link to a head or an article that there is',
        place: lineOf(proof, article),
        page: number,
      })),
  );
};
