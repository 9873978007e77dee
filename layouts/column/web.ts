/** A column on a screen: the largest title of the magazine in much white, its writer beside the text. */
import { setLine } from '../../scripts/markdown/line.ts';
import { furniture } from '../furniture.ts';
import { html, type Html } from '../html.ts';
import { choice, type WebData } from '../layout.ts';
import {
  webByline,
  webFrame,
  webKicker,
  webPicture,
  webStandfirst,
  webStory,
  webTitle,
} from '../parts/web.ts';

const about = ({ article }: WebData): Html | undefined => {
  const words = choice(article, 'about', '');
  return words
    ? html`<p class="about">
        <strong>${furniture[article.lang].aboutColumn}</strong> ${setLine(words, article.lang)}
      </p>`
    : undefined;
};

export const web = (data: WebData): Html =>
  webFrame(
    data,
    '',
    html`<div class="opener-head">${webKicker(data)}${webTitle(data, 'column', 163)}</div>`,
    webStory(data, {
      side: html`${webPicture(data, 'margin')}${webByline(data)}${webStandfirst(data)}${data.about}${about(data)}`,
    }),
  );
