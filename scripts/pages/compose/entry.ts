/** What the browser tab offers to Node: `dmag.paginate(job)`. Bundled by scripts/pages/script.ts. */
import { findNotes } from '../noted.ts';
import { measurePages, type MeasuredPage } from '../pagemap.ts';
import { compose } from './compose.ts';
import type { Laying } from '../light-table.ts';
import { loadRareFaces } from './faces.ts';
import { clear, lay } from './lay.ts';
import { pageBoxes } from './paged.ts';
import type { ComposeJob, PaginatedArticle } from './types.ts';

declare global {
  interface Window {
    dmag: {
      paginate(job: ComposeJob, pageCss: string): Promise<PaginatedArticle>;
      lay(laying: Laying): Promise<void>;
      clear(): void;
      measurePages(trimWidthMm: number, bleedMm: number): MeasuredPage[];
      findNotes: typeof findNotes;
    };
  }
}

// Paged.js waits for animation frames, which a background tab never gets.
window.requestAnimationFrame = (callback) => {
  queueMicrotask(() => callback(performance.now()));
  return 0;
};

window.dmag = {
  lay,
  clear,
  measurePages,
  findNotes,
  async paginate(job, pageCss) {
    await loadRareFaces(job.html);
    const stage = document.createElement('div');
    stage.id = 'stage';
    document.body.append(stage);
    try {
      const composed = compose(job, stage);
      stage.remove();
      const { pages, css } = await pageBoxes(composed.pages, pageCss, job.side);
      return { ...composed, article: job.article, side: job.side, pages, css };
    } finally {
      stage.remove();
    }
  },
};
