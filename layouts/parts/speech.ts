/** Pull quotes that are speech: their opening quotation mark hangs outside the left edge. */

const OPENING = /(<aside class="quote[^"]*"[^>]*>\s*<blockquote[^>]*>\s*<p)([^>]*>\s*[«“"])/gu;

export const hangSpeech = (content: string): string => content.replaceAll(OPENING, '$1 class="speech"$2');
