/** Random articles: what must hold of every one of them. DMAG_FUZZ says how many, DMAG_SEED from which. */
import { expect, test } from 'vitest';
import { randomArticle } from '../fuzz.ts';
import { job, rig } from '../rig.ts';
import { faults, noFigures } from '../soundness.ts';

const COUNT = Number(process.env['DMAG_FUZZ'] ?? 60);
const FIRST = Number(process.env['DMAG_SEED'] ?? 1);

test(`${COUNT} random articles are set soundly`, { timeout: 1_200_000 }, async () => {
  const figures = noFigures();
  const found: string[] = [];
  let ms = 0;
  const opened = await rig();
  for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
    const article = randomArticle(seed);
    try {
      const seen = await opened.see(job(article.html, article.setting));
      ms += seen.ms;
      found.push(...faults(article, seen, figures).map((fault) => `article ${seed}: ${fault}`));
    } catch (error) {
      found.push(`article ${seed}: threw ${(error as Error).message.split('\n')[0]}`);
    }
  }
  if (process.env['DMAG_FUZZ']) console.log(figures, `${(ms / figures.pages).toFixed(1)} ms a page`);
  expect(found).toEqual([]);
});
