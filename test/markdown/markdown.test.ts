/** The Markdown stage as a whole: places, Eleventy, QR codes, and text that nobody would write. */
import jsQR from 'jsqr';
import { describe, expect, test } from 'vitest';
import { createMarkdown, renderBody, renderLine } from '../../scripts/markdown/index.ts';
import { qrSvg } from '../../scripts/markdown/qr.ts';
import { envFor } from './fixtures.ts';

/** Of a processor, and not of a clock: others may be at work on this machine. */
const spentMs = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

describe('places', () => {
  test('a finding stands at its line of the file, not of the body', () => {
    const { html, findings } = renderBody('Tekst.\n\nMer <b>her</b>.\n', { ...envFor(), bodyLine: 12 });
    expect(findings[0]?.place).toEqual({ file: 'issues/2026-1/elva/article.md', line: 14, column: 5 });
    expect(html).toContain('<p data-source-line="14">');
  });

  test('the second of two equal faults has its own column', () => {
    const { findings } = renderBody('[a](/om) og [b](/om)\n', envFor());
    expect(findings.map(({ place }) => place?.column)).toEqual([5, 17]);
  });

  test('a fault on a later line of its paragraph has that line', () => {
    const { findings } = renderBody('En\nto [a](/om)\ntre\n', envFor());
    expect(findings[0]?.place).toMatchObject({ line: 2, column: 8 });
  });

  test('carriage returns count once', () => {
    const { findings } = renderBody('En.\r\n\r\nTo <b>\r\n', envFor());
    expect(findings[0]?.place).toMatchObject({ line: 3, column: 4 });
  });

  test('findings come in the order of the text', () => {
    const { findings } = renderBody('Kall[^x].\n\n<b>\n\n::: quote\n\nx\n', envFor());
    expect(findings.map(({ place }) => place?.line)).toEqual([1, 3, 5]);
  });
});

describe('as the library of Eleventy', () => {
  test('surroundings come from the page’s data, findings go back to it', () => {
    const markdownEnv = envFor();
    const html = createMarkdown().render('## Hode\n\n<b>\n', { title: 'Elva', markdownEnv });
    expect(html).toContain('id="elva--hode"');
    expect(markdownEnv.findings?.map(({ rule }) => rule)).toEqual(['raw-html']);
  });

  test('a page without surroundings renders', () => {
    expect(createMarkdown().render('Han sa "hei".', { title: 'x' })).toBe(
      '<p class="first" data-source-line="1">Han sa «hei».</p>\n',
    );
    expect(createMarkdown().render('*a*')).toContain('<em>a</em>');
  });

  test('one body leaves no trace in the next', () => {
    const md = createMarkdown();
    const [first, second] = [envFor(), envFor()];
    const source = '## Hode\n\nEn[^1].\n\n[^1]: Note.\n';
    expect(md.render(source, { markdownEnv: first })).toBe(md.render(source, { markdownEnv: second }));
  });

  test('languages do not mix', () => {
    expect(renderBody('"a"', envFor('[en]')).html).toContain('“a”');
    expect(renderBody('"a"', envFor()).html).toContain('«a»');
  });
});

test('a line from a field has typography, no block and no hyphens', () => {
  expect(renderLine('Da "Elva" *steg* - kl. 16', envFor('[hyphens]')).html).toBe(
    'Da «Elva» <em>steg</em> – kl.\u00A016',
  );
});

test('a QR code leads where its link does', () => {
  const address = 'https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk?si=æøå';
  const svg = qrSvg(new URL(address).href, 'QR-kode til "Elva" & mer');
  expect(svg).toContain('aria-label="QR-kode til &quot;Elva&quot; &amp; mer"');
  expect(decoded(svg)).toBe(new URL(address).href);
});

test('the QR code of the podcast box holds the first link', () => {
  const { html } = renderBody('::: podcast\n:::\n', envFor());
  expect(decoded(html)).toBe('https://open.spotify.com/episode/1');
});

test('a link that is no web address gets no QR code', () => {
  const env = { ...envFor(), podcast: { title: 'Elva', spotify: 'javascript:alert(1)' } };
  const { html, findings } = renderBody('::: podcast\n:::\n', env);
  expect(html).not.toMatch(/svg|javascript/);
  expect(findings.map(({ rule }) => rule)).toEqual(['podcast-box']);
});

/** Draws the code's path with four pixels a module and a quiet zone, and reads it. */
function decoded(html: string): string | undefined {
  const modules = Number(/viewBox="0 0 (\d+)/.exec(html)?.[1]);
  const scalePx = 4;
  const quietPx = 4 * scalePx;
  const sidePx = modules * scalePx + 2 * quietPx;
  const pixels = new Uint8ClampedArray(sidePx * sidePx * 4).fill(255);
  for (const [, x, y, width] of html.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = 0; row < scalePx; row += 1) {
      for (let column = 0; column < Number(width) * scalePx; column += 1) {
        const at =
          ((quietPx + Number(y) * scalePx + row) * sidePx + quietPx + Number(x) * scalePx + column) * 4;
        pixels.fill(0, at, at + 3);
      }
    }
  }
  return jsQR(pixels, sidePx, sidePx)?.data;
}

