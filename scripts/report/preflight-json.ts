/** preflight.json: the verdict and every finding, for other programs. What a finding does not say is null. */
import { sortFindings } from '../model/report.ts';
import { type Report, verdict } from './report.ts';

/** `pages` counts them; lines and pages count from 1; boxes are in millimetres from the trim's top left corner. */
export const preflightJson = ({
  issue,
  pages,
  findings,
}: Pick<Report, 'issue' | 'pages' | 'findings'>): string =>
  `${JSON.stringify(
    {
      issue: issue.slug,
      printer: issue.printer.slug,
      pages: pages.length,
      verdict: verdict(findings),
      findings: sortFindings(findings).map(({ rule, level, message, hint, place, page, box }) => ({
        rule,
        level,
        message,
        hint: hint ?? null,
        file: place?.file ?? null,
        line: place?.line ?? null,
        page: page ?? null,
        box: box ? { xMm: box.xMm, yMm: box.yMm, widthMm: box.widthMm, heightMm: box.heightMm } : null,
      })),
    },
    undefined,
    1,
  )}\n`;
