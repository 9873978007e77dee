/** What a server shows where there is no page. It may stand at any depth, so its addresses begin at the root of the server. */
import { html } from '../../../layouts/html.ts';
import { webDocument } from '../document.ts';
import { listed, type Site } from '../site.ts';
import { webWords } from '../words.ts';

export function notFoundPage(site: Site): string {
  const { language } = site.magazine;
  const words = webWords[language];
  const page = webDocument(site, {
    path: '',
    title: words.notFound,
    language,
    theme: listed(site)[0]?.theme ?? 'hav',
    subject: { kind: 'help', isFound: false },
    className: 'not-found',
    main: html`<h1>${words.notFound}</h1>
      <p>${words.notFoundText}</p>`,
  });
  const root = site.address ? new URL(site.address).pathname : '/';
  return page.replaceAll(
    / (href|src)="(?![a-z]+:|#|\/)(?:\.\/)?([^"]*)"/gu,
    (_, name: string, to: string) => ` ${name}="${root}${to}"`,
  );
}
