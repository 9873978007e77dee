/** Comparing in the studio: on demand, one at a time, kept as long as the pages stay what they are. */
import * as z from 'zod';
import { readerName } from '../edition/edition.ts';
import { baselineStamp, knownBaselines } from '../io/baseline.ts';
import { builtPdf, comparedPicture } from '../io/compare-files.ts';
import type { Comparisons, ShownComparison } from '../io/comparisons.ts';
import type { Answer, Asked, Routes } from '../io/loopback.ts';
import { json, type Told } from './routes.ts';
import type { Session } from './session.ts';

/** What the browser may choose from. */
export interface Baselines {
  /** Names that git knows, HEAD first; none where there is no git. */
  readonly names: readonly string[];
  /** Whether there is a PDF of the last build. */
  readonly pdf: boolean;
}

export interface ComparedTold extends Told {
  readonly compared?: ShownComparison;
  /** The studio's version of the pages that were compared. */
  readonly version?: number;
}

/** Only the PDF of the last build, whose path the browser does not say: no other file is opened for it. */
const wish = z.union([
  z.strictObject({ pdf: z.literal(true) }),
  z.strictObject({
    ref: z
      .string()
      .min(1)
      .max(200)
      .refine((name) => !/\.pdf$/iu.test(name)),
  }),
]);

/** Puts comparing before the studio's other routes: a comparison that takes seconds keeps no note and no move waiting. */
export function withComparing(
  routes: Routes,
  session: Session,
  comparisons: Comparisons,
  issuesDir: string,
): Routes {
  let kept: { readonly key: string; readonly told: ComparedTold } | undefined;
  /** Names of pictures that were told, and no other file's. */
  const pictures = new Set<string>();
  const pdfNow = (): string | undefined => {
    const { shown } = session;
    return shown && builtPdf(session.slug, readerName(shown.source));
  };

  async function compare(body: unknown): Promise<ComparedTold> {
    const asked = wish.safeParse(body);
    if (!asked.success)
      return { ok: false, message: 'write a commit, a branch or a tag; for a PDF, run npm run compare' };
    const wanted = 'pdf' in asked.data ? pdfNow() : asked.data.ref;
    if (wanted === undefined)
      return { ok: false, message: 'there is no PDF of a build yet: run npm run build' };
    const version = session.shown?.version ?? 0;
    // A name may stand for another commit in a minute, and a path for another file.
    const key = `${version} ${await baselineStamp(issuesDir, wanted)}`;
    if (kept?.key === key) return kept.told;
    const outcome = await comparisons.compare(wanted);
    if ('findings' in outcome) {
      const [first] = outcome.findings;
      const more = outcome.findings.length - 1;
      const message = [
        first?.message ?? 'the issue cannot be set',
        more > 0 ? `and ${more} more` : undefined,
        // The command line says how it is written there.
        first?.hint?.replaceAll('--with ', ''),
      ];
      return { ok: false, message: message.filter(Boolean).join('; ') };
    }
    const { compared } = outcome;
    for (const { before, after } of compared.looks)
      for (const name of [before, after]) if (name !== undefined) pictures.add(name);
    const told = { ok: true, compared, version };
    kept = { key, told };
    return told;
  }

  return {
    ...routes,
    async get(asked: Asked): Promise<Answer | undefined> {
      if (asked.path === '/baselines') {
        const baselines: Baselines = {
          names: await knownBaselines(issuesDir),
          pdf: pdfNow() !== undefined,
        };
        return json(baselines);
      }
      if (!asked.path.startsWith('/compared/')) return routes.get(asked);
      const name = asked.path.slice('/compared/'.length);
      const body = pictures.has(name) ? await comparedPicture(name) : undefined;
      return body && { status: 200, type: 'image/webp', body, headers: { 'cache-control': 'max-age=3600' } };
    },
    async post(asked, body) {
      return asked.path === '/compare' ? json(await compare(body)) : routes.post(asked, body);
    },
  };
}
