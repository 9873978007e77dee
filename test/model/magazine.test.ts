/** magazine.yaml. */
import { expect, test } from 'vitest';
import { parseMagazine } from '../../scripts/model/magazine.ts';
import { formatFindings } from '../../scripts/model/report.ts';

const least = 'name: d:mag\npublisher: Forlaget\neditor: Redaksjonen\n';
const report = (source: string): string =>
  formatFindings(parseMagazine(source, 'issues/magazine.yaml').findings, { color: false });

test('name, publisher and editor are enough', () => {
  const { value, findings } = parseMagazine(least, 'issues/magazine.yaml');
  expect(findings).toEqual([]);
  expect(value).toEqual({
    name: 'd:mag',
    publisher: 'Forlaget',
    editor: 'Redaksjonen',
    slug: 'dmag',
    language: 'nb',
    contributors: [],
    colophon: [],
    spine: true,
    hyphenation: [],
  });
});

test('all its fields are read', () => {
  const source = `${least}slug: dm
language: nn
site: https://example.org/dmag/
tagline: Om helse
podcast: { title: Lytt, url: 'https://example.org/lytt', spotify: 'https://example.org/s' }
newsletter: { title: Brev, text: Meld deg på, url: 'https://example.org/brev' }
contributors:
  - { label: Foto, text: Kari }
colophon:
  - { label: Trykk, text: 12345 }
hyphenation: [tids-uttrykk]
`;
  expect(parseMagazine(source, 'm.yaml')).toMatchObject({
    findings: [],
    value: {
      slug: 'dm',
      site: 'https://example.org/dmag/',
      podcast: { spotify: 'https://example.org/s' },
      newsletter: { text: 'Meld deg på' },
      colophon: [{ label: 'Trykk', text: '12345' }],
      hyphenation: ['tids-uttrykk'],
    },
  });
});

test('faults are told with their place', () => {
  expect(report('navn: d:mag\npublisher: F\neditor: R\nhyphenation:\n  - tidsuttrykk\n')).toBe(
    'issues/magazine.yaml:1:1 error  navn is not a known field  (unknown-field)\n  hint: write name\n' +
      'issues/magazine.yaml:5:5 error  item 1 of hyphenation is tidsuttrykk; it must be a word with hyphens, like tids-uttrykk  (wrong-value)',
  );
});

test('a slug that is no file name is an error', () => {
  expect(report(`${least}slug: ../ut\n`)).toContain(
    'slug is ../ut; it must be a name of a–z, 0–9 and hyphens  (wrong-value)',
  );
});
