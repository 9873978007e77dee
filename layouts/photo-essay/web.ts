/** A photo essay on a screen: one picture over the whole window, then title and text, then the pictures as they come, few words between. */
import { html, type Html, raw } from '../html.ts';
import type { WebData } from '../layout.ts';
import {
  webByline,
  webFrame,
  webKicker,
  webPicture,
  webStandfirst,
  webStory,
  webTitle,
} from '../parts/web.ts';

const FIGURE = /<figure[^>]*>(?:(?!<figure)[^])*?<\/figure>/u;

/** The essay's first picture, where front matter names none. */
function lead(data: WebData): { readonly picture: Html | undefined; readonly content: string } {
  const own = webPicture(data);
  if (own) return { picture: own, content: data.content };
  const first = FIGURE.exec(data.content);
  if (!first || data.content.slice(0, first.index).includes('class="gallery'))
    return { picture: undefined, content: data.content };
  const figure = first[0]
    .replace(/^<figure(?: class="([^"]*)")?/u, '<figure class="opener-picture $1"')
    .replaceAll(/ sizes="[^"]*"/gu, ' sizes="100vw"')
    .replaceAll(' loading="lazy"', ' fetchpriority="high"');
  return { picture: raw(figure), content: data.content.replace(first[0], '') };
}

export function web(data: WebData): Html {
  const { picture, content } = lead(data);
  return webFrame(
    data,
    '',
    html`${picture}
      <div class="opener-head">${webKicker(data)}${webTitle(data, 'essay', 113)}</div>
      <div class="opener-row">${webStandfirst(data)}</div>`,
    webStory({ ...data, content }, { side: html`${webByline(data)}${data.about}` }),
  );
}
