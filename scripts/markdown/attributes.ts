/** `{.full .top focus="30% 40%"}`: the classes and the fields that a designer may set, and nothing else. */
import { type Body, type Span, report } from './body.ts';
import { nearest } from '../model/nearest.ts';

export const pictureWidths = ['wide', 'full', 'spread', 'half', 'margin'] as const;
export const picturePlaces = ['top', 'bottom'] as const;
export const pictureClasses: readonly string[] = [...pictureWidths, ...picturePlaces];

/** Light type is the rule. */
export const toneClass = (tone: string | undefined): readonly string[] =>
  tone === 'dark' ? ['tone-dark'] : [];

/** What may be set beside classes, and how each is written. */
const fieldForms = {
  /** The point of the picture that must stay in view. */
  focus: { form: /^(?:100|\d{1,2})% (?:100|\d{1,2})%$/, must: 'two percentages', like: 'focus="30% 40%"' },
  /** Colour of the running head where the picture lies under it. */
  tone: { form: /^(?:light|dark)$/, must: 'light or dark', like: 'tone=dark' },
  /** Columns that an item of the news goes over. */
  span: { form: /^[123]$/, must: '1, 2 or 3', like: 'span=2' },
} as const;
export type Field = keyof typeof fieldForms;

export interface Attributes extends Readonly<Partial<Record<Field, string>>> {
  readonly classes: readonly string[];
}

export interface KnownAttributes {
  readonly classes: readonly string[];
  readonly fields?: readonly Field[];
}

const part = /\.([\p{L}\d_-]+)|([\p{L}\d_-]+)=(?:["“”«]([^"“”»]*)["“”»]|(\S+))|(\S+)/gu;

const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** Reads what stands between the braces. `of` names what they belong to: "boat.jpg", "the gallery". */
export function readAttributes(
  body: Body,
  source: string,
  of: string,
  known: KnownAttributes,
  span: Span | null,
): Attributes {
  const classes: string[] = [];
  const fields: Partial<Record<Field, string>> = {};
  const listed = known.classes.map((name) => `.${name}`).join(', ');
  const isField = (key: string | undefined): key is Field => (known.fields ?? []).includes(key as Field);
  for (const [whole, name, key, quoted, bare] of source.matchAll(part)) {
    if (name !== undefined && known.classes.includes(name)) {
      if (!classes.includes(name)) classes.push(name);
    } else if (name !== undefined) {
      const near = nearest(name, known.classes);
      const hint =
        near === undefined ? (listed === '' ? 'delete it' : `use one of ${listed}`) : `write .${near}`;
      report(body, { rule: 'unknown-class', message: `unknown class .${name} on ${of}`, hint }, span, whole);
    } else if (isField(key)) {
      const value = (quoted ?? bare ?? '').trim().replaceAll(/\s+/g, ' ');
      const { form, must, like } = fieldForms[key];
      if (form.test(value)) fields[key] = value;
      else {
        const message = `${key} of ${of} is "${value}"; it must be ${must}`;
        const rule = key === 'span' ? 'head-span' : `picture-${key}`;
        report(body, { rule, message, hint: `write for example ${like}` }, span, whole);
      }
    } else {
      const likes = (known.fields ?? []).map((field) => fieldForms[field].like);
      const allowed = [...known.classes.map((each) => `.${each}`), ...likes];
      const others = allowed.length > 0 ? 'only a class may stand here' : 'delete it';
      const hint = likes.length > 0 ? `only ${list(allowed)} may stand here` : others;
      report(
        body,
        { rule: 'unknown-attribute', message: `unknown attribute ${whole} on ${of}`, hint },
        span,
        whole,
      );
    }
  }
  for (const group of [pictureWidths, picturePlaces] as const) {
    const both = classes.filter((name) => (group as readonly string[]).includes(name));
    if (both.length < 2) continue;
    const message = `${of} has ${both.map((name) => `.${name}`).join(' and ')}, which exclude each other`;
    report(body, { rule: 'class-conflict', message, hint: `keep one of them` }, span, `.${both[1]}`);
    for (const extra of both.slice(1)) classes.splice(classes.indexOf(extra), 1);
  }
  return { classes, ...fields };
}
