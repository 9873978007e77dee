/** Markdown fixtures: a title, the input, the HTML and the findings it must give, with a dot on a line between them. */
import { readFileSync } from 'node:fs';
import type { Finding } from '../../scripts/model/finding.ts';
import { type MarkdownEnv, createHyphenator } from '../../scripts/markdown/index.ts';

export interface Fixture {
  readonly title: string;
  readonly input: string;
  readonly output: string;
}

/** Reads `test/fixtures/markdown/<name>.txt`. */
export function fixturesIn(name: string): Fixture[] {
  const source = readFileSync(new URL(`../fixtures/markdown/${name}.txt`, import.meta.url), 'utf8');
  const sections = source.split(/^\.$\n?/m);
  const fixtures: Fixture[] = [];
  for (let at = 0; at + 2 < sections.length; at += 3) {
    fixtures.push({
      title: (sections[at] ?? '').trim(),
      input: sections[at + 1] ?? '',
      output: sections[at + 2] ?? '',
    });
  }
  return fixtures;
}

const hyphenate = createHyphenator([]);

/** The article `elva` of an issue with a few pictures and articles. Words in the fixture's title change it: [en], [hyphens], [end mark], [no links]. */
export function envFor(title = ''): MarkdownEnv {
  return {
    file: 'issues/2026-1/elva/article.md',
    bodyLine: 1,
    prefix: 'elva',
    issue: '2026-1',
    lang: title.includes('[en]') ? 'en' : title.includes('[nn]') ? 'nn' : 'nb',
    picture: (src) =>
      pictures.includes(src) ? { key: `2026-1/elva/${src}`, widthPx: 600, heightPx: 400 } : undefined,
    pictureNames: pictures,
    fileNames: [...pictures, 'article.md', 'boot.heic', 'kart.ai', 'dim.jpg', 'notat.docx'],
    articles: ['elva', 'oteren', 'kart'],
    endMark: title.includes('[end mark]'),
    ...(title.includes('[no links]')
      ? {}
      : {
          podcast: {
            title: 'Elva "på øret"',
            spotify: 'https://open.spotify.com/episode/1',
            youtube: 'https://youtu.be/2',
          },
          newsletter: { title: 'Elvebrevet', text: 'Fire ganger i *året*.', url: 'https://example.no/brev' },
        }),
    ...(title.includes('[hyphens]') ? { hyphenate } : {}),
  };
}

const pictures = ['boat.jpg', 'bål.jpg', 'dam.png'];

/** What cannot be seen is shown: ⍽ is a hard space, ¬ a soft hyphen, and a QR code is one letter. */
export function shown(html: string, findings: readonly Finding[]): string {
  const visible = html
    .replaceAll('\u00A0', '⍽')
    .replaceAll('\u00AD', '¬')
    .replaceAll(/<path d="M[^"]+"\/>/g, '<path d="M…"/>')
    .replaceAll(/viewBox="0 0 \d+ \d+"/g, 'viewBox="…"');
  const lines = findings.map(({ place, level, message, rule, hint }) => {
    const head = `! ${place?.line}:${place?.column} ${level}  ${message}  (${rule})\n`;
    return hint === undefined ? head : `${head}!   hint: ${hint}\n`;
  });
  return visible.replace(/\n?$/, '\n') + lines.join('');
}
