/** What a report in Bokmål would still say in English. */
import type { Finding } from '../../scripts/model/finding.ts';
import { inBokmaal } from '../../scripts/report/finding-words.ts';

export const leftInEnglish = (findings: readonly Finding[]): string[] =>
  findings
    .flatMap(({ message, hint }) => [message, ...(hint === undefined ? [] : [hint])])
    .filter((each) => inBokmaal(each) === undefined);
