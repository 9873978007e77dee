/** What all pages of the web edition share: stylesheets and faces of every theme in use, and the script. */
import { webFaces } from '../../styles/faces.ts';
import { readTheme, readWebScript, readWebSheets } from '../io/styles.ts';
import type { Content } from '../io/web.ts';
import { makeWebFaces } from '../io/web-faces.ts';
import { pictureCss } from '../web/pictures.ts';
import { listed, type Site } from '../web/site.ts';
import { iconFile, iconSvg } from '../web/icon.ts';
import { compact, coverSheetFile, themeCoverSheet, themeSheet } from '../web/stylesheet.ts';

const inAssets = (path: string): string => path.slice('assets/'.length);

/** @param cacheDir where cut faces are kept */
export async function webAssets(site: Site, cacheDir: string): Promise<ReadonlyMap<string, Content>> {
  const names = [...new Set([listed(site)[0]?.theme ?? 'hav', ...site.issues.map(({ theme }) => theme)])];
  const [sheets, reading, search] = await Promise.all([
    readWebSheets(),
    readWebScript('reading'),
    readWebScript('search'),
  ]);
  const themed = await Promise.all(
    names.map(async (name) => {
      const [theme, faces] = await Promise.all([readTheme(name), makeWebFaces(name, cacheDir)]);
      const css = themeSheet(theme, sheets, webFaces[name] ?? [], faces);
      const covers = themeCoverSheet(theme, sheets, webFaces[name] ?? [], faces);
      return [
        [`${name}.css`, `${css}\n${pictureCss()}`],
        [inAssets(coverSheetFile(name)), covers],
        [inAssets(iconFile(name)), iconSvg(theme.tokens)],
        ...faces.files,
      ] as const;
    }),
  );
  return new Map<string, Content>([
    ...themed.flat(),
    ...[...sheets.others].map(([name, css]) => [`${name}.css`, compact(css)] as const),
    ['reading.js', reading],
    ['search.js', search],
  ]);
}