/** Numbers from a seed, so that a failure can be repeated (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('text that nobody would write', () => {
  const pieces = [
    'Tekst om elva. ',
    '\n',
    '\n\n',
    '## Hode\n',
    '### Innkjørt\n',
    '#',
    '**– Hva?**',
    '**',
    '*',
    '_',
    '`',
    '```\n',
    '~~',
    '::: quote\n',
    '::: fact Oter\n',
    '::: gallery {.wide}\n',
    '::: podcast\n',
    '::: newsletter\n',
    '::: xyz\n',
    '\n:::\n',
    ':::',
    '![En båt](boat.jpg "Ved *kai*. Foto: Kari"){.full focus="30% 40%"}',
    '![x](nei.jpg)',
    '![',
    '](',
    ')',
    '{.pull}',
    '[en setning',
    ']{.pull}',
    '[a]{.b}',
    '[^1]',
    '[^2]',
    '\n[^1]: Note[^2]\n',
    '\n[^2]: Note',
    '    ',
    '- ',
    '1. ',
    '> ',
    '| a | b |\n|---|---|\n| 1 | 2 |\n',
    'Tabell: Tid\n\n',
    '<b>',
    '</b>',
    '<script>alert(1)</script>',
    '<!--',
    '-->',
    '<',
    '>',
    '&amp;',
    '&#60;',
    '\\',
    '"',
    "'",
    '«',
    '—',
    '--',
    ' - ',
    '[side](../oteren/)',
    '[x](javascript:alert(1))',
    '[y](#hode)',
    'https://a.no/b--c',
    '3-6',
    '10 000',
    '96 %',
    '\u00AD',
    '\uFFFC',
    '\u0000',
    '\uD83D',
    '🦦',
    '\t',
    '---\n',
    '===\n',
    '{',
    '}',
    'style="x"',
    '" onerror="alert(1)',
  ];

  function mixture(seed: number): string {
    const next = numbersFrom(seed);
    return Array.from(
      { length: 3 + Math.floor(next() * 40) },
      () => pieces[Math.floor(next() * pieces.length)],
    ).join('');
  }

  const voids: ReadonlySet<string> = new Set(['img', 'br', 'hr', 'path', 'wbr']);

  /** The tags left open or closed without being open. */
  function unbalanced(html: string): string[] {
    const open: string[] = [];
    for (const [tag, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z\d]*)(?:\s[^<>]*)?>/g)) {
      if (voids.has(name)) continue;
      if (slash === '') open.push(name);
      else if (open.pop() !== name) return [tag];
    }
    return open;
  }

  test('always renders, balanced, with known attributes and unique ids', () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const source = mixture(seed);
      const where = `seed ${seed}: ${JSON.stringify(source)}`;
      const { html } = renderBody(source, envFor('[hyphens] [end mark]'));
      expect(html, where).not.toMatch(/<script|(?:href|src)="\s*(?:javascript|data|file|vbscript):/i);
      expect(unbalanced(html), where).toEqual([]);
      for (const [tag] of html.matchAll(/<[a-z][^<>]*>/g)) expect(tag, where).not.toMatch(/\son\w+=/);
      const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(new Set(ids).size, where).toBe(ids.length);
      for (const id of ids) expect(id, where).toMatch(/^elva--[a-z\d-]+$/);
    }
  });

  test('loses no word without saying so', () => {
    // What is dropped is named: a note that nothing calls, words after ::: quote, an unknown box's line, a link or a head of no words.
    const says: ReadonlySet<string> = new Set([
      'footnote',
      'box-heading',
      'unknown-box',
      'link',
      'empty-head',
    ]);
    for (let seed = 1; seed <= 400; seed += 1) {
      let count = 0;
      const source = mixture(seed).replaceAll('Tekst om elva.', () => `ord${(count += 1)}slutt`);
      const { html, findings } = renderBody(source, envFor('[end mark]'));
      for (const [word] of source.matchAll(/ord\d+slutt/g)) {
        if (html.includes(word)) continue;
        expect(
          findings.some(({ rule }) => says.has(rule)),
          `seed ${seed}: ${word} in ${JSON.stringify(source)}`,
        ).toBe(true);
      }
    }
  });

  test('deep nesting and long lines end', () => {
    const start = process.cpuUsage();
    for (const piece of [
      '[',
      '*',
      '> ',
      '::: fact\n',
      '![',
      '[^',
      '- ',
      '{.',
      '"',
      '[a]{.pull}',
      '<a ',
      '`',
    ]) {
      renderBody(piece.repeat(2000), envFor('[hyphens]'));
    }
    expect(spentMs(start)).toBeLessThan(5000);
  });
});

test('10,000 words render in less than 400 ms of a processor', () => {
  const paragraph =
    'Pasientene i elva sa "hei" - kl. 16 var 96 % av 10 000 laks kommet, og **opplysningene** lå [her](https://a.no).';
  const source = Array.from({ length: 500 }, (_, index) =>
    index % 10 === 0 ? `## Hode ${index}\n\n${paragraph}` : paragraph,
  ).join('\n\n');
  const timesMs = [1, 2, 3].map(() => {
    const start = process.cpuUsage();
    renderBody(source, envFor('[hyphens] [end mark]'));
    return spentMs(start);
  });
  expect(Math.min(...timesMs)).toBeLessThan(400);
});
