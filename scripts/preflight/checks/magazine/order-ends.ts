/** A cover is the first thing in an issue and a back page the last: elsewhere they are pages of the inside. */
import type { Finding } from '../../../model/finding.ts';
import { lineOf, type MagazineCheck } from '../../magazine-proof.ts';

export const orderEnds: MagazineCheck = (proof) => {
  const { articles } = proof.issue;
  const pageOf = (slug: string): number | undefined =>
    proof.pages.find(({ article }) => article === slug)?.number;
  const ends = [
    { layout: 'cover', wanted: 0, where: 'first', hint: 'move it to the top of order in issue.yaml' },
    {
      layout: 'back',
      wanted: articles.length - 1,
      where: 'last',
      hint: 'move it to the end of order in issue.yaml',
    },
  ];
  return ends.flatMap(({ layout, wanted, where, hint }): Finding[] => {
    const own = articles.filter((each) => each.layout === layout);
    const [only] = own;
    // Several covers are a choice, or a specimen.
    if (!only || own.length > 1 || articles[wanted] === only) return [];
    return [
      {
        rule: 'order-ends',
        level: 'warning',
        message: `${only.slug} has the layout ${layout}, and is not the ${where} article`,
        hint,
        place: lineOf(proof, only.slug),
        page: pageOf(only.slug),
      },
    ];
  });
};
