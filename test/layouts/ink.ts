/** Articles composed in a real browser, and what is wrong with how they stand: ink over ink, ink over the edge. */
import { expect } from 'vitest';
import type { Layout } from '../../layouts/layout.ts';
import { rig } from '../pages/rig.ts';
import type { Seen, SeenBox } from '../pages/tab.ts';
import { rendered } from './rendered.ts';

export async function composeIn(
  name: string,
  layout: Layout,
  front: string,
  body: string,
  side: 'left' | 'right' = 'left',
  theme = 'hav',
): Promise<Seen> {
  const start = side === 'right' ? 'right' : 'any';
  const { html, findings } = rendered(name, layout, front, body, start, theme);
  expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  const seen = await (await rig(theme)).see({ article: 'a', html, side, folios: {} });
  // How full a page is concerns its writer, not its layout.
  return { ...seen, findings: seen.findings.filter(({ level }) => level === 'error') };
}

interface Extent {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What of a box is ink: its lines, or all of it where it is a picture. */
function extentOf({ name, left, right, top, bottom, lines }: SeenBox): Extent[] {
  if (lines.length === 0) return name.includes('essay-') ? [{ name, left, right, top, bottom }] : [];
  return [
    {
      name,
      left: Math.min(...lines.map((line) => line.left)),
      right: Math.max(...lines.map((line) => line.right)),
      top: Math.min(...lines.map((line) => line.top)),
      bottom: Math.max(...lines.map((line) => line.bottom)),
    },
  ];
}

/** "page 2: column over essay-foot", and what stands out of the type area. */
export const faults = ({ pages }: Seen): string[] =>
  pages.flatMap(({ boxes, plateLines, plateMm }, page) => {
    const ink = boxes.flatMap(extentOf);
    const overlaps = ink.flatMap((one, at) =>
      ink
        .slice(at + 1)
        .filter(
          (other) =>
            one.left < other.right - 0.1 &&
            other.left < one.right - 0.1 &&
            one.top < other.bottom - 0.1 &&
            other.top < one.bottom - 0.1,
        )
        .map((other) => `page ${page + 1}: ${one.name} over ${other.name}`),
    );
    const outside = ink
      .filter(({ name }) => !name.includes('running-kicker') && !name.includes('ad-mark'))
      .filter(({ right, bottom }) => right > plateMm + 0.5 || bottom > plateLines + 0.1)
      .map(({ name }) => `page ${page + 1}: ${name} runs out of the page`);
    return [...overlaps, ...outside];
  });
