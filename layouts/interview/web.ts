/** An interview on a screen: the portrait as high as the window beside the title, as its two pages face each other on paper. */
import { tokenChoice } from '../../scripts/model/theme.ts';
import { html, type Html } from '../html.ts';
import { choice, type WebData } from '../layout.ts';
import { webArticle, webFrame, webKicker, webPicture, webStandfirst, webTitle } from '../parts/web.ts';

const PORTRAIT_MM = 128;

export function web(data: WebData): Html {
  const { article, issue } = data;
  if (!article.image || choice(article, 'opener', 'full') === 'text')
    return webArticle({ ...data, picture: () => undefined });
  const side = tokenChoice(issue.theme, 'interview-portrait');
  return webFrame(
    data,
    `opener-portrait portrait-${side}`,
    html`${webPicture(data)}
      <div class="opener-page">
        ${webKicker(data)}${webTitle(data, 'interview', PORTRAIT_MM)}${webStandfirst(data)}
      </div>`,
  );
}
