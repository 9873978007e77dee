import { expect, test } from 'vitest';
import { archiveEntries } from '../../scripts/io/archive.ts';

/** One entry of a ustar archive. */
function entry(name: string, content: string, { mode = '0000644', kind = '0', prefix = '' } = {}): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(`${mode}\0`, 100);
  header.write(`${Buffer.byteLength(content).toString(8).padStart(11, '0')}\0`, 124);
  header.write(kind, 156);
  header.write('ustar\0', 257);
  header.write(prefix, 345);
  const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body]);
}

const end = Buffer.alloc(1024);
const list = (archive: Buffer) =>
  [...archiveEntries(archive)].map(({ name, content, executable }) => [name, content.toString(), executable]);

test('plain files come with name, content and whether they are programs', () => {
  const archive = Buffer.concat([
    entry('lib/a.so', 'x'.repeat(600), { mode: '0000755' }),
    entry('b.txt', 'hei', { prefix: 'deep/folder' }),
    entry('folder/', '', { kind: '5' }),
    end,
  ]);
  expect(list(archive)).toEqual([
    ['lib/a.so', 'x'.repeat(600), true],
    ['deep/folder/b.txt', 'hei', false],
  ]);
});

test('an archive that is cut short is not taken for a whole one', () => {
  const whole = Buffer.concat([entry('a', 'x'.repeat(2000)), end]);
  expect(() => list(whole.subarray(0, 1000))).toThrow('cut short at 1000 bytes');
  expect(() => list(whole.subarray(0, 512 + 2048))).toThrow('cut short');
});

test('an entry that leaves its folder is refused', () => {
  expect(() => list(Buffer.concat([entry('../evil', 'x'), end]))).toThrow('leaves its folder');
  expect(() => list(Buffer.concat([entry('/etc/evil', 'x'), end]))).toThrow('leaves its folder');
});
