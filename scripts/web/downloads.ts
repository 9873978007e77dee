/** An issue as files to take along: how large each is and how many pages it has. */
import { html, type Html } from '../../layouts/html.ts';
import { absolute, issuePath, relativeTo } from './address.ts';
import type { Site, SiteIssue } from './site.ts';
import type { WebWords } from './words.ts';

/** @param site where it lives: on a printed page the address stands in full */
export function downloads(
  { address }: Pick<Site, 'address'>,
  issue: SiteIssue,
  words: WebWords,
  from: string,
): Html | undefined {
  const { pdf, epub } = issue;
  if (!pdf && !epub) return undefined;
  const to = (name: string): string => relativeTo(from, issuePath(issue.slug) + name);
  return html`<ul class="downloads">
    ${
      pdf
        ? html`<li>
            <a
              href="${to(pdf.name)}"
              type="application/pdf"
              ${address ? html`data-address="${absolute(address, issuePath(issue.slug) + pdf.name)}"` : ''}
              >PDF</a
            >
            <span>${words.pages(pdf.pages)}, ${words.megabytes(pdf.bytes)}</span>
          </li>`
        : ''
    }
    ${
      epub
        ? html`<li>
            <a href="${to(epub.name)}" type="application/epub+zip">EPUB</a>
            <span>${words.megabytes(epub.bytes)}</span>
          </li>`
        : ''
    }
  </ul>`;
}
