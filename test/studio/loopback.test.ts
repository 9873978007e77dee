/** The studio's server, over real HTTP: what a page of another site, a rebound name or a crooked path gets of it. */
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Served, serveLoopback } from '../../scripts/io/loopback.ts';
import type { Picture } from '../../scripts/model/picture.ts';
import { routesOf } from '../../scripts/studio/routes.ts';
import type { Session } from '../../scripts/studio/session.ts';

let served: Served;
const moved: unknown[] = [];

beforeAll(async () => {
  const session = {
    shown: {
      source: {
        issue: {
          pictures: new Map([
            ['1/elva/båt.jpg', { file: 'båt.jpg' } as Picture],
            ['1/te/te.pdf', { file: 'te.pdf', format: 'pdf' } as Picture],
          ]),
        },
      },
      view: { sheet: { trim: { widthMm: 210, heightMm: 275 } } },
      sheets: [],
    },
    findings: { kind: 'findings', findings: [], state: 'fresh' },
    listen: () => () => undefined,
  } as unknown as Session;
  const text = (body: string) => () => Promise.resolve(body);
  const routes = routesOf(
    session,
    {
      page: text('<meta name="dmag-token" content="{{token}}">'),
      script: text('1'),
      styles: text(''),
      face: () => Promise.resolve(new Uint8Array()),
      picture: ({ file }) => Promise.resolve({ status: 200, type: 'image/jpeg', body: file }),
      ad: (_, slot) => Promise.resolve({ status: 200, type: 'image/jpeg', body: JSON.stringify(slot) }),
    },
    {
      move(body) {
        moved.push(body);
        return Promise.resolve({ ok: true });
      },
    },
    () => served.token,
    'start 1',
  );
  served = await serveLoopback(routes);
});
afterAll(() => served.close());

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Node's own client, which sends any header and any path as they are. */
const ask = (
  path: string,
  headers: Record<string, string> = {},
  body?: string,
  method = body === undefined ? 'GET' : 'POST',
) =>
  new Promise<Answered>((resolve, reject) => {
    const asked = request({ port: served.port, host: '127.0.0.1', path, method, headers }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: text }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });

const own = () => ({ origin: `http://127.0.0.1:${served.port}`, 'x-dmag-token': served.token });

test('its own page is shown, and may run and load nothing from elsewhere', async () => {
  const page = await ask('/');
  expect(page.status).toBe(200);
  expect(page.body).toContain(served.token);
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(page.headers['cross-origin-resource-policy']).toBe('same-origin');
});

test('a name of elsewhere that leads here is turned away', async () => {
  for (const host of [
    'example.org',
    `example.org:${served.port}`,
    '127.0.0.1',
    `127.0.0.1:${served.port + 1}`,
  ])
    expect((await ask('/', { host })).status, host).toBe(421);
  expect((await ask('/', { host: `localhost:${served.port}` })).status).toBe(200);
});

test('a page of another site neither reads nor writes', async () => {
  const elsewhere = { origin: 'https://example.org' };
  expect((await ask('/pages', elsewhere)).status).toBe(403);
  expect((await ask('/events', elsewhere)).status).toBe(403);
  expect(
    (
      await ask('/picture/1/elva/b%C3%A5t.jpg', {
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'no-cors',
      })
    ).status,
  ).toBe(403);
  // Another server on the same machine.
  expect(
    (await ask('/studio.js', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' })).status,
  ).toBe(403);
  expect((await ask('/move', { ...own(), ...elsewhere }, '{}')).status).toBe(403);
  expect((await ask('/move', { ...own(), origin: 'null' }, '{}')).status).toBe(403);
  expect(moved).toEqual([]);
});

test('nothing is written without the token', async () => {
  expect((await ask('/move', {}, '{}')).status).toBe(403);
  expect((await ask('/move', { origin: own().origin }, '{}')).status).toBe(403);
  expect(
    (await ask('/move', { ...own(), 'x-dmag-token': 'a'.repeat(served.token.length) }, '{}')).status,
  ).toBe(403);
  expect(moved).toEqual([]);
  expect((await ask('/move', own(), '{"article":"elva"}')).status).toBe(200);
  expect(moved).toEqual([{ article: 'elva' }]);
});

test('a picture is asked for by its key alone, and no path leads out', async () => {
  expect(await ask('/picture/1/elva/b%C3%A5t.jpg')).toMatchObject({ status: 200, body: 'båt.jpg' });
  for (const path of [
    '/picture/../../etc/passwd',
    '/picture/..%2f..%2f..%2fetc%2fpasswd',
    '/picture/%2fetc%2fpasswd',
    '/picture/1/elva/../elva/b%C3%A5t.jpg/',
    '/face/../../../etc/passwd',
    '/face/%2e%2e%2f0.ttf',
    '/studio.js/../../../package.json',
    '//example.org/',
    '/constructor',
  ])
    expect((await ask(path)).status, path).toBe(404);
  expect((await ask('/%zz')).status).toBe(400);
  expect((await ask('/constructor', own(), '{}')).status).toBe(404);
});

test('what is too large, no JSON or another method is refused', async () => {
  // The server may hang up before all of it has come.
  const large = await ask('/move', own(), `"${'a'.repeat(3 << 20)}"`).catch(() => ({ status: 413 }));
  expect(large.status).toBe(413);
  expect((await ask('/move', own(), '{')).status).toBe(400);
  expect((await ask('/move', own(), '{}', 'PUT')).status).toBe(405);
  expect((await ask('/')).status).toBe(200);
});

test('nobody else on the network can reach it', async () => {
  const others = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of others) {
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connect(served.port, address, () => resolve(true));
      socket.on('error', () => resolve(false));
    });
    expect(reached, address).toBe(false);
  }
  expect((await ask('/')).status).toBe(200);
});

test('an advertisement is drawn for its place, and for nothing that is no place', async () => {
  const { body } = await ask('/picture/1/te/te.pdf?box=-3,0,216,137.5');
  expect(JSON.parse(body)).toMatchObject({
    trim: { xMm: 0, yMm: 0, widthMm: 210, heightMm: 137.5 },
    over: { leftMm: 3, topMm: 0, rightMm: 3 },
  });
  for (const box of [
    '',
    '?box=',
    '?box=0,0,210',
    '?box=0,0,0,10',
    '?box=0,0,9e9,10',
    '?box=a,b,c,d',
    '?box=0,0,1,1,1',
  ])
    expect((await ask(`/picture/1/te/te.pdf${box}`)).status, box).toBe(404);
});
