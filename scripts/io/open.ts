/** Opens an address in whatever browser the designer uses. */
import { run } from './processes.ts';

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Where it cannot be done, the address stands on the terminal. */
export async function openInBrowser(url: string): Promise<void> {
  // Over ssh and in containers there is none.
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return;
  const [program = 'xdg-open', ...args] = OPENERS[process.platform] ?? [];
  await run(program, [...args, url]).catch(() => undefined);
}
