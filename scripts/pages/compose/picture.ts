/** Pictures in floats: as tall as their shape asks, in whole lines of the grid. */
import { instructionNumber, type Scale } from './dom.ts';
import type { Float } from './flow.ts';

/** Gives the picture of a figure a height of whole lines, from its own shape unless the styles say otherwise. */
export function shapePicture(element: HTMLElement, float: Float, scale: Scale, mostLines: number): number {
  const image = element.matches('figure') ? element.querySelector(':scope > img') : undefined;
  if (!(image instanceof HTMLImageElement)) return 0;
  const shape = Number(image.getAttribute('height')) / Number(image.getAttribute('width')) || 2 / 3;
  const natural = (image.getBoundingClientRect().width * shape) / scale.line;
  const most = instructionNumber(element, '--most-lines', mostLines);
  const lines = float.lines || Math.max(4, Math.min(Math.round(natural + 0.5), most));
  element.style.setProperty('--lines', String(lines));
  return lines;
}
