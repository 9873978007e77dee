/** The search: a field, and what the script beside it finds. Without that script the page says where else to look. */
import { html } from '../../../layouts/html.ts';
import { relativeTo, searchPath, topicsPath } from '../address.ts';
import { webDocument } from '../document.ts';
import { topicsOf } from '../groups.ts';
import { listed, type Site } from '../site.ts';
import { webWords } from '../words.ts';

/** @param blocks folders of the index, the one with the search itself first; none where there is no index */
export function searchPage(site: Site, blocks: readonly string[]): string {
  const { language } = site.magazine;
  const words = webWords[language];
  const path = searchPath(language);
  const to = (target: string): string => relativeTo(path, target);
  const indexes = blocks.map((block) => to(`pagefind/${block}/`)).join(' ');
  return webDocument(site, {
    path,
    title: words.search,
    language,
    theme: listed(site)[0]?.theme ?? 'hav',
    subject: { kind: 'help', isFound: false },
    styles: ['assets/finding.css'],
    ...(indexes && { head: html`<script src="${to('assets/search.js')}" defer></script>` }),
    className: 'search-page',
    main: html`<h1>${words.search}</h1>
      <p class="without-script">
        ${words.searchWithout} <a href="${to('')}">${words.archive}</a>${
          topicsOf(site).length > 0
            ? html`, <a href="${to(topicsPath(language))}">${words.topics.toLowerCase()}</a>`
            : ''
        }.
      </p>
      ${
        indexes
          ? html`<form
                class="search-form"
                role="search"
                hidden
                data-root="${to('')}"
                data-indexes="${indexes}"
                data-none="${words.foundNone}"
                data-one="${words.foundOne}"
                data-many="${words.foundMany}"
                data-failed="${words.searchFailed}"
              >
                <label for="search-field">${words.searchLabel}</label>
                <div class="search-row">
                  <input
                    id="search-field"
                    class="search-field"
                    name="q"
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    enterkeyhint="search"
                  />
                  <button class="search-button" type="submit">${words.search}</button>
                </div>
              </form>
              <p class="search-said" role="status"></p>
              <div class="found"></div>
              <p class="search-more" hidden><button type="button">${words.searchMore}</button></p>`
          : ''
      }`,
  });
}
