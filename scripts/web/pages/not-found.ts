/**
 * What a server shows where there is no page. It may stand at any depth, so nothing in it is relative: ways on are whole
 * addresses, which lead home from a copy under another path too. Its stylesheet is looked for by its path, as the content
 * security policy wants it; where that is another, the page stands in the browser's own type.
 */
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
  const home = site.address ?? '/';
  const root = site.address ? new URL(site.address).pathname : '/';
  return page.replaceAll(
    /(<(\w+)[^>]*?) (href|src)="(?![a-z]+:|#|\/)(?:\.\/)?([^"]*)"/gu,
    (_, before: string, tag: string, name: string, to: string) =>
      `${before} ${name}="${tag === 'a' ? home : root}${to}"`,
  );
}
