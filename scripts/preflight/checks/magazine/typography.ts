/**
 * Norwegian typography on the finished page. Most slips are mended while the text is set; what is left was protected from that, or comes from a field
 * that is printed as it is written.
 */
import type { Language } from '../../../model/fields.ts';
import type { Finding } from '../../../model/finding.ts';
import { lineOf, type MagazineCheck } from '../../magazine-proof.ts';

interface Slip {
  readonly what: string;
  readonly hint: string;
  readonly found: RegExp;
}

const SLIPS: readonly Slip[] = [
  // Not the inches of 5".
  { what: 'a straight quotation mark', hint: 'write « and »', found: /(?<!\d)"/u },
  { what: 'a straight apostrophe', hint: 'write ’', found: /(?<=\p{L})'(?=\p{L}|\s|$)|(?<!\S)'(?=\p{L})/u },
  { what: 'a long dash (—)', hint: 'write a short one with spaces: –', found: /—/u },
  {
    what: 'a date with slashes',
    hint: 'write 3. april 2026, or 3.4.2026 in a table',
    found: /(?<![\d/])(?:0?[1-9]|[12]\d|3[01])\/(?:0?[1-9]|1[0-2])\/(?:\d{4}|\d{2})(?![\d/])/u,
  },
  {
    what: 'a number that a line may part from its unit',
    hint: 'put a hard space between them',
    found: /\d (?:%|‰|°C|kr|kroner|km|kg|mm|cm)(?!\p{L})/u,
  },
  {
    what: 'a large number that a line may part',
    hint: 'put hard spaces between its thousands',
    found: /(?<!\d[ .,/\u00A0-]?)\d{1,3}(?: \d{3})+(?![\d.,/-])/u,
  },
  {
    what: 'an hour that a line may part from kl.',
    hint: 'put a hard space between them',
    found: /(?<!\p{L})kl\. \d/u,
  },
];

const NORWEGIAN: ReadonlySet<Language> = new Set(['nb', 'nn']);

const around = (text: string, at: number): string => {
  const from = Math.max(0, text.lastIndexOf(' ', Math.max(0, at - 14)));
  const behind = text.indexOf(' ', at + 14);
  return text.slice(from, behind < 0 ? undefined : behind).trim();
};

export const typography: MagazineCheck = (proof) =>
  proof.texts.flatMap(({ article, line, text }): Finding[] => {
    const language = proof.issue.articles.find(({ slug }) => slug === article)?.lang;
    if (language === undefined || !NORWEGIAN.has(language)) return [];
    const page = proof.pages.find((each) => each.article === article)?.number;
    return SLIPS.flatMap(({ what, hint, found }): Finding[] => {
      const at = found.exec(text)?.index;
      if (at === undefined) return [];
      return [
        {
          rule: 'typography',
          level: 'warning',
          message: `${what} in “${around(text, at)}”`,
          hint,
          place: lineOf(proof, article, line),
          // Of a field it is the article's first page; of its text only the line is known.
          ...(line === 1 && page !== undefined && { page }),
        },
      ];
    });
  });
