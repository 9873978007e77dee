/** The first words of an article, which stand out beside its initial in themes whose face has no small capitals for them. */

const OPENING = /(<p class="first"[^>]*>)([^<]+)/u;
/** As many words as that, or fewer where they are long. */
const MOST_WORDS = 3;
const ENOUGH_LETTERS = 16;

export const leadWords = (content: string): string =>
  content.replace(OPENING, (_, tag: string, text: string) => {
    let end = 0;
    for (const [at, { 0: word, index }] of [...text.matchAll(/\S+/gu)].entries()) {
      if (at === MOST_WORDS || (at > 0 && end >= ENOUGH_LETTERS)) break;
      end = index + word.length;
    }
    return end === 0
      ? `${tag}${text}`
      : `${tag}<span class="lead">${text.slice(0, end)}</span>${text.slice(end)}`;
  });
