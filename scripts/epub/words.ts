/** The words that an EPUB itself says, in the languages of the magazine. */
import type { Language } from '../model/fields.ts';

interface EpubWords {
  readonly cover: string;
  /** What the cover's picture is, for those who do not see it. */
  readonly coverOf: (issue: string) => string;
  readonly contents: string;
  readonly pages: string;
  readonly landmarks: string;
  readonly begin: string;
  readonly notes: string;
  readonly backToText: string;
  readonly leadsTo: string;
  /** What a reader who depends on it can expect, in whole sentences. */
  readonly summary: (hasAlternatives: boolean) => string;
}

const nb: EpubWords = {
  cover: 'Forside',
  coverOf: (issue) => `Forsida av ${issue}.`,
  contents: 'Innhold',
  pages: 'Sidene i papirutgaven',
  landmarks: 'Steder i utgaven',
  begin: 'Første artikkel',
  notes: 'Noter',
  backToText: 'Tilbake til teksten',
  leadsTo: 'Til',
  summary: (has) =>
    `Teksten flyter og kan vises i leserens egen skrift, størrelse og farge. Innholdsfortegnelsen fører til alle artiklene, og sidetallene er de samme som på papir. ${has ? 'Alle bilder som sier noe, har en beskrivelse. ' : 'Noen bilder mangler beskrivelse. '}Ingenting blinker, og ingenting spilles av. Utgaven er ikke vurdert av noen uavhengig etter WCAG.`,
};

const nn: EpubWords = {
  cover: 'Framside',
  coverOf: (issue) => `Framsida av ${issue}.`,
  contents: 'Innhald',
  pages: 'Sidene i papirutgåva',
  landmarks: 'Stader i utgåva',
  begin: 'Første artikkel',
  notes: 'Notar',
  backToText: 'Tilbake til teksten',
  leadsTo: 'Til',
  summary: (has) =>
    `Teksten flyt og kan visast i skrifta, storleiken og fargen som lesaren vil ha. Innhaldslista fører til alle artiklane, og sidetala er dei same som på papir. ${has ? 'Alle bilete som seier noko, har ei skildring. ' : 'Nokre bilete manglar skildring. '}Ingenting blinkar, og ingenting blir spelt av. Utgåva er ikkje vurdert av nokon uavhengig etter WCAG.`,
};

const en: EpubWords = {
  cover: 'Cover',
  coverOf: (issue) => `The cover of ${issue}.`,
  contents: 'Contents',
  pages: 'Pages of the printed issue',
  landmarks: 'Places in the issue',
  begin: 'First article',
  notes: 'Notes',
  backToText: 'Back to the text',
  leadsTo: 'To',
  summary: (has) =>
    `The text flows, in the face, size and colour that the reader chooses. The table of contents leads to every article, and page numbers are those of the printed issue. ${has ? 'Every picture that says something is described. ' : 'Some pictures are not described. '}Nothing flashes, and nothing plays. The issue has not been assessed against WCAG by anyone independent.`,
};

export const epubWords: Readonly<Record<Language, EpubWords>> = { nb, nn, en };
