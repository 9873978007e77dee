/** Credits: a label and a name, «Foto: Kari Ås», in the languages of the magazine. */

/** The labels that a caption's credit may begin with. */
const LABELS = [
  'Foto',
  'Fotos',
  'Photo',
  'Photos',
  'Photograph',
  'Illustrasjon',
  'Illustration',
  'Tegning',
  'Teikning',
  'Drawing',
  'Kilde',
  'Kjelde',
  'Source',
].join('|');

/** Finds where the credit of a caption begins. */
export const creditMark = new RegExp(String.raw`(?:^|\s)(?=(?:${LABELS}):)`, 'u');

const label = new RegExp(String.raw`^(?:${LABELS})\s*:\s*`, 'iu');

export const hasLabel = (credit: string): boolean => label.test(credit);

/** A name without its label: "Foto: Kari Ås." and "Kari Ås" are one photographer. */
export const bareCredit = (credit: string): string => credit.replace(label, '').trim().replace(/\.$/u, '');

// A source of figures is no picture's maker.
const MAKERS = LABELS.split('|')
  .filter((each) => !/^(?:Kilde|Kjelde|Source)$/u.test(each))
  .join('|');
const inCaption = new RegExp(String.raw`!\[[^\]]*\]\([^)]*?"[^"]*?(?:${MAKERS}):\s*([^"]+)"\)`, 'gu');

/** Whose pictures a Markdown text shows, as its captions say: credits stand at their end. */
export const creditsInCaptions = (body: string): string[] =>
  [...body.matchAll(inCaption)].map(([, name = '']) => bareCredit(name));
