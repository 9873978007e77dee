/**
 * What the web edition does for readers who see, hear or move otherwise, what has been measured of it and what has not. It says
 * nothing that the build or its tests do not do: where they change, this text does.
 */
import { html, type Html } from '../../../layouts/html.ts';
import type { Language } from '../../model/fields.ts';
import { accessibilityPath } from '../address.ts';
import { webDocument } from '../document.ts';
import { listed, type Site } from '../site.ts';
import { webWords } from '../words.ts';

interface Statement {
  readonly goal: string;
  readonly doneHead: string;
  readonly done: readonly string[];
  readonly measuredHead: string;
  readonly measured: readonly string[];
  readonly notHead: string;
  readonly not: readonly string[];
  readonly contactHead: string;
  readonly contact: (magazine: string) => string;
  /** Where there is no address to write to. */
  readonly publisher: string;
  readonly write: string;
}

const nb: Statement = {
  goal: 'Målet er WCAG 2.2 på nivå AA. Det er et mål og ikke et stempel: Ingen utenfor redaksjonen har prøvd sidene mot det.',
  doneHead: 'Slik er sidene laget',
  done: [
    'Alt som skal leses, står i siden. Det virker uten JavaScript, bortsett fra søket.',
    'Bildene har tekst for den som ikke ser dem. Den er skrevet av redaksjonen, og en artikkel uten slik tekst blir varslet før den kommer ut.',
    'Overskrifter, lister, tabeller og språk er merket slik at skjermlesere kjenner dem igjen.',
    'Alt kan nås med tastaturet, og den første lenken på hver side hopper til innholdet.',
    'Skriften kan forstørres i nettleseren, og sidene følger med på en smal skjerm.',
    'Den som har bedt om mindre bevegelse, får det.',
    'PDF-en av hver utgave er merket for skjermlesere: overskrifter, leserekkefølge, bilder, tabeller og språk.',
  ],
  measuredHead: 'Dette er målt',
  measured: [
    'Sidene er holdt mot reglene i html-validate og axe. Slike program finner bare en del av feilene.',
    'Tekst som er trykt over et bilde, er målt til et lysforhold på minst 4,5 : 1 i utgaven på papir og i PDF.',
  ],
  notHead: 'Dette er ikke målt',
  not: [
    'Ingen med skjermleser, punktskrift eller bryterstyring har prøvd sidene for oss ennå.',
    'Om bildetekstene er gode, kan intet program si.',
    'PDF-en er merket, men ikke godkjent etter PDF/UA.',
    'Podkast og film ligger hos andre. Vi rår ikke over avspillerne deres, og de har ikke alltid tekst.',
  ],
  contactHead: 'Si fra',
  contact: (magazine) => `Er det noe i ${magazine} du ikke kommer fram til, vil vi gjerne vite det.`,
  publisher: 'Utgiveren står nederst på siden.',
  write: 'Skriv til',
};

