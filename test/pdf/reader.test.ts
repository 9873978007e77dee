import { PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';

import { type PdfFacts, inspectPdf, outlineTags, textByPdfjs } from '../../scripts/pdf/inspect.ts';
import { byProxy, exchangePictures } from '../../scripts/pdf/pictures.ts';
import { readerMemory, type ReaderPdf, readerPdf } from '../../scripts/pdf/reader.ts';
import { loadProof, proof, readerOptions, replacements } from './fixture.ts';

let reader: ReaderPdf;
let facts: PdfFacts;
beforeAll(async () => {
  reader = await readerPdf(proof, await readerOptions());
  facts = await inspectPdf(reader.bytes);
});

const id = (bytes: Uint8Array): string | undefined =>
  /\/ID\s*\[\s*<([\dA-F]{32})>\s*<\1>/.exec(Buffer.from(bytes).toString('latin1'))?.[1];

describe('the reader PDF', () => {
  test('is cut to the trim, 210 × 275 mm, 3 mm inside the sheet', () => {
    for (const page of facts.pages) {
      expect(page.widthMm).toBeCloseTo(210, 2);
      expect(page.heightMm).toBeCloseTo(275, 2);
      expect(page.trimBox).toEqual(page.mediaBox);
      expect(page.cropBox).toEqual(page.mediaBox);
      // 3 mm below the top of a sheet that the browser made 797.04 pt high.
      expect(page.mediaBox[3]).toBeCloseTo(797.04 - 8.504, 1);
    }
  });

  test('is the same file twice over', async () => {
    const again = await readerPdf(proof, await readerOptions());
    expect(Buffer.compare(again.bytes, reader.bytes)).toBe(0);
  });

  test('is the same file when its pages are known from the last time, and none of them is read again', async () => {
    const memory = readerMemory();
    const first = await readerPdf(proof, { ...(await readerOptions()), memory });
    expect(Buffer.compare(first.bytes, reader.bytes)).toBe(0);
    expect(memory.marked.size).toBe(facts.pages.length);
    expect(memory.links.size).toBeGreaterThan(0);
    // What is remembered counts: a false memory would show.
    const marked = [...memory.marked.values()];
    const again = await readerPdf(proof, { ...(await readerOptions()), memory });
    expect(Buffer.compare(again.bytes, reader.bytes)).toBe(0);
    expect([...memory.marked.values()]).toEqual(marked);
    for (const [name, texts] of memory.links)
      memory.links.set(name, new Map([...texts].map(([mark]) => [mark, 'noe annet'])));
    const misled = await readerPdf(proof, { ...(await readerOptions()), memory });
    expect(Buffer.compare(misled.bytes, reader.bytes)).not.toBe(0);
  });

  test('has another identifier when its content is another', async () => {
    const other = await readerPdf(proof, { ...(await readerOptions()), title: 'Noe annet' });
    expect(id(reader.bytes)).toBeDefined();
    expect(id(reader.bytes)).not.toMatch(/^0+$/);
    expect(id(other.bytes)).not.toBe(id(reader.bytes));
  });

  test('says what it is in Info and in XMP', () => {
    expect(facts.info).toEqual({
      Title: 'Prøve & test 1/2026',
      Author: 'Utgiveren',
      Subject: 'Fjord og fjell',
      Keywords: 'elv, oter',
      Creator: 'd:mag 0.1.0',
      Producer: 'd:mag',
      CreationDate: 'D:20260301000000Z',
      ModDate: 'D:20260301000000Z',
    });
    expect(facts.xmp).toContain('<rdf:li xml:lang="x-default">Prøve &amp; test 1/2026</rdf:li>');
    expect(facts.xmp).toContain('<xmp:CreateDate>2026-03-01T00:00:00Z</xmp:CreateDate>');
    expect(facts).toMatchObject({ language: 'nb', pageLayout: 'TwoPageRight', displaysTitle: true });
  });

  test('labels its pages as their folios', () => {
    expect(facts.pages.map((page) => page.label)).toEqual(['', '4', '5']);
  });

  test('keeps the outline, and without soft hyphens', () => {
    expect(facts.outline).toEqual([
      {
        title: 'Første artikkel',
        page: 1,
        items: [{ title: 'Et mellomhode', page: 2, items: [{ title: 'Et underhode', page: 3, items: [] }] }],
      },
    ]);
  });

  test('keeps its links, and each says where it leads', () => {
    expect(
      facts.links.map(({ page, toPage, address, contents }) => [page, toPage ?? address, contents]),
    ).toEqual([
      [1, 3, 'tabellen er på side 5'],
      [2, 2, '1'],
      [3, 'https://example.org/les', 'nettsiden vår'],
    ]);
    expect(facts.links.every((link) => link.structParent !== undefined)).toBe(true);
  });

  test('holds embedded TrueType alone', () => {
    expect(facts.fonts.map(({ name, kind, embedded }) => [name, kind, embedded])).toEqual([
      ['SourceSerif4-Bold', 'CID TrueType', true],
      ['SourceSerif4-Regular', 'CID TrueType', true],
    ]);
  });

  test('joins split paragraphs, names notes and captions, and leaves hidden content out of its tags', () => {
    expect(outlineTags(facts.tags!).replaceAll('\u00ad', '')).toMatchInlineSnapshot(`
      "Document
        NonStruct
          Figure [En blå himmel over fjorden]
          H1 Første artikkel
          P Ingressen står her, og .
            Link tabellen er på side 5
        NonStruct
          NonStruct
            H2 Et mellomhode
            P Fiskeren rodde ut før soloppgang og fant en effektivordning. Avsnittet begynner i venstre spalte og haret langt ord som del-es her. Det gårvidere i høyre spalte, og stopper
          NonStruct
            P Et kort avsnitt til etter det. HPR 1234567890
              Link 1
            Figure [Varme farger]
              Caption Kveld ved sjøen. Foto: Kari Nordmann
            P Det neste avsnittet går overtil neste side.
          P 1 En fotnote med kilde.
        NonStruct
          NonStruct
            H3 Et underhode
            L
              LI
                Lbl
                LBody Første punkt
              LI
                Lbl
                LBody Andre punkt
            P Les mer på .
              Link nettsiden vår
            Table
              Caption Tabell: tall
              TR
                TH År
                TH Antall
              TR
                TD 2024
                TD 17
          Figure [Himmelen igjen]
          Aside
            P Fakta
            P En faktaboks."
    `);
  });

  test('has no untagged content that is not an artifact', () => {
    const untagged = facts.pages.map((page) => page.runs.filter((run) => run.mark === undefined));
    expect(untagged.map((runs) => runs.map((run) => run.text))).toEqual([
      ['3'],
      ['fant en effektiv ordning', '4'],
      ['5'],
    ]);
    expect(untagged.flat().every((run) => run.artifact)).toBe(true);
  });

  test('claims PDF/UA where pictures are described and heads go down by one level', () => {
    expect(facts.xmp).toContain('<pdfuaid:part>1</pdfuaid:part>');
  });

  test('reads the same to another reader, and words that were hyphenated are found', async () => {
    const pages = await textByPdfjs(reader.bytes);
    expect(pages[1]).toContain('et langt ord som del-\nes her');
    expect(pages[2]).toContain('Les mer på nettsiden vår.');
  });

  test('has every picture exchanged', () => {
    expect(reader).toMatchObject({ exchanged: 3, findings: [] });
    expect(facts.images.map((image) => image.page)).toEqual([1, 2, 3, 3]);
  });
});

describe('the picture exchange', () => {
  test('a picture that is not in the printed file is named', async () => {
    const pictures = await replacements();
    const [known] = pictures.values();
    pictures.set('0'.repeat(64), { ...known!, name: '2026-1/elva/lost.jpg' });
    expect(exchangePictures(await loadProof(), pictures)).toMatchObject({
      exchanged: 3,
      unmet: ['2026-1/elva/lost.jpg'],
      findings: [],
    });
  });

  test('a photograph beside two articles is one picture, the larger one', async () => {
    const [known] = (await replacements()).values();
    const wide = { ...known!, picture: { ...known!.picture!, widthPx: 900 } };
    for (const pairs of [
      [known!, wide],
      [wide, known!],
    ]) {
      const found = byProxy(pairs.map((replacement) => ['hash', replacement] as const));
      expect([...found.values()].map(({ picture }) => picture?.widthPx)).toEqual([900]);
    }
  });

  test('a picture that cannot be decoded leaves its proxy where it is, since that is told elsewhere', async () => {
    const pictures = await replacements();
    const [hash] = pictures.keys();
    pictures.set(hash!, { ...pictures.get(hash!)!, picture: undefined });
    expect(exchangePictures(await loadProof(), pictures)).toMatchObject({
      exchanged: 2,
      unmet: [],
      findings: [],
    });
  });

  test('a proxy that nothing replaces is an error', async () => {
    const pictures = await replacements();
    pictures.delete([...pictures.keys()][0]!);
    const { exchanged, findings } = exchangePictures(await loadProof(), pictures);
    expect(exchanged).toBe(2);
    expect(findings).toMatchObject([{ level: 'error', rule: 'picture-exchange' }]);
    expect(findings[0]?.message).toMatch(/^a picture of \d+ bytes in the printed file is no known proxy$/);
  });

  test('a transparent picture gets its mask back, and a grey one stays grey', async () => {
    const pdf = await loadProof();
    const pictures = await replacements();
    const [first, second] = pictures.keys();
    const change = (hash: string, more: object): void => {
      const known = pictures.get(hash)!;
      pictures.set(hash, { ...known, picture: { ...known.picture!, ...more } });
    };
    change(first!, { alpha: Uint8Array.of(1, 2, 3) });
    change(second!, { gray: true });
    exchangePictures(pdf, pictures);
    const saved = await PDFDocument.load(await pdf.save(), { updateMetadata: false });
    const images = saved.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) =>
        object instanceof PDFRawStream && object.dict.has(PDFName.of('Width')) ? [object] : [],
      );
    const masked = images.filter((image) => image.dict.has(PDFName.of('SMask')));
    expect(masked).toHaveLength(1);
    expect([...(masked[0]!.dict.lookup(PDFName.of('SMask')) as PDFRawStream).contents]).toEqual([1, 2, 3]);
    // The grey picture and the mask.
    expect(
      images.filter((image) => image.dict.lookup(PDFName.of('ColorSpace')) === PDFName.of('DeviceGray')),
    ).toHaveLength(2);
  });
});
