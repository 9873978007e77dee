/** Small capitals, italics and bold are the face's own, never made up by the browser. */
import { type Check, type Faked, quoted } from '../proof.ts';

const HINTS: Readonly<Record<Faked['what'], string>> = {
  'small capitals': 'take a face that has small capitals (smcp), or set another weight instead',
  italic: 'add the italic to styles/faces.ts, or set another weight instead',
  outlines:
    'add a static TrueType of that weight to styles/faces.ts: bold made by the browser, variable and CFF faces are printed as outlines',
};

/** One finding a face, fault and page, with its first words. */
export const realType: Check = ({ faked }) => {
  const found = new Map<string, Faked>();
  for (const each of faked) {
    const key = [each.page, each.what, each.font].join(' ');
    // Outlines come in pieces.
    const text = `${found.get(key)?.text ?? ''}${each.text}`;
    found.set(key, { ...each, text });
  }
  return [...found.values()].map(({ page, what, text, font }) => ({
    rule: 'faked-type',
    level: 'error',
    message: `${quoted(text)} is set in ${what === 'outlines' ? 'outlines' : `${what} that ${font || 'its face'} does not have`}`,
    hint: HINTS[what],
    page,
  }));
};
