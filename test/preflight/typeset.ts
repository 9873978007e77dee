/** Small articles on paper, as the checks see them. */
import { PDFDocument } from '@cantoo/pdf-lib';
import { paintedPages } from '../../scripts/pdf/walk.ts';
import { typeChecks } from '../../scripts/preflight/checks/index.ts';
import { typeFigures } from '../../scripts/preflight/figures.ts';
import type { TypeReport } from '../../scripts/preflight/check-type.ts';
import type { Proof } from '../../scripts/preflight/proof.ts';
import { readProof } from '../../scripts/preflight/read-proof.ts';
import { job, type Printed, type PrintOptions, rig, type Setting } from '../pages/rig.ts';

/** @param planned pages that the running order gives the article */
export async function proofOf({ pdf, measured, pages, sheet }: Printed, planned?: number): Promise<Proof> {
  const printed = await PDFDocument.load(pdf, { updateMetadata: false });
  const tops = printed.getPages().map((page) => page.getMediaBox().y + page.getMediaBox().height);
  return readProof(paintedPages(printed), tops, {
    sheet,
    measured,
    pages,
    articles: [{ article: 'a', file: 'a/article.md', planned }],
  });
}

/** Sets, prints, measures and checks an article of the tests. */
export async function typeset(
  body: string,
  setting: Setting = {},
  { planned, theme, ...options }: PrintOptions & { readonly planned?: number; readonly theme?: string } = {},
): Promise<TypeReport> {
  const proof = await proofOf(await (await rig(theme)).print(job(body, setting), options), planned);
  const findings = typeChecks.flatMap((check) => check(proof));
  return { findings, figures: typeFigures(proof, findings) };
}

/** "widow: a paragraph’s last line …", one line a finding. */
export const said = ({ findings }: TypeReport): string =>
  findings.map(({ rule, message }) => `${rule}: ${message}`).join('\n');