const nn: Statement = {
  goal: 'Målet er WCAG 2.2 på nivå AA. Det er eit mål og ikkje eit stempel: Ingen utanfor redaksjonen har prøvd sidene mot det.',
  doneHead: 'Slik er sidene laga',
  done: [
    'Alt som skal lesast, står i sida. Det verkar utan JavaScript, bortsett frå søket.',
    'Bileta har tekst for den som ikkje ser dei. Han er skriven av redaksjonen, og ein artikkel utan slik tekst blir varsla før han kjem ut.',
    'Overskrifter, lister, tabellar og språk er merkte slik at skjermlesarar kjenner dei att.',
    'Alt kan nåast med tastaturet, og den første lenkja på kvar side hoppar til innhaldet.',
    'Skrifta kan forstørrast i nettlesaren, og sidene følgjer med på ein smal skjerm.',
    'Den som har bede om mindre rørsle, får det.',
    'PDF-en av kvar utgåve er merkt for skjermlesarar: overskrifter, leserekkjefølgje, bilete, tabellar og språk.',
  ],
  measuredHead: 'Dette er målt',
  measured: [
    'Sidene er haldne mot reglane i html-validate og axe. Slike program finn berre ein del av feila.',
    'Tekst som er trykt over eit bilete, er målt til eit lysforhold på minst 4,5 : 1 i utgåva på papir og i PDF.',
  ],
  notHead: 'Dette er ikkje målt',
  not: [
    'Ingen med skjermlesar, punktskrift eller brytarstyring har prøvd sidene for oss enno.',
    'Om bilettekstane er gode, kan ikkje noko program seie.',
    'PDF-en er merkt, men ikkje godkjend etter PDF/UA.',
    'Podkast og film ligg hos andre. Vi rår ikkje over avspelarane deira, og dei har ikkje alltid tekst.',
  ],
  contactHead: 'Sei frå',
  contact: (magazine) => `Er det noko i ${magazine} du ikkje kjem fram til, vil vi gjerne vite det.`,
  publisher: 'Utgjevaren står nedst på sida.',
  write: 'Skriv til',
};

const en: Statement = {
  goal: 'Our aim is WCAG 2.2, level AA. It is an aim and no certificate: nobody but the makers has tested the pages against it.',
  doneHead: 'How the pages are made',
  done: [
    'All that is to be read stands in the page. It works without JavaScript, except for the search.',
    'Pictures have words for those who do not see them. The editors write them, and are warned of an article that lacks them before it comes out.',
    'Headings, lists, tables and languages are marked so that screen readers know them.',
    'Everything can be reached by keyboard, and the first link of every page skips to its content.',
    'Type can be enlarged in the browser, and the pages follow on a narrow screen.',
    'Who has asked for less motion gets less.',
    'The PDF of each issue is tagged for screen readers: headings, reading order, pictures, tables and language.',
  ],
  measuredHead: 'What has been measured',
  measured: [
    'The pages have been held against the rules of html-validate and axe. Such programs find only some of the faults.',
    'Words printed over a picture have been measured to a contrast of at least 4.5 : 1 on paper and in the PDF.',
  ],
  notHead: 'What has not',
  not: [
    'Nobody with a screen reader, a braille display or switches has tried the pages for us yet.',
    'Whether the words for pictures are good ones no program can tell.',
    'The PDF is tagged, but not certified as PDF/UA.',
    'Podcasts and films are kept by others. Their players are not ours, and do not always have words.',
  ],
  contactHead: 'Tell us',
  contact: (magazine) => `If there is anything in ${magazine} that you cannot get at, we would like to know.`,
  publisher: 'The publisher stands at the foot of the page.',
  write: 'Write to',
};

const statements: Readonly<Record<Language, Statement>> = { nb, nn, en };

export function accessibilityPage(site: Site): string {
  const { language, name, email } = site.magazine;
  const said = statements[language];
  const words = webWords[language];
  const list = (items: readonly string[]): Html =>
    html`<ul>
      ${items.map((item) => html`<li>${item}</li>`)}
    </ul>`;
  return webDocument(site, {
    path: accessibilityPath(language),
    title: words.accessibility,
    description: said.goal,
    language,
    theme: listed(site)[0]?.theme ?? 'hav',
    subject: { kind: 'list', name: words.accessibility },
    styles: ['assets/finding.css'],
    className: 'text-page',
    main: html`<article>
      <h1>${words.accessibility}</h1>
      <p class="standfirst">${said.goal}</p>
      <div class="text">
        <h2>${said.doneHead}</h2>
        ${list(said.done)}
        <h2>${said.measuredHead}</h2>
        ${list(said.measured)}
        <h2>${said.notHead}</h2>
        ${list(said.not)}
        <h2>${said.contactHead}</h2>
        <p>
          ${said.contact(name)}
          ${email ? html`${said.write} <a href="mailto:${email}">${email}</a>.` : said.publisher}
        </p>
      </div>
    </article>`,
  });
}
