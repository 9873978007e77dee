/** An editorial on a screen: a large title alone, the writer beside the text, and the signature at its end. */
import { html, type Html } from '../html.ts';
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
import { isSigned, signature } from './signature.ts';

export function web(data: WebData): Html {
  const { article } = data;
  const names = isSigned(data)
    ? webByline({ ...data, article: { ...article, byline: [] } })
    : webByline(data);
  const signed = signature(data, (src, alt) => data.drawn(src, alt));
  return webFrame(
    data,
    '',
    html`<div class="opener-head">${webKicker(data)}${webTitle(data, 'editorial', 163)}</div>`,
    webStory(
      { ...data, content: `${data.content}${signed?.text ?? ''}` },
      { side: html`${webPicture(data, 'margin')}${webStandfirst(data)}${names}${data.about}` },
    ),
  );
}
