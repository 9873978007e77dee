/** What a colophon says, in whatever medium: its rows, whose the pictures are, and its last line. */
import type { Row } from '../../scripts/model/fields.ts';
import type { Issue } from '../../scripts/model/issue.ts';
import type { Magazine } from '../../scripts/model/magazine.ts';
import { furniture } from '../furniture.ts';
import { credits } from './credits.ts';

type Source = { readonly issue: Issue; readonly magazine: Magazine };

/** Rows of the issue and the magazine, first whoever answers for it, unless a row says so in its own words; last the photographers. */
export function colophonRows({ issue, magazine }: Source): readonly Row[] {
  const written = [...issue.colophon, ...magazine.contributors, ...magazine.colophon];
  const words = furniture[issue.language];
  const own = (['editor', 'publisher'] as const)
    .filter((name) => !written.some(({ label }) => saysIt(label, name)))
    .map((name) => ({ label: words[name], text: magazine[name] }));
  const pictures = credits(issue);
  const shown = pictures.length > 0 ? [{ label: words.photographs, text: pictures.join(', ') }] : [];
  return [...own, ...written, ...shown];
}

const saysIt = (label: string, name: 'editor' | 'publisher'): boolean =>
  Object.values(furniture).some((words) => words[name].toLowerCase() === label.toLowerCase());

/** "ISSN 1234-5678. Forlaget." */
export const legalLine = ({ issue, magazine }: Source): string =>
  [issue.issn ? `ISSN ${issue.issn}` : '', issue.isbn ? `ISBN ${issue.isbn}` : '', magazine.publisher]
    .filter(Boolean)
    .map((part) => part.replace(/\.$/u, ''))
    .join('. ');
