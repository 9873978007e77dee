/** `{.full .top focus="30% 40%"}`: the classes and the focus that a designer may set, and nothing else. */
import { type Body, type Span, report } from './body.ts';
import { nearest } from '../model/nearest.ts';

export const pictureWidths = ['wide', 'full', 'spread', 'half', 'margin'] as const;
export const picturePlaces = ['top', 'bottom'] as const;
export const pictureClasses: readonly string[] = [...pictureWidths, ...picturePlaces];

export interface Attributes {
  readonly classes: readonly string[];
  /** "30% 40%": the point of the picture that must stay in view. */
  readonly focus?: string;
}

const part = /\.([\p{L}\d_-]+)|([\p{L}\d_-]+)=(?:["“”«]([^"“”»]*)["“”»]|(\S+))|(\S+)/gu;
const focusForm = /^(?:100|\d{1,2})% (?:100|\d{1,2})%$/;

/** Reads what stands between the braces. `of` names what they belong to: "boat.jpg", "the gallery". */
export function readAttributes(
  body: Body,
  source: string,
  of: string,
  known: { readonly classes: readonly string[]; readonly focus: boolean },
  span: Span | null,
): Attributes {
  const classes: string[] = [];
  let focus: string | undefined;
  const listed = known.classes.map((name) => `.${name}`).join(', ');
  for (const [whole, name, key, quoted, bare] of source.matchAll(part)) {
    if (name !== undefined && known.classes.includes(name)) {
      if (!classes.includes(name)) classes.push(name);
    } else if (name !== undefined) {
      const near = nearest(name, known.classes);
      const hint =
        near === undefined ? (listed === '' ? 'delete it' : `use one of ${listed}`) : `write .${near}`;
      report(body, { rule: 'unknown-class', message: `unknown class .${name} on ${of}`, hint }, span, whole);
    } else if (key === 'focus' && known.focus) {
      const value = (quoted ?? bare ?? '').trim().replaceAll(/\s+/g, ' ');
      if (focusForm.test(value)) focus = value;
      else {
        const message = `focus of ${of} is "${value}"; it must be two percentages`;
        report(
          body,
          { rule: 'picture-focus', message, hint: 'write for example focus="30% 40%"' },
          span,
          whole,
        );
      }
    } else {
      const hint = known.focus
        ? `only ${listed} and focus="30% 40%" may stand here`
        : 'only a class may stand here';
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
  return focus === undefined ? { classes } : { classes, focus };
}
