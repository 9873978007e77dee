/** Chromium's own print of one HTML file, in a process of its own: `node print.mjs FILE_URL OUT [BROWSER_ARGS…]`. */
import { writeFile } from 'node:fs/promises';
import puppeteer from 'puppeteer';

const [, , address, out, ...args] = process.argv;
const browser = await puppeteer.launch({ headless: 'shell', pipe: true, args, protocolTimeout: 0 });
const page = await browser.newPage();
await page.goto(address, { waitUntil: 'load', timeout: 0 });
const pdf = await page.pdf({
  preferCSSPageSize: true,
  printBackground: true,
  tagged: true,
  outline: true,
  timeout: 0,
});
await writeFile(out, pdf);
await browser.close();
