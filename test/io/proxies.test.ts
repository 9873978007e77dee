/** Proxies: what stands for a picture while pages are made. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { makeProxy, type Proxy, proxySize } from '../../scripts/io/proxies.ts';
import type { Picture } from '../../scripts/model/picture.ts';

const folder = mkdtempSync(join(tmpdir(), 'dmag-proxies-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function picture(name: string, content: Uint8Array | string, format: string): Picture {
  const file = join(folder, name);
  writeFileSync(file, content);
  return {
    key: `2026-1/elva/${name}`,
    file,
    bytes: statSync(file).size,
    widthPx: 800,
    heightPx: 600,
    format,
    hasAlpha: false,
    space: 'srgb',
    orientation: 1,
  };
}

const noise = { create: { width: 800, height: 600, channels: 3, background: '#357' } } as const;

test('a photograph becomes a light JPEG that its hash tells', async () => {
  const jpeg = await sharp(noise).jpeg().toBuffer();
  const proxy = await makeProxy(picture('hel.jpg', jpeg, 'jpeg'));
  expect(proxy).toMatchObject({ key: '2026-1/elva/hel.jpg', hash: expect.stringMatching(/^[0-9a-f]{64}$/u) });
  expect('address' in proxy && proxy.address.length).toBeLessThan(8000);
  // What makes it one of its own stands beside the picture, and no decoder minds it.
  const bytes = Buffer.from((proxy as Proxy).address.split(',')[1]!, 'base64');
  const { widthPx, heightPx } = proxySize(800, 600);
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: widthPx, height: heightPx });
});

test('two photographs never share a proxy, and one photograph in two folders does', async () => {
  const make = async (name: string, background: string): Promise<string | undefined> => {
    const jpeg = await sharp({ create: { ...noise.create, background } })
      .jpeg()
      .toBuffer();
    const proxy = await makeProxy(picture(name, jpeg, 'jpeg'));
    return 'hash' in proxy ? proxy.hash : undefined;
  };
  const [one, other, again] = [
    await make('a.jpg', '#357'),
    await make('b.jpg', '#358'),
    await make('c.jpg', '#357'),
  ];
  expect(one).not.toBe(other);
  expect(one).toBe(again);
});

test('a PDF has a proxy of its own as an advertisement, and is a finding anywhere else', async () => {
  const ad = picture('annonse.pdf', '%PDF-1.7', 'pdf');
  expect(await makeProxy(ad)).toMatchObject({ rule: 'picture-format' });
  const proxies = [ad, ad, { ...ad, key: '2026-1/annet/annonse.pdf' }].map((each) => makeProxy(each, true));
  const [one, again, other] = (await Promise.all(proxies)) as Proxy[];
  expect(one!.hash).toMatch(/^[0-9a-f]{64}$/u);
  expect(again!.hash).toBe(one!.hash);
  // The same file stands in a place of its own there.
  expect(other!.hash).not.toBe(one!.hash);
});

test('a drawing is printed as it is', async () => {
  const proxy = await makeProxy(picture('kart.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'svg'));
  expect(proxy).toMatchObject({
    hash: undefined,
    address: expect.stringMatching(/^data:image\/svg\+xml;base64,/u),
  });
});

test('a proxy has its picture’s shape, however long that is', () => {
  for (const [widthPx, heightPx] of [
    [1920, 1080],
    [3000, 2000],
    [3840, 150],
    [60, 2400],
    [997, 613],
    [50, 50],
  ] as const) {
    const size = proxySize(widthPx, heightPx);
    expect(size.widthPx / size.heightPx / (widthPx / heightPx)).toBeCloseTo(1, 2);
    expect(Math.min(size.widthPx, size.heightPx)).toBeGreaterThanOrEqual(12);
  }
  expect(proxySize(1, 1)).toEqual({ widthPx: 96, heightPx: 96 });
  expect(proxySize(1, 100_000).heightPx).toBeLessThan(4200);
});
