/** A colophon names who answers for the magazine, who publishes it and who prints it: the first two are the law in Norway (medieansvarsloven, § 7). */
import type { Language } from '../../../model/fields.ts';
import type { Finding } from '../../../model/finding.ts';
import { lineOf, type MagazineCheck, wordsOf } from '../../magazine-proof.ts';

const EDITOR: Readonly<Record<Language, RegExp>> = {
  nb: /ansvarlig redaktør/iu,
  nn: /ansvarleg redaktør/iu,
  en: /\beditor/iu,
};
const PRINTER: Readonly<Record<Language, RegExp>> = {
  nb: /(?<!\p{L})tryk(?:k|t)(?:eri|et)?(?!\p{L})/iu,
  nn: /(?<!\p{L})(?:prenta|prent|trykk|trykt|trykkeri|prenteverk)(?!\p{L})/iu,
  en: /\bprint(?:ed|er|ers|ing)?\b/iu,
};

const squeezed = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

export const colophon: MagazineCheck = (proof) => {
  const { language } = proof.issue;
  const own = proof.issue.articles.filter(({ layout }) => layout === 'colophon');
  return own.flatMap(({ slug }): Finding[] => {
    const pages = proof.pages.filter(({ article }) => article === slug);
    const words = pages.map(({ html }) => wordsOf(html)).join(' ');
    const { editor, publisher } = proof.magazine;
    const missing = [
      ...(EDITOR[language].test(words) && words.includes(squeezed(editor))
        ? []
        : [`the editor answerable by law (${editor})`]),
      ...(words.includes(squeezed(publisher)) ? [] : [`the publisher (${publisher})`]),
      ...(PRINTER[language].test(words) ? [] : ['the print shop']),
    ];
    if (missing.length === 0 || pages.length === 0) return [];
    return [
      {
        rule: 'colophon',
        level: 'warning',
        message: `the colophon does not name ${missing.join(', nor ')}`,
        hint: missing.includes('the print shop')
          ? 'add a row under colophon in magazine.yaml: { label: Trykk, text: the print shop }'
          : 'add rows under colophon in magazine.yaml',
        place: lineOf(proof, slug),
        page: pages[0]!.number,
      },
    ];
  });
};
