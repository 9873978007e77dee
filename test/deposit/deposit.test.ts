import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { bag, zippedBag } from '../../scripts/deposit/bag.ts';
import { type Deposit, depositFindings, dublinCore, letter } from '../../scripts/deposit/record.ts';
import { xmlFaults } from '../epub/structure.ts';

const deposit = {
  issue: {
    slug: '2026-1',
    folder: 'issues/2026-1',
    title: 'Vår & høst',
    number: '1/2026',
    date: '2026-03-02',
    language: 'nb',
    issn: '1234-5679',
    printer: { trim: { widthMm: 210, heightMm: 275 } },
    articles: [
      { layout: 'feature', title: 'Elva', lang: 'nn', byline: [{ name: 'Kari' }], photo: 'Ola' },
      { layout: 'ad', title: 'Kjøp', lang: 'nb', byline: [] },
    ],
  },
  magazine: {
    name: 'Fjære',
    slug: 'fjaere',
    publisher: 'Forlaget',
    editor: 'Redaktøren',
    site: 'https://x.no/blad',
  },
  pages: 44,
  files: [{ path: 'utgave/a.pdf', bytes: 6_100_000, what: 'PDF for lesere' }],
} as unknown as Deposit;
const without = {
  ...deposit,
  issue: { ...deposit.issue, issn: undefined },
  magazine: { ...deposit.magazine, site: undefined },
};

describe('a bag', () => {
  const files = bag(
    new Map<string, string | Uint8Array>([
      ['b.txt', 'Åse'],
      ['a.bin', new Uint8Array([1, 2, 3])],
    ]),
    [['Source-Organization', 'To\nlinjer']],
    new Map([['LESMEG.txt', 'hei']]),
  );

  test('has what RFC 8493 asks of it', () => {
    expect([...files.keys()]).toEqual([
      'bagit.txt',
      'bag-info.txt',
      'manifest-sha256.txt',
      'LESMEG.txt',
      'tagmanifest-sha256.txt',
      'data/b.txt',
      'data/a.bin',
    ]);
    expect(files.get('bagit.txt')).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
    expect(files.get('bag-info.txt')).toBe('Source-Organization: To linjer\nPayload-Oxum: 7.2\n');
  });

  test('has the checksum of every file, and of the files about them', () => {
    const sum = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
    expect(files.get('manifest-sha256.txt')).toBe(
      `${sum(new Uint8Array([1, 2, 3]))}  data/a.bin\n${sum('Åse')}  data/b.txt\n`,
    );
    const tags = String(files.get('tagmanifest-sha256.txt')).trim().split('\n');
    expect(tags.map((line) => line.slice(66))).toEqual([
      'LESMEG.txt',
      'bag-info.txt',
      'bagit.txt',
      'manifest-sha256.txt',
    ]);
    for (const line of tags) expect(line.slice(0, 64)).toBe(sum(files.get(line.slice(66))!));
  });

  test('goes into one file under its own name, the same bytes each time', () => {
    const zip = zippedBag('fjaere-2026-1', files, '2026-03-02');
    expect(Object.keys(unzipSync(zip)).every((name) => name.startsWith('fjaere-2026-1/'))).toBe(true);
    expect(strFromU8(unzipSync(zip)['fjaere-2026-1/data/b.txt']!)).toBe('Åse');
    expect(Buffer.compare(zip, zippedBag('fjaere-2026-1', files, '2026-03-02'))).toBe(0);
  });
});

describe('what is said of a deposit', () => {
  test('is Dublin Core that is XML', () => {
    const record = dublinCore(deposit);
    expect(xmlFaults(record)).toEqual([]);
    for (const row of [
      'title>Fjære 1/2026: Vår &amp; høst<',
      'relation>urn:ISSN:1234-5679<',
      'identifier>https://x.no/blad/2026-1/<',
      'language>nob<',
      'language>nno<',
      'description>Artikkel: Elva / Kari<',
      'contributor>Redaktøren (ansvarlig redaktør)<',
    ])
      expect(record).toContain(`<dc:${row}`);
    expect(record).not.toContain('Kjøp');
    expect(dublinCore(without)).not.toMatch(/ISSN|x\.no/u);
  });

  test('and a letter that names what lies there and what is not certain', () => {
    const words = letter(deposit);
    expect(words).toContain('data/utgave/a.pdf (6,1 MB)\n    PDF for lesere');
    expect(words).toContain('ISSN: 1234-5679');
    expect(words.match(/^Usikkert: /gmu)?.length).toBeGreaterThanOrEqual(3);
    expect(letter(without)).toContain('ISSN: ikke oppgitt');
  });

  test('and findings on what is missing, with where to get it', () => {
    expect(depositFindings(deposit).map(({ rule, level }) => `${rule} ${level}`)).toEqual([
      'deposit-unsure note',
    ]);
    const findings = depositFindings(without);
    expect(findings.map(({ rule, level }) => `${rule} ${level}`)).toEqual([
      'missing-issn warning',
      'missing-site warning',
      'deposit-unsure note',
    ]);
    expect(findings[0]?.hint).toContain('issn-norge@nb.no');
    expect(findings[1]?.place?.file).toBe('issues/magazine.yaml');
  });
});
