import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';

import { placedImages, screenWidthPx } from '../../scripts/pdf/pictures.ts';
import { markArtifacts } from '../../scripts/pdf/artifacts.ts';
import { parseToUnicode } from '../../scripts/pdf/fonts.ts';
import { sweep } from '../../scripts/pdf/streams.ts';
import { multiply, paintedPages } from '../../scripts/pdf/walk.ts';
import { loadProof } from './fixture.ts';

test('matrices are multiplied in the order of drawing', () => {
  expect(multiply([2, 0, 0, 2, 0, 0], [1, 0, 0, 1, 5, 7])).toEqual([2, 0, 0, 2, 5, 7]);
  expect(multiply([1, 0, 0, 1, 5, 7], [2, 0, 0, 2, 0, 0])).toEqual([2, 0, 0, 2, 10, 14]);
});

test('each picture is told with its page and its size before clipping', async () => {
  const placed = placedImages(await loadProof());
  expect(
    placed.map(({ page, widthMm, heightMm }) => [page, Math.round(widthMm), Math.round(heightMm)]),
  ).toEqual([
    [1, 216, 144],
    [2, 60, 80],
    // Turned by 90°.
    [3, 40, 40],
    // 50 mm square, `object-fit: cover` of a picture 120 × 80.
    [3, 75, 50],
  ]);
  expect(placed[0]?.hash).toBe(placed[3]?.hash);
  expect(placed[0]?.hash).not.toBe(placed[1]?.hash);
});

test('a screen picture has 150 ppi, and never more pixels than its source', () => {
  expect(screenWidthPx(210, 4000)).toBe(1241);
  expect(screenWidthPx(210, 900)).toBe(900);
  expect(screenWidthPx(0, 900)).toBe(1);
});

test('text is told with its place, face and size, and a ligature or soft hyphen as what it stands for', async () => {
  const [front, second] = paintedPages(await loadProof());
  const head = front?.runs.find((run) => run.text.startsWith('Første'));
  expect(head?.text).toBe('Første artikkel');
  expect(head?.sizePt).toBeCloseTo(30);
  expect(head?.font).toMatchObject({
    name: 'SourceSerif4-Bold',
    kind: 'CID TrueType',
    embedded: true,
    subset: true,
  });
  // 20 mm from the left edge of the sheet.
  expect(head?.xPt).toBeCloseTo(56.7, 1);
  const text = second?.runs.map((run) => run.text).join('|');
  expect(text).toContain('sol\u00adoppgang og fant en effektiv');
  expect(text).toContain('HPR| 1234567890');
});

test('justified lines end at the same place', async () => {
  const [, second] = paintedPages(await loadProof());
  const lines = second?.runs.filter((run) => /effektiv$|og har$/.test(run.text));
  expect(lines).toHaveLength(2);
  expect(lines![0]!.endPt.x).toBeCloseTo(lines![1]!.endPt.x, 0);
});

test('text outside every tag has no mark', async () => {
  const [front] = paintedPages(await loadProof());
  expect(front?.runs.filter((run) => run.mark === undefined).map((run) => run.text)).toEqual(['3']);
});

test('a ToUnicode map gives single codes, ranges and lists', () => {
  const cmap = `1 beginbfchar <0001> <0020> endbfchar
2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<00660069> <D83DDE00>] endbfrange`;
  expect([...parseToUnicode(cmap)]).toEqual([
    [1, ' '],
    [16, 'A'],
    [17, 'B'],
    [18, 'C'],
    [32, 'fi'],
    [33, '😀'],
  ]);
});

const marked = (program: string): string => {
  const { bytes } = markArtifacts(Buffer.from(program), (name) => name.startsWith('F'));
  return Buffer.from(bytes ?? Buffer.from(program))
    .toString()
    .replaceAll('\n', ' ');
};

test('what is painted outside every tag becomes an artifact', () => {
  expect(marked('BT (3) Tj ET')).toBe('/Artifact BMC BT (3) Tj ET EMC');
  expect(marked('q 0 0 9 9 re f Q')).toBe('q /Artifact BMC 0 0 9 9 re f EMC Q');
  expect(marked('/X1 Do')).toBe('/Artifact BMC /X1 Do EMC');
});

test('what is tagged, clips, or is a form with tags of its own, stays as it is', () => {
  for (const program of [
    '/P <</MCID 0>> BDC BT (a) Tj ET 0 0 1 1 re f EMC',
    '0 0 9 9 re W n',
    '/F1 Do',
    '/Artifact BMC 0 0 1 1 re f EMC',
    'BT /P <</MCID 1>> BDC (a) Tj EMC ET',
  ]) {
    expect(marked(program)).toBe(program);
  }
});

test('a mark that only spells a ligature does not tie text to a tag', () => {
  const program = 'BT /Span <</ActualText (fi)>> BDC (a) Tj EMC ET';
  expect(marked(program)).toBe(`/Artifact BMC ${program} EMC`);
});

test('bare text between tags, with and without spelling marks, is marked piece by piece', () => {
  const bare = 'BT /Span <</ActualText (A)>> BDC <01> Tj EMC ET';
  const tagged = '/P <</MCID 0>> BDC BT /Span <</ActualText (fi)>> BDC <02> Tj EMC <03> Tj ET EMC';
  expect(marked(`${bare} ${tagged} 0 0 1 1 re f`)).toBe(
    `/Artifact BMC ${bare} EMC ${tagged} /Artifact BMC 0 0 1 1 re f EMC`,
  );
});

test('a string that holds an operator’s name is only a string', () => {
  expect(marked('/P <</MCID 0>> BDC BT (EMC BDC) Tj ET EMC (x EMC) Tj 0 0 1 1 re f')).toBe(
    '/P <</MCID 0>> BDC BT (EMC BDC) Tj ET EMC (x EMC) Tj /Artifact BMC 0 0 1 1 re f EMC',
  );
});

test('sweeping removes what nothing reaches, and nothing else', async () => {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  await pdf.flush();
  sweep(pdf);
  const before = pdf.context.enumerateIndirectObjects().length;
  pdf.context.register(pdf.context.obj({ Lost: true }));
  expect(sweep(pdf)).toBe(1);
  expect(pdf.context.enumerateIndirectObjects()).toHaveLength(before);
});
