/** The quotation mark that opens a pull quote hangs outside its edge: the letters stand on it. */
import { type Check, type HangingQuote, onPage } from '../proof.ts';

export const HANG_TOLERANCE_PT = 0.25;

export const outOfPlacePt = ({ edgePt, letterPt }: HangingQuote): number => Math.abs(letterPt - edgePt);

export const hangingQuotes: Check = ({ articles }) =>
  articles.flatMap((article) =>
    article.pages.flatMap((page) =>
      page.quotes
        .filter((quote) => outOfPlacePt(quote) > HANG_TOLERANCE_PT)
        .map((quote) =>
          onPage(
            'error',
            'hanging-quote',
            article,
            page,
            quote.line,
            `the first letter after ${quote.sign} stands ${outOfPlacePt(quote).toFixed(2)} pt off the edge of its pull quote`,
            'look for a style that indents the first line of pull quotes',
          ),
        ),
    ),
  );
