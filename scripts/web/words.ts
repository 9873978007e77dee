/** The words that the web edition itself says, in the languages it can say them in. */
import type { Language } from '../model/fields.ts';

export interface WebWords {
  readonly skip: string;
  readonly archive: string;
  readonly issue: string;
  readonly contents: string;
  readonly minutes: (minutes: number) => string;
  readonly download: string;
  readonly pages: (pages: number) => string;
  readonly previous: string;
  readonly next: string;
  readonly notFound: string;
  readonly notFoundText: string;
  readonly authors: string;
  readonly topics: string;
  readonly topic: string;
  /** "3 artikler". */
  readonly articles: (articles: number) => string;
  readonly search: string;
  readonly accessibility: string;
  readonly colophon: string;
  readonly feed: string;
  /** What a feed of one topic is called. */
  readonly about: (topic: string, magazine: string) => string;
}

const nb: WebWords = {
  skip: 'Hopp til innholdet',
  archive: 'Alle utgaver',
  issue: 'Utgave',
  contents: 'Innhold',
  minutes: (minutes) => `${minutes} min lesetid`,
  download: 'Last ned som PDF',
  pages: (pages) => `${pages} sider`,
  previous: 'Forrige artikkel',
  next: 'Neste artikkel',
  notFound: 'Siden finnes ikke',
  notFoundText: 'Adressen fører ingen steder. Artikkelen kan ha flyttet.',
  authors: 'Forfattere',
  topics: 'Temaer',
  topic: 'Tema',
  articles: (articles) => (articles === 1 ? '1\u00A0artikkel' : `${articles}\u00A0artikler`),
  search: 'Søk',
  accessibility: 'Tilgjengelighet',
  colophon: 'Kolofon',
  feed: 'RSS',
  about: (topic, magazine) => `${topic} i ${magazine}`,
};

const nn: WebWords = {
  ...nb,
  skip: 'Hopp til innhaldet',
  archive: 'Alle utgåver',
  issue: 'Utgåve',
  contents: 'Innhald',
  previous: 'Førre artikkel',
  next: 'Neste artikkel',
  notFound: 'Sida finst ikkje',
  notFoundText: 'Adressa fører ingen stader. Artikkelen kan ha flytta.',
  authors: 'Forfattarar',
  topics: 'Tema',
  articles: (articles) => (articles === 1 ? '1\u00A0artikkel' : `${articles}\u00A0artiklar`),
  accessibility: 'Tilgjenge',
};

const en: WebWords = {
  skip: 'Skip to the content',
  archive: 'All issues',
  issue: 'Issue',
  contents: 'Contents',
  minutes: (minutes) => `${minutes} min read`,
  download: 'Download as PDF',
  pages: (pages) => `${pages} pages`,
  previous: 'Previous article',
  next: 'Next article',
  notFound: 'There is no such page',
  notFoundText: 'The address leads nowhere. The article may have moved.',
  authors: 'Authors',
  topics: 'Topics',
  topic: 'Topic',
  articles: (articles) => (articles === 1 ? '1\u00A0article' : `${articles}\u00A0articles`),
  search: 'Search',
  accessibility: 'Accessibility',
  colophon: 'Colophon',
  feed: 'RSS',
  about: (topic, magazine) => `${topic} in ${magazine}`,
};

export const webWords: Readonly<Record<Language, WebWords>> = { nb, nn, en };
