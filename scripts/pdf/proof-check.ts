/** The printed file against its sources: how many pages it has, and what of the articles is not in it. */
import { PDFDocument, ParseSpeeds } from '@cantoo/pdf-lib';
import type { Finding } from '../model/finding.ts';
import { findLost, readPrinted, type SourceArticle } from './lost.ts';

export interface ProofCheck {
  readonly pages: number;
  readonly findings: readonly Finding[];
}

export async function checkProof(proof: Uint8Array, articles: readonly SourceArticle[]): Promise<ProofCheck> {
  const printed = await PDFDocument.load(proof, {
    updateMetadata: false,
    parseSpeed: ParseSpeeds.Fastest,
  });
  return { pages: printed.getPageCount(), findings: findLost(readPrinted(printed), articles) };
}
