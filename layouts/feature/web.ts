/** A feature on a screen: a picture over the whole window with the title on it, a picture off two edges, or type alone. */
import { tokenChoice } from '../../scripts/model/theme.ts';
import { html, type Html } from '../html.ts';
import { choice, type WebData } from '../layout.ts';
import {
  webArticle,
  webCaption,
  webFrame,
  webKicker,
  webPicture,
  webStandfirst,
  webTitle,
} from '../parts/web.ts';

const SPREAD_MM = 170;
const BESIDE_MM = 118;

/** The title where it stands on paper: over the left or the right half of the picture. */
function overPicture(data: WebData): Html {
  const { article, issue } = data;
  const head = choice(article, 'tone', tokenChoice(issue.theme, 'tone-head'));
  const foot = choice(article, 'footTone', choice(article, 'tone', tokenChoice(issue.theme, 'tone-foot')));
  const side = choice(article, 'titleSide', 'right');
  const at = choice(article, 'shadeAt', 'both');
  const caption = webCaption(data);
  return webFrame(
    data,
    `opener-spread head-${head} foot-${foot} title-${side} shade-${choice(article, 'shade', '') === 'none' ? 'none' : at}`,
    html`<div class="opener-frame">
        <figure class="opener-picture">${data.picture('opener')}</figure>
        <div class="opener-head">${webKicker(data)}${webTitle(data, 'spread', SPREAD_MM)}</div>
        <div class="opener-foot">${webStandfirst(data)}</div>
      </div>
      ${caption ? html`<p class="opener-caption">${caption}</p>` : ''}`,
  );
}

const half = (data: WebData): Html =>
  webFrame(
    data,
    'opener-half',
    html`${webPicture(data)}
      <div class="opener-row">
        <div class="opener-head">${webKicker(data)}${webTitle(data, 'beside', BESIDE_MM)}</div>
        ${webStandfirst(data)}
      </div>`,
  );

export function web(data: WebData): Html {
  if (!data.article.image) return webArticle(data);
  const opener = choice(data.article, 'opener', 'half');
  if (opener === 'text') return webArticle({ ...data, picture: () => undefined });
  return opener === 'spread' ? overPicture(data) : half(data);
}
