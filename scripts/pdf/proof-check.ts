/** The printed file against its sources: how many pages it has, what of the articles is not in it, and how its type stands. */
import { PDFDocument, ParseSpeeds } from '@cantoo/pdf-lib';
import type { Finding } from '../model/finding.ts';
import { checkType, type TypeReport } from '../preflight/check-type.ts';
import type { ProofSetting } from '../preflight/read-proof.ts';
import { findLost, readPrinted, type SourceArticle } from './lost.ts';
import { paintedPages } from './walk.ts';

export interface ProofCheck {
  readonly pages: number;
  readonly findings: readonly Finding[];
  readonly type: TypeReport['figures'];
}

export async function checkProof(
  proof: Uint8Array,
  articles: readonly SourceArticle[],
  setting: ProofSetting,
): Promise<ProofCheck> {
  const printed = await PDFDocument.load(proof, {
    updateMetadata: false,
    parseSpeed: ParseSpeeds.Fastest,
  });
  const painted = paintedPages(printed);
  const tops = printed.getPages().map((page) => {
    const { y, height } = page.getMediaBox();
    return y + height;
  });
  const type = checkType(painted, tops, setting);
  return {
    pages: printed.getPageCount(),
    findings: [...findLost(readPrinted(printed, painted), articles), ...type.findings],
    type: type.figures,
  };
}
