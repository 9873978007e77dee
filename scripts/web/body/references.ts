/** Cross references: on paper they name a page, on a screen what is to be read there. */
import { articlePath, issuePath, relativeTo } from '../address.ts';
import type { BodyContext, BodyStep } from './step.ts';

const ALONE = /^(?:sider?|pages?)$/iu;
/** «reportasjen på side 12»: the words before are enough. */
const AT_END = /\s+(?:(?:på|frå|fra|on|from)\s+)?(?:sider?|pages?)$/iu;
/** What stands before a page, and before a title: «står på side 12», «står i «Tretti sekunder»». */
const ON = /\b([Pp])å\s$/u;
const ON_ENGLISH = /\b([Oo])n\s$/u;

const BLOCKS = 'p, li, td, th, h2, h3, figcaption, body';

const quoted = (title: string, { lang }: BodyContext): string =>
  lang === 'en' ? `“${title}”` : `«${title}»`;

function wordsFor(to: string, context: BodyContext): string {
  const target = context.targets.get(to);
  if (to === context.article) return context.words.thisPage;
  if (target?.layout === 'contents') return context.words.contents.toLocaleLowerCase(context.lang);
  if (!target?.hasPage) return quoted(context.issueTitle, context);
  return quoted(target.title, context);
}

/** Whether nothing stands before it in its paragraph: then it begins with a capital. */
function beginsBlock(link: Element): boolean {
  for (let at: Element | null = link; at && !at.matches(BLOCKS); at = at.parentElement) {
    for (let before = at.previousSibling; before; before = before.previousSibling)
      if ((before.textContent ?? '').trim() !== '') return false;
  }
  return true;
}

/** «på» a page becomes «i» an article. */
function mendBefore(link: Element): void {
  const before = link.previousSibling;
  if (before?.nodeType !== 3) return;
  before.textContent = (before.textContent ?? '')
    .replace(ON, (_, first: string) => (first === 'P' ? 'I ' : 'i '))
    .replace(ON_ENGLISH, (_, first: string) => (first === 'O' ? 'In ' : 'in '));
}

export const references: BodyStep = (document, context) => {
  const path = articlePath(context.issue, context.article);
  for (const link of document.querySelectorAll('a[data-ref]')) {
    const to = link.getAttribute('data-ref') ?? '';
    const isSelf = to === context.article;
    const number = link.querySelector('.page-number');
    if (number) {
      number.remove();
      const shown = (link.textContent ?? '').trim();
      if (ALONE.test(shown)) {
        if (!isSelf) mendBefore(link);
        const words = wordsFor(to, context);
        link.textContent = beginsBlock(link)
          ? words.charAt(0).toLocaleUpperCase(context.lang) + words.slice(1)
          : words;
      } else link.textContent = shown.replace(AT_END, '');
    }
    const hash = link.getAttribute('href') ?? '';
    const anchor = hash.includes('--') ? hash : '';
    link.removeAttribute('data-ref');
    link.removeAttribute('class');
    if (isSelf && anchor === '') link.replaceWith(...link.childNodes);
    else if (isSelf) link.setAttribute('href', anchor);
    else if (context.targets.get(to)?.hasPage)
      link.setAttribute('href', relativeTo(path, articlePath(context.issue, to)) + anchor);
    else link.setAttribute('href', relativeTo(path, issuePath(context.issue)));
  }
};
