/** What the measurements say: ratios against the rivals, each beside what is wanted of it, as Markdown. */
import type { Contestant, Result } from './contest.ts';
import type { StudioTimes } from './studio.ts';

export interface Row {
  readonly what: string;
  readonly measured: number | undefined;
  readonly unit: '×' | 'ms' | 'MB' | 'KB' | '';
  /** At most this. */
  readonly wanted: number;
}

export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return undefined;
  return sorted.length % 2 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const ratio = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a / b;

export function secondsOf(
  results: readonly Result[],
  contestant: Contestant,
  size: number,
): number | undefined {
  return median(of(results, contestant, size).map(({ seconds }) => seconds));
}

const of = (results: readonly Result[], contestant: Contestant, size: number): Result[] =>
  results.filter((each) => each.contestant === contestant && each.size === size);

const peakOf = (results: readonly Result[], contestant: Contestant, size: number): number | undefined =>
  median(of(results, contestant, size).flatMap(({ peakMb }) => peakMb ?? []));

/** The least that 95 of 100 are not over. */
export function p95(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)];
}

const studioRows = ({ textMs, styleMs }: StudioTimes): Row[] => [
  {
    what: 'studio, 64 pages: from a save of text to the page in sight',
    measured: median(textMs),
    unit: 'ms',
    wanted: 400,
  },
  { what: 'the same, 95 of 100', measured: p95(textMs), unit: 'ms', wanted: 800 },
  {
    what: 'studio, 64 pages: from a save of a layout’s style',
    measured: median(styleMs),
    unit: 'ms',
    wanted: 1000,
  },
  { what: 'the same, 95 of 100', measured: p95(styleMs), unit: 'ms', wanted: 2000 },
];

/** Everything that issue of ours and of theirs is held to. */
export function rowsOf(results: readonly Result[], sizes: readonly number[], studio?: StudioTimes): Row[] {
  const seconds = (contestant: Contestant, size: number) => secondsOf(results, contestant, size);
  const against = (rival: Contestant, wanted: number): Row[] =>
    sizes
      .filter((size) => size === 64 || size === 128)
      .map((size) => ({
        what: `engine ÷ ${rival === 'chromium' ? 'Chromium’s own print' : rival}, ${size} pages`,
        measured: ratio(seconds('engine', size), seconds(rival, size)),
        unit: '×',
        wanted,
      }));
  const edits = of(results, 'engine-edit', 64).flatMap((each) => each.edits ?? []);
  const productEdits = of(results, 'product-edit', 64).flatMap((each) => each.edits ?? []);
  const pagesMs = median(edits.flatMap(({ pagesSeconds }) => pagesSeconds.map((each) => each * 1000)));
  const pressEdits = of(results, 'press-edit', 64).flatMap((each) => each.edits ?? []);
  const pressEditMs = median(pressEdits.flatMap(({ pdfSeconds }) => pdfSeconds.map((each) => each * 1000)));
  const [first, last] = [64, Math.max(...sizes)];
  const growth = ratio(seconds('engine', last), seconds('engine', first));
  return [
    ...against('pagedjs-cli', 0.5),
    ...against('chromium', 0.75),
    {
      what: `growth of the engine, exponent from ${first} to ${last} pages`,
      measured: growth && last > first ? Math.log(growth) / Math.log(last / first) : undefined,
      unit: '',
      wanted: 1.05,
    },
    ...sizes.map((size): Row => ({
      what: `engine’s peak memory ÷ pagedjs-cli’s, ${size} pages`,
      measured: ratio(peakOf(results, 'engine', size), peakOf(results, 'pagedjs-cli', size)),
      unit: '×',
      wanted: 1.1,
    })),
    { what: 'one article edited, 64 pages: new pages', measured: pagesMs, unit: 'ms', wanted: 150 },
    {
      what: 'one article edited, 64 pages: new PDF ÷ pagedjs-cli’s whole run',
      measured: ratio(median(edits.flatMap(({ pdfSeconds }) => pdfSeconds)), seconds('pagedjs-cli', 64)),
      unit: '×',
      wanted: 0.12,
    },
    {
      what: 'whole product ÷ Eleventy + pagedjs-cli, 64 pages, cold',
      measured: ratio(seconds('product', 64), seconds('eleventy + pagedjs-cli', 64)),
      unit: '×',
      wanted: 0.9,
    },
    {
      what: 'whole product ÷ Eleventy + pagedjs-cli, 64 pages, one article’s Markdown edited',
      measured: ratio(
        median(productEdits.flatMap(({ pdfSeconds }) => pdfSeconds)),
        seconds('eleventy + pagedjs-cli', 64),
      ),
      unit: '×',
      wanted: 0.3,
    },
    {
      what: 'press file ÷ Ghostscript’s plain conversion to CMYK, 64 pages',
      measured: ratio(seconds('press', 64), seconds('ghostscript', 64)),
      unit: '×',
      wanted: 1.5,
    },
    {
      what: 'one article edited, 64 pages: new press file',
      measured: pressEditMs,
      unit: 'ms',
      wanted: 3000,
    },
    {
      what: `peak memory of the rewriting (without the browser), ${last} pages`,
      measured: median(of(results, 'press', last).flatMap(({ ownPeakMb }) => ownPeakMb ?? [])),
      unit: 'MB',
      wanted: 600,
    },
    ...(studio ? studioRows(studio) : []),
  ];
}

