/** A QR code as one path in an SVG, drawn in the text's colour; the quiet zone is the style's. */
import { encode } from 'uqr';

/** Bytes that the largest code holds at level M (ISO/IEC 18004, version 40). */
export const qrLimitBytes = 2331;

/** `label` and `address` are plain text; the view box counts modules. */
export function qrSvg(address: string, label: string): string {
  const { data, size } = encode(address, { ecc: 'M', boostEcc: false, border: 0 });
  const runs: string[] = [];
  for (const [row, modules] of data.entries()) {
    for (let from = 0; from < modules.length; from += 1) {
      if (!modules[from]) continue;
      let to = from;
      while (modules[to]) to += 1;
      runs.push(`M${from} ${row}h${to - from}v1h${from - to}z`);
      from = to;
    }
  }
  const name = label
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
  return (
    `<svg role="img" aria-label="${name}" viewBox="0 0 ${size} ${size}" fill="currentColor" shape-rendering="crispEdges">` +
    `<path d="${runs.join('')}"/></svg>`
  );
}
