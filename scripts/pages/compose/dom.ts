/** The small measurements everything in the composer rests on: line height, millimetres, custom properties. */

export interface Scale {
  /** Height of a baseline step in the units of getBoundingClientRect. */
  readonly line: number;
  /** The same for one millimetre. */
  readonly mm: number;
}

/** Measures a line and a millimetre inside `stage`, so that any zoom of the document is accounted for. */
export function measureScale(stage: HTMLElement): Scale {
  const probe = document.createElement('div');
  probe.style.cssText = 'position:absolute;visibility:hidden;height:calc(var(--line) * 10);width:100mm';
  stage.append(probe);
  const box = probe.getBoundingClientRect();
  probe.remove();
  return { line: box.height / 10, mm: box.width / 100 };
}

/** A custom property that styles set on an element to tell the composer what to do with it. */
export const instruction = (element: Element, name: string): string =>
  getComputedStyle(element).getPropertyValue(name).trim();

export const instructionNumber = (element: Element, name: string, otherwise: number): number => {
  const value = Number.parseFloat(instruction(element, name));
  return Number.isFinite(value) ? value : otherwise;
};

/** Line of article.md that an element (or the nearest ancestor that knows) came from. */
export function sourceLine(element: Element): number | undefined {
  const from = element.closest('[data-source-line]') ?? element.querySelector('[data-source-line]');
  const line = Number(from?.getAttribute('data-source-line'));
  return Number.isInteger(line) && line > 0 ? line : undefined;
}

/** Lines needed for a height, forgiving a hundredth of a line of rounding. */
export const linesFor = (height: number, scale: Scale): number =>
  Math.max(0, Math.ceil(height / scale.line - 0.02));

/** Finds every match inside, and the element itself. */
export const within = <E extends Element>(element: Element, selector: string): E[] => [
  ...(element.matches(selector) ? [element as E] : []),
  ...element.querySelectorAll<E>(selector),
];