const write = (value: number | undefined, unit: Row['unit']): string =>
  value === undefined
    ? 'not measured'
    : unit === 'ms' || unit === 'MB' || unit === 'KB'
      ? `${Math.round(value)} ${unit}`
      : `${value.toFixed(2)}${unit && ` ${unit}`}`;

const verdict = ({ measured, wanted }: Row): string =>
  measured === undefined ? '–' : measured <= wanted ? 'yes' : '**no**';

const CONTESTANTS: readonly (readonly [Contestant, string])[] = [
  ['engine', 'd:mag engine'],
  ['engine-checked', 'the same, every word checked'],
  ['pagedjs-cli', 'pagedjs-cli'],
  ['chromium', 'Chromium’s print'],
  ['weasyprint', 'WeasyPrint'],
  ['product', 'd:mag, whole'],
  ['eleventy + pagedjs-cli', 'Eleventy + pagedjs-cli'],
  ['press', 'd:mag’s press file'],
  ['press-checked', 'the same, checked'],
  ['ghostscript', 'Ghostscript to CMYK'],
];

/** Two tables: seconds, and what is wanted. */
export function tables(
  results: readonly Result[],
  sizes: readonly number[],
  pageCounts: ReadonlyMap<string, number>,
  notes: readonly string[],
  studio?: StudioTimes,
  web: readonly Row[] = [],
): string {
  const shown = CONTESTANTS.filter(([name]) => results.some(({ contestant }) => contestant === name));
  const cell = (contestant: Contestant, size: number): string => {
    const seconds = secondsOf(results, contestant, size);
    if (seconds === undefined) return '–';
    const peak = peakOf(results, contestant, size);
    const cpu = median(of(results, contestant, size).flatMap(({ cpuSeconds }) => cpuSeconds ?? []));
    const pages = pageCounts.get(`${contestant} ${size}`);
    return `${seconds.toFixed(1)} s${cpu ? `, processors ${cpu.toFixed(1)} s` : ''}${peak ? `, ${Math.round(peak)} MB` : ''}${pages ? ` (${pages} p.)` : ''}`;
  };
  return [
    `| pages | ${shown.map(([, label]) => label).join(' | ')} |`,
    `| ---: |${' ---: |'.repeat(shown.length)}`,
    ...sizes.map((size) => `| ${size} | ${shown.map(([name]) => cell(name, size)).join(' | ')} |`),
    '',
    heldTo([...rowsOf(results, sizes, studio), ...web]),
    '',
    ...notes,
  ].join('\n');
}

/** What was measured beside what is wanted of it. */
export const heldTo = (rows: readonly Row[]): string =>
  [
    '| | measured | wanted | reached |',
    '| --- | ---: | ---: | --- |',
    ...rows.map(
      (row) =>
        `| ${row.what} | ${write(row.measured, row.unit)} | ≤ ${write(row.wanted, row.unit)} | ${verdict(row)} |`,
    ),
  ].join('\n');
