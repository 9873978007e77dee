/**
 * A web server for this machine alone. Pages of other sites must not read or write through it: the Host header is held against its own names (DNS
 * rebinding), and whatever writes must come from a page of its own and bring its token (CSRF).
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const MOST_BODY_BYTES = 1 << 20;

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
}

export interface Routes {
  get(asked: Asked): Promise<Answer | undefined>;
  /** Only reached with the token, from a page of this server. `body` is JSON, parsed. */
  post(asked: Asked, body: unknown): Promise<Answer | undefined>;
  /** A stream of events. @returns what is to be done when the reader has gone */
  events(asked: Asked, send: (event: unknown) => void): (() => void) | undefined;
}

export interface Served {
  readonly port: number;
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

/** "127.0.0.1:4321" and the other names that this server goes by. */
const ownHosts = (port: number): readonly string[] =>
  ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);

const GUARDS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
};

const plain = (status: number, body: string): Answer => ({ status, type: 'text/plain; charset=utf-8', body });

function isToken(given: string | undefined, token: string): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Thrown where a request is not to be read on. */
class Refusal extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super(String(answer.body));
    this.answer = answer;
  }
}

/** What comes after the most that is taken is let by, so that whoever sends it hears why. */
function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes <= MOST_BODY_BYTES) parts.push(part);
      else reject(new Refusal(plain(413, 'too large')));
    });
    request.on('error', reject);
    request.on('close', () => reject(new Refusal(plain(400, 'broken off'))));
    request.on('end', () => {
      try {
        resolve(JSON.parse(Buffer.concat(parts).toString('utf8')));
      } catch {
        reject(new Refusal(plain(400, 'no JSON')));
      }
    });
  });
}

function askedOf(url: string, host: string): Asked {
  try {
    // Not as a second argument: "//example.org/" would name another host.
    const { pathname, searchParams } = new URL(`http://${host}${url}`);
    return { path: decodeURIComponent(pathname), query: searchParams };
  } catch {
    throw new Refusal(plain(400, 'no address'));
  }
}

/** @param port 0 for any that is free */
export async function serveLoopback(routes: Routes, port = 0): Promise<Served> {
  const token = randomBytes(24).toString('base64url');
  const streams = new Set<ServerResponse>();
  let own: readonly string[] = [];

  const write = (response: ServerResponse, { status, type, body, headers }: Answer): void => {
    response.writeHead(status, { ...GUARDS, 'content-type': type, ...headers });
    response.end(body);
  };

  const stream = (request: IncomingMessage, response: ServerResponse, asked: Asked): void => {
    let isOpen = false;
    const send = (event: unknown): void => {
      response.write(`data: ${JSON.stringify(event)}\n\n`);
    };
    const begin = (): void => {
      response.writeHead(200, { ...GUARDS, 'content-type': 'text/event-stream; charset=utf-8' });
      response.write('retry: 500\n\n');
      isOpen = true;
    };
    begin();
    const leave = routes.events(asked, send);
    if (!leave || !isOpen) {
      response.end();
      return;
    }
    streams.add(response);
    request.on('close', () => {
      streams.delete(response);
      leave();
    });
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { headers, method = 'GET' } = request;
    if (!own.includes(headers.host ?? ''))
      throw new Refusal(plain(421, 'this server answers to its own name alone'));
    const asked = askedOf(request.url ?? '/', headers.host ?? '');
    const origin = headers.origin;
    if (origin !== undefined && !own.includes(origin.replace(/^http:\/\//u, '')))
      throw new Refusal(plain(403, 'not from another site'));
    if (method === 'GET' || method === 'HEAD') {
      // A page elsewhere may not even show what is here; another server on this machine is elsewhere too.
      if (
        !['same-origin', 'none', undefined].includes(headers['sec-fetch-site']) &&
        headers['sec-fetch-mode'] !== 'navigate'
      )
        throw new Refusal(plain(403, 'not from another site'));
      if (asked.path === '/events') {
        stream(request, response, asked);
        return;
      }
      write(response, (await routes.get(asked)) ?? plain(404, 'not found'));
      return;
    }
    if (method !== 'POST') throw new Refusal(plain(405, 'GET or POST'));
    if (origin === undefined && headers['x-dmag-token'] === undefined)
      throw new Refusal(plain(403, 'no token'));
    if (!isToken(String(headers['x-dmag-token'] ?? ''), token))
      throw new Refusal(plain(403, 'another token'));
    write(response, (await routes.post(asked, await bodyOf(request))) ?? plain(404, 'not found'));
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.end();
      else write(response, error instanceof Refusal ? error.answer : plain(500, 'a fault of d:mag’s own'));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  own = ownHosts(taken);
  return {
    port: taken,
    url: `http://127.0.0.1:${taken}/`,
    token,
    async close() {
      for (const response of streams) response.end();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
