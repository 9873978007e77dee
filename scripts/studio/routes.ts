/** What the studio's server answers: the studio's own page, the issue's pages in a frame, their faces and pictures, and what the designer does. */
import { slotOf } from '../model/advertisement.ts';
import type { BoxMm } from '../model/finding.ts';
import type { Answer, Asked, Routes } from '../io/loopback.ts';
import type { Session } from './session.ts';
import type { StudioFiles } from '../io/studio-files.ts';
import { dressOf, framed, framedSheet } from './frame.ts';

/** What a designer does that writes. Each answers with what is to be said, or nothing. */
export type Deeds = Readonly<Record<string, (body: unknown) => Promise<Told>>>;

export interface Told {
  readonly ok: boolean;
  /** For the designer. */
  readonly message?: string;
  readonly [more: string]: unknown;
}

const html = (body: string, policy: string): Answer => ({
  status: 200,
  type: 'text/html; charset=utf-8',
  body,
  headers: { 'content-security-policy': policy },
});

export const json = (value: unknown, status = 200): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});

// Nothing leaves this machine, and no script runs but the studio's own.
const STUDIO_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const FRAME_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

export function routesOf(
  session: Session,
  files: StudioFiles,
  deeds: Deeds,
  token: () => string,
  start: string,
): Routes {
  const faces = new Map<string, string>();
  return {
    async get({ path, query }: Asked) {
      if (path === '/')
        return html(
          (await files.page()).replace('{{token}}', token()).replace('{{start}}', start),
          STUDIO_POLICY,
        );
      if (path === '/studio.js')
        return { status: 200, type: 'text/javascript; charset=utf-8', body: await files.script() };
      if (path === '/studio.css')
        return { status: 200, type: 'text/css; charset=utf-8', body: await files.styles() };
      if (path === '/pages') {
        const { shown } = session;
        return html(framed(shown, faces), FRAME_POLICY);
      }
      if (path === '/dress') {
        const { shown } = session;
        return shown && json(dressOf(shown, faces));
      }
      if (path.startsWith('/face/')) {
        const file = faces.get(path.slice('/face/'.length));
        const body = file === undefined ? undefined : await files.face(file);
        return body && { status: 200, type: 'font/ttf', body, headers: { 'cache-control': 'max-age=3600' } };
      }
      if (path.startsWith('/picture/')) return picture(session, files, path.slice('/picture/'.length), query);
      return undefined;
    },
    async post({ path }, body) {
      const name = path.slice(1);
      const deed = Object.hasOwn(deeds, name) ? deeds[name] : undefined;
      return deed && json(await deed(body));
    },
    events(_, send) {
      const { shown, findings } = session;
      if (shown)
        send({
          kind: 'pages',
          version: shown.version,
          view: shown.view,
          dress: shown.dressed,
          // All of them: whoever comes asks for the whole document.
          isWhole: true,
          change: { changed: [], count: shown.sheets.length },
        });
      send(findings);
      return session.listen((told) =>
        send(
          told.kind === 'pages'
            ? {
                ...told,
                change: {
                  ...told.change,
                  changed: told.change.changed.map(([at, sheet]) => [at, framedSheet(sheet)]),
                },
              }
            : told,
        ),
      );
    },
  };
}

/** Only pictures that the issue has; a path cannot lead anywhere else. */
async function picture(
  session: Session,
  files: StudioFiles,
  key: string,
  query: URLSearchParams,
): Promise<Answer | undefined> {
  const found = session.shown?.source.issue.pictures.get(key);
  if (!found) return undefined;
  if (found.format !== 'pdf') return files.picture(found);
  const box = boxOf(query.get('box') ?? '');
  return box && files.ad(found, slotOf(box, session.shown!.view.sheet.trim));
}

/** No page is larger, and none of its pictures. */
const MOST_MM = 1000;

/** "0,0,210,275": left, top, width, height in millimetres from the trim. */
function boxOf(text: string): BoxMm | undefined {
  const [xMm = NaN, yMm = NaN, widthMm = NaN, heightMm = NaN, ...more] = text.split(',').map(Number);
  const all = [xMm, yMm, widthMm, heightMm];
  const isBox =
    more.length === 0 && all.every((mm) => Math.abs(mm) <= MOST_MM) && widthMm > 0 && heightMm > 0;
  return isBox ? { xMm, yMm, widthMm, heightMm } : undefined;
}
