/** Draws flatplan.png, from the pictures of the pages that the reports have too, in the browser that is open already. */
import type { Page } from 'puppeteer-core';
import { writeWhole } from '../io/cache.ts';
import { embeddedFaces } from '../io/fonts.ts';
import { fileAddress } from '../io/machine.ts';
import { keptPlan, type SheetPictures } from '../io/sheets.ts';
import { readSheet } from '../io/styles.ts';
import { type OpenNotes, planOf } from '../flatplan/plan.ts';
import { PLAN_PPI, planDocument } from '../flatplan/picture.ts';
import type { Finding } from '../model/finding.ts';
import { mmToPx } from '../model/geometry.ts';
import { type IssueSource, type PagedEdition, workFolder } from './pages.ts';
import { webpAddress } from './reports.ts';
import type { Workshop } from './workshop.ts';

/** CSS pixels an inch. */
const PX_PER_INCH = 96;

/** @param findings all that is told of the issue */
export async function flatplanPicture(
  workshop: Workshop,
  { issue, magazine }: IssueSource,
  { outfit, paged, pages }: PagedEdition,
  pictures: readonly SheetPictures[],
  findings: readonly Finding[],
  notes: OpenNotes,
): Promise<Uint8Array> {
  const { trim, bleedMm } = outfit.page;
  const [css, faces, browser] = await Promise.all([
    readSheet('flatplan'),
    embeddedFaces(issue.theme, workshop.cache.folder),
    workshop.browser,
  ]);
  const { html, size } = planDocument({
    plan: planOf(issue, paged, pages),
    findings: findings.map(({ rule, level, message, place }) => ({
      rule,
      level,
      message,
      file: place?.file,
    })),
    notes,
    name: magazine.name,
    title: issue.title,
    number: issue.number,
    date: issue.date,
    language: issue.language,
    trim,
    bleedMm,
    pictures: pictures.map(({ report }) => webpAddress(report)),
    dress: { css, faces, theme: issue.theme },
  });
  return keptPlan(html, await browser.version(), `${workshop.cache.folder}/sheets`, async () => {
    const file = `${workFolder(workshop, issue)}/flatplan.html`;
    await writeWhole(file, html);
    const tab: Page = await browser.newPage();
    try {
      await tab.setViewport({
        width: Math.ceil(mmToPx(size.widthMm)),
        height: Math.ceil(mmToPx(size.heightMm)),
        deviceScaleFactor: PLAN_PPI / PX_PER_INCH,
      });
      await tab.goto(fileAddress(file), { waitUntil: 'load', timeout: 0 });
      await tab.evaluate(
        'Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode())]).then(() => undefined)',
      );
      return await tab.screenshot({ type: 'png', optimizeForSpeed: true });
    } finally {
      await tab.close().catch(() => undefined);
    }
  });
}
