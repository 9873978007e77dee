/** What slips in YAML look like to the person who made them. */
import type { Finding } from './finding.ts';

type Slip = readonly [parserSays: string, message: string, hint: string];

const IN_QUOTES = 'put the text in quotes: "…"';
const NO_FIELD = 'the line is not a field with a value';
const AS_FIELD = 'write the field as name: value, with a space after the colon';
const CROOKED = 'the line is indented differently from its neighbours';
const STRAIGHTEN = 'let fields that belong together begin at the same column';

// By the beginning of the parser's message: its codes are shared by slips that have different remedies.
const SLIPS: readonly Slip[] = [
  [
    'Nested mappings',
    'a colon and a space inside the text read as a new field',
    'put the text in quotes, "Title: and more", or begin the new field at the same column as the others',
  ],
  ['Implicit keys need to be on', NO_FIELD, AS_FIELD],
  ['Implicit map keys need', NO_FIELD, AS_FIELD],
  ['All mapping items', CROOKED, STRAIGHTEN],
  ['Sequence item without', CROOKED, STRAIGHTEN],
  ['Missing closing', 'the quote that opens here is never closed', 'close the quote'],
  [
    'Unexpected scalar at node end',
    'text follows after the end of the value',
    "put the whole text in quotes; use '…' around a text that holds \"",
  ],
  ['Unresolved tag', 'a text that begins with ! means something else to YAML', IN_QUOTES],
  ['Invalid escape', 'a backslash in double quotes means something else to YAML', "use single quotes: '…'"],
];

/** The parser's message in plain words, with a remedy. */
export function explainSlip(
  parserSays: string,
): Pick<Finding, 'rule' | 'message'> & { readonly hint: string } {
  const rule = 'unreadable-yaml';
  if (parserSays.startsWith('Tabs')) {
    return {
      rule: 'tab-in-yaml',
      message: 'the line begins with a tab, which YAML does not allow',
      hint: 'indent with two spaces for each level instead of a tab',
    };
  }
  if (parserSays.startsWith('Plain value cannot start')) {
    return { rule, message: `a text may not begin with ${parserSays.at(-1)}`, hint: IN_QUOTES };
  }
  const [, message, hint] = SLIPS.find(([start]) => parserSays.startsWith(start)) ?? [];
  if (message !== undefined && hint !== undefined) return { rule, message, hint };
  const words = `${parserSays.charAt(0).toLowerCase()}${parserSays.slice(1)}`;
  return { rule, message: `the YAML cannot be read here: ${words}`, hint: IN_QUOTES };
}

/** A text that begins with the sign of an alias or an anchor, *Important* or &c. */
export const explainSign = (sign: '*' | '&') => ({
  rule: 'unreadable-yaml',
  message: `a text that begins with ${sign} means something else to YAML`,
  hint: IN_QUOTES,
});
