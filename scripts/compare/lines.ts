/** What has changed, line by line for a terminal: each at the place in today's source where one would look. */
import type { Finding } from '../model/finding.ts';
import type { Comparison, PageChange } from './comparison.ts';
import type { Part, WordChange } from './words.ts';

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

/** "12" or "12–15". */
const range = (first: number, last: number): string => (first === last ? `${first}` : `${first}–${last}`);

const percent = (share: number): string => (share < 0.001 ? 'under 0.1 %' : `${(share * 100).toFixed(1)} %`);

/** "holder pusten i [-åtte-] {+ni+} minutter", as git writes it. */
export const marked = (parts: readonly Part[]): string =>
  parts
    .map(({ kind, text }, at) => {
      if (kind === 'same') return text;
      const bare = text.trimEnd();
      const next = parts[at + 1]?.kind;
      const space = bare !== text || (next !== undefined && next !== 'same') ? ' ' : '';
      return kind === 'added' ? `{+${bare}+}${space}` : `[-${bare}-]${space}`;
    })
    .join('')
    .trim();

/** Pages that moved together, by as much, are told as one. */
function movedTogether(pages: readonly PageChange[]): PageChange[][] {
  const groups: PageChange[][] = [];
  for (const page of pages) {
    const last = groups.at(-1)?.at(-1);
    const goesOn =
      last?.status === 'moved' &&
      page.status === 'moved' &&
      page.after === last.after! + 1 &&
      page.before === last.before! + 1;
    if (goesOn) groups.at(-1)!.push(page);
    else groups.push([page]);
  }
  return groups;
}

/** Every change as a note, in the order of the pages: first a page, then its words and pictures. Pages that are as they were are not told. */
export function changeLines({ pages, words, pictures, articles }: Comparison): Finding[] {
  const fileOf = (article: string | undefined): string | undefined =>
    articles.find((each) => each.article === article)?.file;
  const note = (
    rule: string,
    message: string,
    article: string | undefined,
    line = 1,
    page?: number,
  ): Finding => {
    const file = fileOf(article);
    return { rule, level: 'note', message, page, ...(file && { place: { file, line, column: 1 } }) };
  };
  const wordsOn = (page: number | undefined): WordChange[] => words.filter((each) => at(each) === page);
  const at = ({ page, pageBefore }: Pick<WordChange, 'page' | 'pageBefore'>): number | undefined =>
    page ?? pages.find(({ before }) => before === pageBefore)?.after ?? pageBefore;
  const told = new Set<WordChange>();
  const wordNote = (each: WordChange): Finding => {
    told.add(each);
    const where = each.page === undefined ? `page ${each.pageBefore} before` : `page ${each.page}`;
    return note('words', `${where}: ${marked(each.parts)}`, each.article, each.line, each.page);
  };
  const pageNotes = movedTogether(pages).flatMap((group): Finding[] => {
    const [first, last] = [group[0]!, group.at(-1)!];
    const line = wordsOn(first.after)[0]?.line;
    const own = (): Finding[] => (first.after === undefined ? [] : wordsOn(first.after).map(wordNote));
    const say = (message: string): Finding =>
      note(`page-${first.status}`, message, first.article, line, first.after);
    switch (first.status) {
      case 'same':
        return own();
      case 'moved': {
        const many = group.length > 1;
        const message = `page${many ? 's' : ''} ${range(first.after!, last.after!)} ${many ? 'were' : 'was'} ${range(first.before!, last.before!)}; ${many ? 'they are as they were' : 'it is as it was'}`;
        return [say(message), ...group.flatMap(({ after }) => wordsOn(after).map(wordNote))];
      }
      case 'added':
        return [say(`page ${first.after} is new`), ...own()];
      case 'removed':
        return [say(`page ${first.before} is gone`)];
      default: {
        const was = first.before === first.after ? '' : `, which was ${first.before},`;
        const how = first.isOtherSide
          ? 'has other words or pictures, and stands on the other side'
          : first.boxes.length > 0
            ? `has changed in ${counted(first.boxes.length, 'place')}, ${percent(first.share ?? 0)} of it`
            : 'has another picture';
        const isSet =
          first.boxes.length > 0 &&
          wordsOn(first.after).length === 0 &&
          !pictures.some(({ page }) => page === first.after);
        return [
          say(`page ${first.after}${was} ${how}${isSet ? '; its words are elsewhere or set otherwise' : ''}`),
          ...own(),
        ];
      }
    }
  });
  const rest = words.filter((each) => !told.has(each)).map(wordNote);
  const pictureNotes = pictures.map(({ kind, article, name, page, pageBefore, line }) => {
    const what = name || 'a picture';
    const where = page === undefined ? `page ${pageBefore} before` : `page ${page}`;
    return note(`picture-${kind}`, `${where}: ${what} ${VERBS[kind]}`, article, line, page);
  });
  return [...pageNotes, ...rest, ...pictureNotes];
}

const VERBS = { exchanged: 'was exchanged', added: 'is new', removed: 'is gone' } as const;
