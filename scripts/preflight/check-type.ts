/** The type of the printed pages, measured: what breaks a rule, and the numbers. */
import type { Finding } from '../model/finding.ts';
import type { PaintedPage } from '../pdf/walk.ts';
import { typeChecks } from './checks/index.ts';
import { type TypeFigures, typeFigures } from './figures.ts';
import { type ProofSetting, readProof } from './read-proof.ts';

export interface TypeReport {
  readonly findings: readonly Finding[];
  readonly figures: TypeFigures;
}

/** @param topsPt upper edge of each page in the printed file's own space */
export function checkType(
  painted: readonly PaintedPage[],
  topsPt: readonly number[],
  setting: ProofSetting,
): TypeReport {
  const proof = readProof(painted, topsPt, setting);
  const findings = typeChecks.flatMap((check) => check(proof));
  return { findings, figures: typeFigures(proof, findings) };
}
