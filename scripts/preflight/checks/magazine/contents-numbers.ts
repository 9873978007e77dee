/** A page number that is printed as a reference is the page on which that stands: in the contents, on the cover, in the text. */
import type { Finding } from '../../../model/finding.ts';
import { lineOf, type MagazineCheck, type SetPage } from '../../magazine-proof.ts';

const REFERENCE = /<[a-z]+\b[^>]*\bdata-page-of="([^"]*)"[^>]*>([^<]*)</gu;

/** The page of an article ("elva"), or of a head in it ("elva--under-isen"); undefined where there is none. */
const pageOf = (pages: readonly SetPage[], target: string): number | undefined => {
  const [article] = target.split('--');
  if (target === article) return pages.find((page) => page.article === article)?.number;
  return pages.find(({ html }) => html.includes(` id="${target}"`))?.number;
};

export const contentsNumbers: MagazineCheck = (proof) =>
  proof.pages.flatMap(({ number, article, html }) =>
    [...html.matchAll(REFERENCE)].flatMap(([, target = '', printed = '']): Finding[] => {
      const page = pageOf(proof.pages, target);
      if (String(page) === printed.trim()) return [];
      return [
        {
          rule: 'page-reference',
          level: 'error',
          message: `page ${number} says that ${target.replace('--', ', ')} is on page ${printed.trim() || '(none)'}, ${page === undefined ? 'and it is nowhere' : `it is on page ${page}`}`,
          hint: 'build again; report this with the issue folder if it stays so',
          place: lineOf(proof, article),
          page: number,
        },
      ];
    }),
  );
