/** The job sheet's words: what a print shop orders and prints by. That it is one page of A4 is seen where one is built. */
import { describe, expect, test } from 'vitest';

import { jobsheetDocument } from '../../scripts/report/jobsheet.ts';
import type { Report } from '../../scripts/report/report.ts';
import { finding, printer, reportWith } from './issue.ts';

const withPages = (report: Report, count: number): Report => ({
  ...report,
  pages: Array.from({ length: count }, (_, at) => ({ ...report.pages[0]!, number: at + 1 })),
});

const said = (report: Report): string =>
  jobsheetDocument(report, [report.press!.file], { css: '', faces: '' })
    .replaceAll(/<[^>]+>/gu, ' ')
    .replaceAll(/\s+/gu, ' ');

describe('the job sheet', () => {
  test('has lines for an order in every language', () => {
    const nb = said(reportWith([]));
    for (const label of [
      'Bestilling',
      'Opplag',
      'Leveringsdato',
      'Leveringsadresse',
      'Bestiller og telefon',
      'Faktura til',
    ])
      expect(nb).toContain(label);
    expect(said(reportWith([], { language: 'nn' }))).toContain('Bestillar og telefon');
    expect(said(reportWith([], { language: 'en' }))).toContain('Print run');
  });

  test('counts sheets as a binder does, and says where creep shows and that the file leaves it be', () => {
    const sheet = said(withPages(reportWith([]), 44));
    expect(sheet).toContain('11 ark à 4 sider');
    expect(sheet).toContain('Utkryping i forkant: 1,2 mm (ikke utlignet i fila)');
    const single = said(withPages(reportWith([]), 4));
    expect(single).toContain('1 ark à 4 sider');
    expect(single).not.toContain('Utkryping');
    const glued = { ...printer, binding: 'perfect' as const };
    expect(said(withPages(reportWith([], { printer: glued }), 44))).not.toMatch(/ark à|Utkryping/u);
  });

  test('says paper in grams a square metre, and one sentence is one sentence', () => {
    expect(said(reportWith([]))).toContain('Tykkelse per blad: omslag 0,22 mm, innmat 0,109 mm');
    const { stock, ...unsaid } = printer;
    expect(stock).toMatch(/\d g\/m²/u);
    const own = said(reportWith([], { printer: unsaid }));
    expect(own).toContain('Omslag: 250 g/m², 0,22 mm Innmat: 130 g/m², 0,109 mm');
  });

  test('names the profile without the file that it was made from', () => {
    const { press, ...rest } = reportWith([]);
    const built = { ...press!, profile: 'FOGRA39L coated TAC300 (built from FOGRA39L.ti3)' };
    const sheet = said({ ...rest, press: built });
    expect(sheet).toContain('FOGRA39L coated TAC300');
    expect(sheet).not.toContain('ti3');
    expect(sheet).toContain('Maks. fargemengde 300 %');
  });

  test('has the same verdict as the report', () => {
    expect(said(reportWith([]))).toContain('Klar for trykk');
    expect(said(reportWith([finding('warning')]))).toContain('Kan trykkes – se 1 advarsel');
    expect(said(reportWith([finding('warning'), finding('error')]))).toContain('Ikke klar for trykk');
  });
});
