/** A small site to test on: two issues with nasty words, and one that nobody is to find. */
import { parseMagazine } from '../../scripts/model/magazine.ts';
import { makeSite, type Site, type SiteArticle, type SiteIssue } from '../../scripts/web/site.ts';

export const NASTY = `Fisk & <b>vilt</b> "nå" 'da' ]]> 🦦 &amp; </script>`;

export const article = (slug: string, more: Partial<SiteArticle> = {}): SiteArticle => ({
  slug,
  layout: 'feature',
  title: slug,
  byline: [{ name: 'Kari Ås' }],
  published: '2026-03-02',
  lang: 'nb',
  words: 900,
  ...more,
});

export const issue = (slug: string, more: Partial<SiteIssue> = {}): SiteIssue => ({
  slug,
  title: `Utgave ${slug}`,
  number: '1/2026',
  date: '2026-03-02',
  language: 'nb',
  theme: 'hav',
  unlisted: false,
  articles: [article('elva')],
  ...more,
});

export const site = (fields = 'site: https://x.no/dmag', issues?: readonly SiteIssue[]): Site =>
  makeSite(
    parseMagazine(
      `name: Prøven & co\npublisher: Forlaget\neditor: Redaksjonen\nemail: post@x.no\n${fields}\n`,
      'magazine.yaml',
    ).value!,
    issues ?? [
      issue('2026-1', {
        issn: '1234-567X',
        articles: [
          article('elva', {
            title: NASTY,
            standfirst: NASTY,
            topics: ['Natur', NASTY],
            byline: [{ name: NASTY }, { name: 'Redaksjonen' }],
            printed: { first: 12, last: 17 },
            card: {
              path: '2026-1/elva/card-1.jpg',
              alt: 'Elva',
              widthPx: 1200,
              heightPx: 630,
            },
          }),
          article('boka', { topics: ['natur'], lang: 'en', byline: [] }),
          article('kolofon', { layout: 'colophon' }),
        ],
      }),
      issue('2025-1', { date: '2025-06-01', articles: [article('gammel', { published: '2025-05-30' })] }),
      issue('hemmelig', {
        date: '2024-01-01',
        unlisted: true,
        articles: [article('skjult', { topics: ['Hemmelig'] })],
      }),
    ],
  );
