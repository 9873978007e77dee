/** The words that the web edition itself says, in the languages it can say them in. */
import { monthAndYear } from '../../layouts/furniture.ts';
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
  /** Before the title of an article that is found elsewhere now. */
  readonly moved: string;
  readonly authors: string;
  readonly topics: string;
  readonly topic: string;
  /** "3 artikler". */
  readonly articles: (articles: number) => string;
  readonly search: string;
  readonly accessibility: string;
  readonly colophon: string;
  readonly feed: string;
  readonly note: string;
  readonly table: string;
  readonly enlarge: string;
  readonly close: string;
  readonly picture: string;
  readonly previousPicture: string;
  readonly nextPicture: string;
  /** "Spill av her, fra Spotify", and what that means. */
  readonly play: (host: string) => string;
  readonly playNote: (host: string) => string;
  /** What stands for the number of the page that one is reading. */
  readonly thisPage: string;
  readonly share: string;
  readonly copied: string;
  readonly wholeIssue: string;
  readonly onPaper: string;
  readonly readOn: string;
  readonly latest: string;
  readonly earlier: string;
  /** "9,4 MB". */
  readonly megabytes: (bytes: number) => string;
  readonly day: (date: string) => string;
  readonly searchLabel: string;
  /** What stands before the way to the archive, for who has no JavaScript. */
  readonly searchWithout: string;
  readonly searchMore: string;
  readonly searchFailed: string;
  /** {n} is how many, {q} what was asked for. */
  readonly foundNone: string;
  readonly foundOne: string;
  readonly foundMany: string;
  /** What a feed of one topic is called. */
  readonly about: (topic: string, magazine: string) => string;
}

const megabytes = (bytes: number, point: string): string =>
  `${(bytes / 1e6 < 1 ? Math.max(0.1, bytes / 1e6) : bytes / 1e6).toFixed(1).replace('.', point)}\u00A0MB`;

/** "2. mars 2026" from "2026-03-02". */
const dayIn =
  (language: Language, point: string) =>
  (date: string): string =>
    `${Number(date.split('-')[2])}${point}\u00A0${monthAndYear(date, language)}`;

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
  moved: 'Artikkelen har flyttet:',
  authors: 'Forfattere',
  topics: 'Temaer',
  topic: 'Tema',
  articles: (articles) => (articles === 1 ? '1\u00A0artikkel' : `${articles}\u00A0artikler`),
  search: 'Søk',
  accessibility: 'Tilgjengelighet',
  colophon: 'Kolofon',
  feed: 'RSS',
  searchLabel: 'Hva leter du etter?',
  searchWithout: 'Søket trenger JavaScript. Uten det finner du fram her:',
  searchMore: 'Vis flere',
  searchFailed: 'Søket svarer ikke. Prøv igjen om litt.',
  foundNone: 'Ingen treff på «{q}». Prøv et annet ord, eller færre.',
  foundOne: '1\u00A0artikkel om «{q}»',
  foundMany: '{n}\u00A0artikler om «{q}»',
  about: (topic, magazine) => `${topic} i ${magazine}`,
  note: 'Note',
  table: 'Tabell',
  enlarge: 'Vis bildet stort',
  close: 'Lukk',
  picture: 'Bilde',
  previousPicture: 'Forrige bilde',
  nextPicture: 'Neste bilde',
  play: (host) => `Spill av her, fra ${host}`,
  playNote: (host) => `Da henter nettleseren din innhold fra ${host}. Før det vet de ingenting om deg.`,
  thisPage: 'denne siden',
  share: 'Del artikkelen',
  copied: 'Lenken er kopiert',
  wholeIssue: 'Hele utgaven',
  onPaper: 'Som trykt',
  readOn: 'Les videre',
  latest: 'Siste utgave',
  earlier: 'Tidligere utgaver',
  megabytes: (bytes) => megabytes(bytes, ','),
  day: dayIn('nb', '.'),
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
  moved: 'Artikkelen har flytta:',
  authors: 'Forfattarar',
  topics: 'Tema',
  articles: (articles) => (articles === 1 ? '1\u00A0artikkel' : `${articles}\u00A0artiklar`),
  searchLabel: 'Kva leitar du etter?',
  searchWithout: 'Søket treng JavaScript. Utan det finn du fram her:',
  searchMore: 'Vis fleire',
  searchFailed: 'Søket svarar ikkje. Prøv igjen om litt.',
  foundNone: 'Ingen treff på «{q}». Prøv eit anna ord, eller færre.',
  foundOne: '1\u00A0artikkel om «{q}»',
  foundMany: '{n}\u00A0artiklar om «{q}»',
  accessibility: 'Tilgjenge',
  enlarge: 'Vis biletet stort',
  close: 'Lukk',
  picture: 'Bilete',
  previousPicture: 'Førre bilete',
  nextPicture: 'Neste bilete',
  play: (host) => `Spel av her, frå ${host}`,
  playNote: (host) => `Då hentar nettlesaren din innhald frå ${host}. Før det veit dei ingenting om deg.`,
  thisPage: 'denne sida',
  share: 'Del artikkelen',
  copied: 'Lenkja er kopiert',
  wholeIssue: 'Heile utgåva',
  readOn: 'Les vidare',
  latest: 'Siste utgåve',
  earlier: 'Tidlegare utgåver',
  day: dayIn('nn', '.'),
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
  moved: 'The article has moved:',
  authors: 'Authors',
  topics: 'Topics',
  topic: 'Topic',
  articles: (articles) => (articles === 1 ? '1\u00A0article' : `${articles}\u00A0articles`),
  search: 'Search',
  accessibility: 'Accessibility',
  colophon: 'Colophon',
  feed: 'RSS',
  searchLabel: 'What are you looking for?',
  searchWithout: 'The search needs JavaScript. Without it, look here:',
  searchMore: 'Show more',
  searchFailed: 'The search does not answer. Try again in a while.',
  foundNone: 'Nothing found for “{q}”. Try another word, or fewer.',
  foundOne: '1\u00A0article about “{q}”',
  foundMany: '{n}\u00A0articles about “{q}”',
  about: (topic, magazine) => `${topic} in ${magazine}`,
  note: 'Note',
  table: 'Table',
  enlarge: 'Show the picture large',
  close: 'Close',
  picture: 'Picture',
  previousPicture: 'Previous picture',
  nextPicture: 'Next picture',
  play: (host) => `Play it here, from ${host}`,
  playNote: (host) => `Your browser then fetches content from ${host}. Until then they know nothing of you.`,
  thisPage: 'this page',
  share: 'Share this article',
  copied: 'The link is copied',
  wholeIssue: 'The whole issue',
  onPaper: 'As printed',
  readOn: 'Read on',
  latest: 'Latest issue',
  earlier: 'Earlier issues',
  megabytes: (bytes) => megabytes(bytes, '.'),
  day: dayIn('en', ''),
};

export const webWords: Readonly<Record<Language, WebWords>> = { nb, nn, en };
