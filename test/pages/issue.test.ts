/** Pagination of a whole issue, with tabs that only count: rounds until sides and folios agree. */
import { expect, test } from 'vitest';
import type { Cache } from '../../scripts/io/cache.ts';
import type { ComposeJob, PaginatedArticle } from '../../scripts/pages/compose/types.ts';
import { type ArticleFragment, paginateIssue } from '../../scripts/pages/issue.ts';
import type { Tabs } from '../../scripts/pages/tabs.ts';

type Length = number | ((job: ComposeJob) => number);

const memory = (): Cache => {
  const kept = new Map<string, unknown>();
  return {
    folder: '',
    readJson: <T>(kind: string, key: string) => Promise.resolve(kept.get(kind + key) as T | undefined),
    writeJson: (kind, key, value) => {
      kept.set(kind + key, value);
      return Promise.resolve();
    },
  };
};

function tabsOf(
  lengths: Readonly<Record<string, Length>>,
  jobs: ComposeJob[],
): Promise<Pick<Tabs, 'paginate'>> {
  return Promise.resolve({
    paginate(job: ComposeJob): Promise<PaginatedArticle> {
      jobs.push(job);
      const length = lengths[job.article] ?? 1;
      const pages = typeof length === 'number' ? length : length(job);
      return Promise.resolve({
        article: job.article,
        side: job.side,
        css: '',
        findings: [],
        texts: [],
        pictures: [],
        pages: Array.from({ length: pages }, () => ({
          name: 'text',
          html: '<div>',
          usedLines: 0,
          lines: 0,
          pictures: [],
        })),
      });
    },
  });
}

async function paginate(
  lengths: Readonly<Record<string, Length>>,
  options: Readonly<Record<string, Partial<ArticleFragment>>> = {},
  cache = memory(),
) {
  const jobs: ComposeJob[] = [];
  const fragments = Object.keys(lengths).map((article) => ({
    article,
    html: '',
    start: 'any' as const,
    ...options[article],
  }));
  const result = await paginateIssue(fragments, tabsOf(lengths, jobs), cache, 'stamp');
  return {
    ...result,
    jobs: jobs.filter(({ article }) => article),
    plan: result.places.map(({ article, first }) => `${article} ${first}`).join(' | '),
  };
}

test('every article begins where the one before it ends', async () => {
  const { plan, settled } = await paginate({ cover: 1, elva: 4, kort: 2 });
  expect(plan).toBe('cover 1 | elva 2 | kort 6');
  expect(settled).toBe(true);
});

test('each article is set on the side that it stands on', async () => {
  const { articles, places } = await paginate({ cover: 1, elva: 3, kort: 1, oter: 2 });
  expect(articles.map(({ side }) => side)).toEqual(places.map(({ first }) => (first % 2 ? 'right' : 'left')));
});

test('a planned length that is right spares the second round', async () => {
  const planned = { cover: { planned: 1 }, elva: { planned: 3 }, kort: { planned: 1 } };
  const { jobs } = await paginate({ cover: 1, elva: 3, kort: 1 }, planned);
  expect(jobs.map(({ article }) => article).sort()).toEqual(['cover', 'elva', 'kort']);
});

test('a contents page is told the folios that the articles have in the end', async () => {
  const contents = { html: '<span data-page-of="elva">00</span><span data-page-of="oter">00</span>' };
  const { jobs } = await paginate({ cover: 1, contents: 1, elva: 5, oter: 3 }, { contents });
  expect(jobs.findLast(({ article }) => article === 'contents')!.folios).toEqual({ elva: 3, oter: 8 });
});

test('an article that speaks of no other is not set again when folios move', async () => {
  const { jobs } = await paginate(
    { cover: 1, elva: 4, kort: 2 },
    { cover: { planned: 1 }, elva: { planned: 2 }, kort: { planned: 2 } },
  );
  expect(jobs.filter(({ article }) => article === 'kort')).toHaveLength(1);
});

test('lengths that depend on the side settle one article after the other', async () => {
  const bySide = ({ side }: ComposeJob): number => (side === 'left' ? 3 : 2);
  const names = Array.from({ length: 9 }, (_, index) => `a${index}`);
  const { settled, articles, places } = await paginate(
    Object.fromEntries(names.map((name) => [name, bySide])),
  );
  expect(settled).toBe(true);
  for (const [at, { side }] of articles.entries())
    expect(side).toBe(places[at]!.first % 2 ? 'right' : 'left');
});

test('a contents page that is longer with the folios it makes ends all the same, and says so', async () => {
  const contents = { html: '<span data-page-of="elva">00</span>', planned: 1 };
  const flips = ({ folios }: ComposeJob): number => (folios['elva'] === 2 ? 2 : 1);
  const { settled } = await paginate({ contents: flips, elva: 1 }, { contents });
  expect(settled).toBe(false);
});

test('what is known from an earlier build is not set again', async () => {
  const cache = memory();
  await paginate({ cover: 1, elva: 4 }, {}, cache);
  const { set, jobs } = await paginate({ cover: 1, elva: 4 }, {}, cache);
  expect(set).toBe(0);
  expect(jobs).toEqual([]);
});
