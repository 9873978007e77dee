/** How long a change takes to be seen: the studio as it is started, a browser that watches it, and files that are edited. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { findBrowser, isFound, launchBrowser } from '../io/browser.ts';
import { MachineFault } from '../io/processes.ts';
import type { Project } from './project.ts';

/** Milliseconds from a save to the new page in sight, one for each edit. */
export interface StudioTimes {
  readonly textMs: readonly number[];
  readonly styleMs: readonly number[];
}

const EDITS = { text: 20, style: 8 };
/** Longer than the checks wait, so that some edits meet a check that runs, and others a studio at rest. */
const PAUSES_MS = [350, 900, 1600];
/** Before it is measured, what is loaded once is loaded. */
const WARM_UP = 2;
const MOST_MS = 30_000;

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const rest = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));

/** A copy of d:mag, so that its own styles can be edited. */
async function copyOf(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, '.cache'), { recursive: true });
  for (const name of [
    'scripts',
    'layouts',
    'styles',
    'eleventy.config.ts',
    'package.json',
    'package-lock.json',
  ])
    await cp(here(name), join(folder, name), { recursive: true });
  await symlink(here('node_modules'), join(folder, 'node_modules'), 'junction');
  await symlink(here('.cache/browser'), join(folder, '.cache/browser'), 'junction').catch(() => undefined);
  return folder;
}

function startStudio(folder: string, issues: string): Promise<{ studio: ChildProcess; url: string }> {
  const args = ['scripts/setup.mjs', 'studio', '2026-9', '--issues', issues, '--no-open'];
  const studio = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let said = '';
    studio.stdout.on('data', (part: Buffer) => {
      said += part.toString();
      const [url] = /http:\/\/127\.0\.0\.1:\d+\//u.exec(said) ?? [];
      if (url) resolve({ studio, url });
    });
    studio.on('exit', () => reject(new Error(`the studio has stopped: ${said}`)));
  });
}

/** Runs in the page that shows the issue: settles when `holds` does and what it sees has been painted. */
const WATCH = `window.seen = (holds) => new Promise((resolve) => {
  const look = () => {
    if (!holds(document)) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => resolve(Date.now())));
  };
  look();
});`;

/** @param folder an empty one */
export async function measureStudio(project: Project, folder: string): Promise<StudioTimes> {
  const found = await findBrowser();
  if (!isFound(found)) throw new MachineFault(found);
  const copy = await copyOf(folder);
  const { studio, url } = await startStudio(copy, project.issues);
  const browser = await launchBrowser(found);
  const text = await readFile(project.edited, 'utf8');
  const style = join(copy, 'layouts/feature/feature.css');
  const css = await readFile(style, 'utf8');
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1440, height: 900 });
    await page.goto(`${url}#article=${project.edited.split(/[\\/]/u).at(-2)}`);
    await page.waitForFunction(
      () => ['checked', 'fresh'].includes(document.documentElement.dataset['state'] ?? ''),
      { timeout: 60_000 },
    );
    const textMs = await series(page, EDITS.text, async (number) => {
      await writeFile(project.edited, text.replace(/(?<= )hav(?= )/u, `hav merket${number}x`));
      return `document => document.body.textContent.replaceAll('\\u00AD', '').includes('merket${number}x')`;
    });
    await writeFile(project.edited, text);
    const styleMs = await series(page, EDITS.style, async (number) => {
      // So much that lines break elsewhere: to wear the new style on the old lines is not to be set anew.
      const indentMm = 2 + 2 * (number % 4);
      await writeFile(
        style,
        `${css}\n@layer layouts { .feature .column > p { text-indent: ${indentMm}mm; } }\n`,
      );
      return `document => [...document.querySelectorAll('.leaf .feature .column > p:not([data-before])')].some((p) => {
        const { top, bottom } = p.getBoundingClientRect();
        return bottom > 0 && top < innerHeight && Math.abs(parseFloat(getComputedStyle(p).textIndent) - ${indentMm} * 96 / 25.4) < 0.05;
      })`;
    });
    return { textMs, styleMs };
  } finally {
    await writeFile(project.edited, text);
    await browser.close();
    // One that has ended by itself tells it no second time.
    if (studio.exitCode === null && studio.signalCode === null) {
      const ended = new Promise((resolve) => studio.once('exit', resolve));
      studio.kill('SIGTERM');
      await ended;
    }
  }
}

/** @param edit changes a file and says how it is told that the change is in sight */
async function series(
  page: Page,
  count: number,
  edit: (number: number) => Promise<string>,
): Promise<number[]> {
  const times: number[] = [];
  const frame = page.frames().find((each) => each.url().includes('/pages'))!;
  await frame.evaluate(WATCH);
  for (let number = 1; number <= count + WARM_UP; number++) {
    await rest(PAUSES_MS[number % PAUSES_MS.length]!);
    await frame.evaluate(() => {
      for (const p of document.querySelectorAll<HTMLElement>('.leaf p')) p.dataset['before'] = '';
    });
    const from = Date.now();
    const holds = await edit(number);
    const late = rest(MOST_MS).then(() => Promise.reject(new Error(`a change was not seen: ${holds}`)));
    const seen = await Promise.race([frame.evaluate(`seen(${holds})`) as Promise<number>, late]);
    late.catch(() => undefined);
    if (number > WARM_UP) times.push(seen - from);
  }
  return times;
}
