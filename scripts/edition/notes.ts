/** The notes that editors have left on an issue's pages: where they stand now, for the flatplan, and as comments in a proof. */
import { openDesk } from '../io/desk.ts';
import type { Finding } from '../model/finding.ts';
import type { Issue } from '../model/issue.ts';
import { type Note, readNotes } from '../model/notes.ts';
import type { FoundNote } from '../pages/noted.ts';
import { orCrash } from '../pages/tabs.ts';
import type { PdfNote } from '../pdf/noted.ts';
import { words } from '../report/words.ts';
import type { IssueSource, PagedEdition } from './pages.ts';

export interface IssueNotes {
  /** What is still to be seen to. */
  readonly open: readonly PlacedNote[];
  readonly findings: readonly Finding[];
}

export interface PlacedNote {
  readonly note: Note;
  readonly found: FoundNote;
}

/** Looks where they stand on the pages that lie on the table. */
export async function placedNotes(issue: Issue, { outfit, pages }: PagedEdition): Promise<IssueNotes> {
  const { notes, fault, line } = readNotes(await openDesk(issue.folder).read('notes.yaml'));
  const findings: Finding[] =
    fault === undefined
      ? []
      : [
          {
            rule: 'notes',
            level: 'warning',
            message: fault,
            hint: 'mend it there; until then no note is shown',
            place: { file: `${issue.folder}/notes.yaml`, line: line ?? 1, column: 1 },
          },
        ];
  const open = notes.filter(({ state }) => state === 'open');
  // Most issues have none, and need not ask.
  if (open.length === 0) return { open: [], findings };
  const { tab } = await outfit.table();
  const found = await orCrash(
    tab,
    tab.evaluate((notes, on) => window.dmag.findNotes(notes, on), open, {
      selector: '.pagedjs_page',
      trimWidthMm: outfit.page.trim.widthMm,
      bleedMm: outfit.page.bleedMm,
      articles: pages.map(({ article }) => article),
    }),
  );
  return { open: open.map((note, at) => ({ note, found: found[at]! })), findings };
}

/** What the proof shows of a note, in the language of the issue. */
export function pdfNote({ issue }: IssueSource, { note, found }: PlacedNote): PdfNote {
  const says = words[issue.language];
  const { id, quote, by, page, date, author } = note;
  const about = quote ?? by;
  return {
    page: found.page,
    xMm: found.xMm,
    yMm: found.yMm,
    boxes: found.boxes,
    text: found.isLost ? `${note.words}\n\n${says.noteLost(page, about)}` : note.words,
    name: `${issue.slug}-${id}`,
    subject: `${says.proofNote} ${id}`,
    // Viewers want a name here.
    author: author ?? says.proofNote,
    ...(date !== undefined && { date }),
  };
}
