import { expect, test } from 'vitest';
import type { TypeFigures } from '../../scripts/preflight/figures.ts';
import { createReporter, type EndReport, takesColour } from '../../scripts/io/terminal.ts';

function terminal() {
  let text = '';
  return { write: (words: string) => (text += words), read: () => text, columns: 80 };
}

const report: EndReport = {
  status: 0,
  issues: [{ issue: '2026-1', pages: 32, files: ['dist/web/2026-1/dmag-2026-1.pdf'] }],
  findings: [
    {
      rule: 'image-resolution',
      level: 'warning',
      message: 'boat.jpg prints at 180 ppi',
      hint: 'print it smaller',
      place: { file: 'issues/2026-1/elva/article.md', line: 12, column: 1 },
    },
  ],
};

function play(settings: { quiet?: boolean; json?: boolean; tty?: boolean }, end = report) {
  const [out, err] = [terminal(), terminal()];
  let nowMs = 0;
  const reporter = createReporter({
    ...settings,
    out,
    err,
    env: { NO_COLOR: '1' },
    clock: () => (nowMs += 500),
  });
  reporter.step('reading');
  reporter.step('paginating', '12 articles');
  reporter.detail('14 of 32 pages');
  reporter.end(end);
  return { out: out.read(), err: err.read() };
}

const finding = `issues/2026-1/elva/article.md:12:1 warning  boat.jpg prints at 180 ppi  (image-resolution)
  hint: print it smaller
`;

test('a person who watches sees every step on a line of its own, with its time', () => {
  const lines = play({ tty: true }).err.split('\n');
  expect(lines.map((line) => line.split('\r\u001B[2K').at(-1)?.trimEnd())).toEqual([
    '  reading                0.5 s',
    '  paginating             0.5 s',
    '',
  ]);
  expect(lines[1]).toContain('14 of 32 pages …');
});

test('the type of an issue is told in a line of its own, of several with their names', () => {
  const lines = { lines: 1124, linesOnGrid: 1124, widows: 0, orphans: 0, heads: 0, lastPages: 0 };
  const figures = { ...lines, mostHyphensInARow: 2, hyphensOverPages: 0, runts: 0 } as TypeFigures;
  const none = { initials: 0, initialsOff: 0, hangingQuotes: 0, quotesNotHanging: 0, fakedType: 0 };
  const type = { '2026-1': { ...figures, ...none, smallCapitals: 12, oldStyleFigures: 1 } };
  const told =
    '1 124 lines, 100 % on the grid, 0 widows, 0 orphans, hyphens in a row at most 2, 0 over a page, 0 runts, ' +
    '12 small capitals and 1 old-style figure, all real';
  expect(play({}, { ...report, type }).out).toContain(`2.5 s\n  type: ${told}\n  dist/web/`);
  const two = { ...type, '2026-2': type['2026-1'] };
  expect(play({}, { ...report, type: two }).out).toContain(`  type 2026-2: ${told}\n`);
  expect(play({ quiet: true }, { ...report, type }).out).not.toContain('type:');
  expect(JSON.parse(play({ json: true }, { ...report, type }).out)).toMatchObject({ type });
});

test('nothing but findings and the end report is written where nobody watches', () => {
  expect(play({ tty: false })).toEqual({
    err: '',
    out: `${finding}done 2026-1: 32 pages, 1 warning, 2.5 s\n  dist/web/2026-1/dmag-2026-1.pdf\n`,
  });
});

test('quiet is findings only', () => {
  expect(play({ tty: true, quiet: true })).toEqual({ err: '', out: finding });
});

test('json is one object and nothing else', () => {
  const { out, err } = play({ tty: true, json: true });
  expect(err).toBe('');
  expect(JSON.parse(out)).toEqual({ ...report, seconds: 2.5 });
  expect(out.trimEnd()).not.toContain('\n');
});

/** What a stream gets when the environment does not forbid colour. */
function painted(isTTY: boolean): string {
  const out = terminal();
  createReporter({ out: { write: out.write, isTTY }, env: {}, tty: false }).end(report);
  return out.read();
}

test('without NO_COLOR a terminal gets colour, a file does not', () => {
  expect(painted(true)).toContain('\u001B[');
  expect(painted(false)).not.toContain('\u001B[');
});

test('a pipe gets no colour, whatever the environment would have: its isTTY is undefined', () => {
  expect(takesColour({}, { CI: 'true', FORCE_COLOR: '1' })).toBe(false);
  expect(takesColour({ isTTY: true }, { TERM: 'xterm' })).toBe(true);
  expect(takesColour({ isTTY: true }, { TERM: 'dumb' })).toBe(false);
  expect(takesColour({ isTTY: true }, { NO_COLOR: '1' })).toBe(false);
});

test('a failed build says so and counts its errors', () => {
  const error = { rule: 'overset', level: 'error', message: '12 lines do not fit' } as const;
  expect(play({ tty: false }, { status: 1, issues: [], findings: [error, error] }).out).toContain(
    'failed: 2 errors, ',
  );
});

test('a failed build says where its pages can be looked at', () => {
  const error = { rule: 'overset', level: 'error', message: '12 lines do not fit' } as const;
  const failed: EndReport = {
    status: 1,
    issues: [],
    findings: [error],
    proof: ['.cache/issues/2026-2/proof.pdf'],
  };
  expect(play({ tty: false }, failed).out).toContain(
    '\n  the pages as they came out: .cache/issues/2026-2/proof.pdf\n',
  );
  expect(JSON.parse(play({ json: true }, failed).out)).toMatchObject({ proof: failed.proof });
});
