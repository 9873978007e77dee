/** Random articles with every construct that Markdown can make, each known word for word. */
import {
  call,
  CAPTION,
  captionsOf,
  figure,
  h2,
  hyphenated,
  letters,
  lettersOf,
  type Setting,
  words,
} from './rig.ts';

export interface RandomArticle {
  readonly seed: number;
  readonly html: string;
  readonly setting: Setting;
  /** Letters of the text that must stand in columns, in order. */
  readonly body: string;
  /** Captions of the pictures in columns. */
  readonly captions: string;
  /** What leaves the text: its line, the line of the block it is anchored at, its letters. */
  readonly floats: readonly { readonly line: number; readonly anchor: number; readonly text: string }[];
  readonly notes: readonly { readonly number: number; readonly text: string }[];
}

/** Marsaglia's xorshift: short, and the same on every machine. */
export function random(seed: number): () => number {
  let state = (Math.imul(seed, 2_654_435_761) ^ 0x9e37_79b9) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}

/** Places in the list of constructs below. */
const WIDE_TABLES = [14, 15];
const FIRST_FLOAT = 17;

export function randomArticle(seed: number): RandomArticle {
  const chance = random(seed);
  for (let warm = 0; warm < 8; warm++) chance();
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
  const between = (low: number, high: number): number => low + Math.floor(chance() * (high - low + 1));
  const columns = pick([1, 2, 2, 3, 3] as const);
  const margin = columns === 2 && chance() < 0.6;
  const opened = chance() < 0.5;
  const setting: Setting = {
    columns,
    margin,
    lines: 51,
    side: pick(['left', 'right'] as const),
    ...(columns === 1 ? { width: pick([4, 8]) } : {}),
    ...(opened
      ? {
          first: {
            columns,
            margin,
            from: pick([10, 22, 34]),
            get lines() {
              return 51 - (this.from ?? 0);
            },
            ...(columns === 1 ? { width: 8 } : {}),
          },
        }
      : {}),
  };

  const parts: string[] = [];
  const noteTexts: string[] = [];
  const floats: { line: number; anchor: number; text: string }[] = [];
  const hanging: { line: number; text: string }[] = [];
  let body = '';
  let captions = '';
  let line = 0;
  let lastBlock = 0;
  let salt = seed * 1000;
  const text = (count: number): string => words(count, ++salt);

  const inline = (count: number): string => {
    let left = count;
    let out = '';
    while (left > 0) {
      const length = Math.min(left, between(1, 25));
      left -= length;
      const piece = text(length);
      const kind = chance();
      out += ' ';
      if (kind < 0.06) out += `<em>${piece}</em>`;
      else if (kind < 0.12) out += `<strong>${piece}</strong>`;
      else if (kind < 0.17) out += `<a href="https://example.org/">${piece}</a>`;
      else if (kind < 0.2) out += `<em>${piece} <strong>${text(2)}</strong></em>`;
      else if (kind < 0.22) out += `<abbr>NATO</abbr> ${piece}`;
      else if (kind < 0.24) out += `<code>${piece}</code>`;
      else out += piece;
      if (chance() < 0.05 && noteTexts.length < 9) {
        noteTexts.push(text(chance() < 0.15 ? between(40, 90) : between(4, 22)));
        out += call(noteTexts.length);
      }
    }
    return out.trim();
  };
  const block = (html: string): void => {
    parts.push(html);
    body += lettersOf(html.replaceAll(CAPTION, ' '));
    captions += captionsOf(html);
    lastBlock = line;
    for (const float of hanging.splice(0)) floats.push({ ...float, anchor: line });
  };
  const float = (html: string): void => {
    parts.push(html);
    hanging.push({ line, text: lettersOf(html) });
  };
  const mark = (): string => `data-source-line="${++line}"`;
  const paragraph = (low: number, high: number): void =>
    block(`<p ${mark()}>${inline(between(low, high))}.</p>`);
  const numbered = (html: string): string => html.replace(/data-source-line="\d+"/u, mark());

  const constructs: readonly (readonly [number, () => void])[] = [
    [30, () => paragraph(30, 120)],
    [12, () => paragraph(3, 25)],
    [2, () => paragraph(150, 260)],
    [
      8,
      () => {
        block(numbered(h2(text(between(1, 6)))));
        paragraph(2, 60);
      },
    ],
    [
      1,
      () => {
        block(numbered(h2(text(3))));
        block(`<h3 ${mark()}>${text(3)}</h3>`);
        paragraph(20, 60);
      },
    ],
    [3, () => block(`<p ${mark()}><span class="run-in">${text(2)}</span> ${inline(between(10, 60))}.</p>`)],
    [
      4,
      () => {
        block(`<p class="question" ${mark()}>– ${text(between(3, 18))}?</p>`);
        paragraph(10, 70);
      },
    ],
    [
      3,
      () =>
        block(
          `<ul ${mark()}>${Array.from({ length: between(2, 6) }, () => `<li>${inline(between(2, 25))}</li>`).join('')}</ul>`,
        ),
    ],
    [
      2,
      () =>
        block(
          `<ol ${mark()}>${Array.from({ length: between(2, 6) }, () => `<li>${inline(between(2, 25))}</li>`).join('')}</ol>`,
        ),
    ],
    [
      2,
      () =>
        block(
          `<blockquote ${mark()}><p>${inline(between(10, 60))}</p><p>${inline(between(5, 20))}</p></blockquote>`,
        ),
    ],
    [
      1,
      () =>
        block(
          `<pre ${mark()}><code>${Array.from({ length: between(2, 8) }, () => text(3).replaceAll('\u00AD', '')).join('\n')}</code></pre>`,
        ),
    ],
    [1, () => block(`<hr ${mark()}>`)],
    [
      2,
      () =>
        block(
          `<table ${mark()}><thead><tr><th>${text(1)}</th><th>${text(1)}</th></tr></thead><tbody>${Array.from({ length: between(2, 7) }, () => `<tr><td>${text(1)}</td><td>${between(1, 99)}</td></tr>`).join('')}</tbody></table>`,
        ),
    ],
    // Taller than any column, as the one of four columns below: their rows have one to three lines.
    [
      1,
      () =>
        block(
          `<table ${mark()}><caption>${text(3)}</caption><thead><tr><th>${text(1)}</th><th>${text(1)}</th></tr></thead><tbody>${Array.from({ length: between(36, 80) }, () => `<tr><td>${text(between(1, 7))}</td><td>${between(1, 99)}</td></tr>`).join('')}</tbody></table>`,
        ),
    ],
    [
      0.5,
      () =>
        float(
          `<table ${mark()}><thead><tr>${'<th>år</th>'.repeat(4)}</tr></thead><tbody>${Array.from({ length: between(36, 80) }, () => `<tr><td>${text(between(1, 7))}</td>${`<td>${between(1, 999)}</td>`.repeat(3)}</tr>`).join('')}</tbody></table>`,
        ),
    ],
    [
      1,
      () =>
        float(
          `<table ${mark()}><thead><tr>${'<th>år</th>'.repeat(4)}</tr></thead><tbody>${Array.from({ length: between(2, 7) }, () => `<tr>${`<td>${between(1, 999)}</td>`.repeat(4)}</tr>`).join('')}</tbody></table>`,
        ),
    ],
    [
      2,
      () =>
        block(
          numbered(figure(`f${line}`, '', chance() < 0.7 ? text(between(3, 15)) : '', [3, between(1, 4)])),
        ),
    ],
    [
      7,
      () => {
        const margins = margin ? ['margin', 'margin'] : [];
        const classes = pick([
          'top',
          'bottom',
          'wide',
          'half',
          'half bottom',
          'full',
          'full top',
          'full bottom',
          'spread',
          'wide',
          'wide bottom',
          ...margins,
        ]);
        float(
          numbered(
            figure(`f${line}`, classes, chance() < 0.7 ? text(between(3, 20)) : '', [3, between(1, 4)]),
          ),
        );
      },
    ],
    [
      1,
      () => {
        const count = between(2, 4);
        const pictures = Array.from({ length: count }, (_, index) =>
          figure(`g${line}-${index}`, '', text(3)).replace(/ data-source-line="\d+"/u, ''),
        );
        float(
          `<figure class="gallery" data-count="${count}" ${mark()}><div class="pictures">${pictures.join('')}</div></figure>`,
        );
      },
    ],
    [
      3,
      () =>
        float(
          `<aside class="quote" ${mark()}><blockquote><p>${text(between(5, 14))}</p></blockquote><p class="source">${text(2)}</p></aside>`,
        ),
    ],
    [
      2,
      () =>
        float(
          `<aside class="fact" ${mark()}><p class="box-title">${text(2)}</p>${Array.from({ length: chance() < 0.1 ? between(20, 40) : between(1, 4) }, () => `<p>${text(between(5, 25))}</p>`).join('')}</aside>`,
        ),
    ],
    [
      1,
      () =>
        float(
          `<aside class="${pick(['podcast', 'newsletter'])}" ${mark()}><p class="box-title">${text(2)}</p><p>${text(12)}</p><div class="qr"><svg viewBox="0 0 25 25"><path d="M0 0h5v5z"/></svg></div></aside>`,
        ),
    ],
  ];
  const total = constructs.reduce((sum, [weight]) => sum + weight, 0);
  paragraph(20, 80);
  // Words that a page holds; an author of ours asks for no more than two pictures or boxes a page.
  const pageWords = columns === 1 && setting.width === 4 ? 330 : columns === 3 ? 1000 : 660;
  let lettersAtFloat = 0;
  for (let left = between(5, 45); left > 0; left--) {
    let at = chance() * total;
    const index = constructs.findIndex(([weight]) => (at -= weight) < 0);
    const isFloat = WIDE_TABLES.includes(index) || index >= FIRST_FLOAT;
    if (isFloat && (body.length - lettersAtFloat) / 6 < pageWords / 2) {
      paragraph(40, 110);
      continue;
    }
    constructs[index]![1]();
    if (isFloat) lettersAtFloat = body.length;
  }
  paragraph(10, 60);
  const floatsAtEnd = hanging.splice(0);
  for (const each of floatsAtEnd) floats.push({ ...each, anchor: lastBlock });
  const end = noteTexts
    .map(
      (note, index) =>
        `<div class="note" id="a--fn-${index + 1}" ${mark()}><sup class="note-number">${index + 1}</sup> ${note}</div>`,
    )
    .join('');
  return {
    seed,
    html: parts.join('') + (end ? `<section class="notes">${end}</section>` : ''),
    setting,
    body,
    captions,
    floats,
    notes: noteTexts.map((note, index) => ({ number: index + 1, text: letters(hyphenated(note)) })),
  };
}
