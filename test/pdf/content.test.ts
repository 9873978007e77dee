import { expect, test } from 'vitest';

import { type Operand, PASS_OVER, eachOperation } from '../../scripts/pdf/content.ts';

const read = (program: string): [string, readonly Operand[]][] => {
  const out: [string, readonly Operand[]][] = [];
  eachOperation(Buffer.from(program, 'latin1'), (operator, operands) => out.push([operator, operands]));
  return out;
};

test('numbers come with signs, points and leading points', () => {
  expect(read('1 -2.5 .24 -.75 +3 4. cm')).toEqual([['cm', [1, -2.5, 0.24, -0.75, 3, 4]]]);
});

test('names are decoded and comments passed over', () => {
  expect(read('/A#20b gs % a comment\n/X4 Do')).toEqual([
    ['gs', ['A b']],
    ['Do', ['X4']],
  ]);
});

test('strings come as bytes: hexadecimal with an odd digit, escapes, octal, nested brackets', () => {
  expect(read('<00 1f8> Tj')[0]?.[1][0]).toEqual(Uint8Array.of(0, 0x1f, 0x80));
  expect(read('(a\\)\\050\\n(b)\\\nc) Tj')[0]?.[1][0]).toEqual(Uint8Array.from(Buffer.from('a)(\n(b)c')));
});

test('arrays and dictionaries nest', () => {
  const [operation] = read('/Span <</MCID 3 /Lang (nb) /K [1 [2] true null]>> BDC');
  const dictionary = operation?.[1][1] as ReadonlyMap<string, Operand>;
  expect(dictionary.get('MCID')).toBe(3);
  expect(dictionary.get('K')).toEqual([1, [2], true, null]);
});

test('operators need no space before a delimiter', () => {
  expect(read('BT/F1 12 Tf[<00>-20<01>]TJ ET').map(([operator]) => operator)).toEqual([
    'BT',
    'Tf',
    'TJ',
    'ET',
  ]);
});

test('an inline picture is one operation, whatever its bytes look like', () => {
  expect(read('q BI /W 2 /H 1 ID (EI) Q <\xff EI Q').map(([operator]) => operator)).toEqual(['q', 'BI', 'Q']);
});

test('offsets enclose an operation with its operands', () => {
  const program = 'q\n1 0 0 1 5 6 cm\nQ';
  const parts: string[] = [];
  eachOperation(Buffer.from(program), (_operator, _operands, start, end) =>
    parts.push(program.slice(start, end)),
  );
  expect(parts).toEqual(['q', '1 0 0 1 5 6 cm', 'Q']);
});

/** Operators met when every mark named P is passed over. */
const without = (program: string): string[] => {
  const met: string[] = [];
  eachOperation(Buffer.from(program, 'latin1'), (operator, operands) => {
    met.push(operator);
    return operator === 'BDC' && operands[0] === 'P' ? PASS_OVER : undefined;
  });
  return met;
};

test('a mark that is passed over ends at its own EMC, whatever marks and digits it holds', () => {
  expect(
    without('q /P <</MCID 0>>BDC BT <0BDC> Tj /Span <</ActualText <FEFF>>>BDC <00> Tj EMC ET EMC Q'),
  ).toEqual(['q', 'BDC', 'EMC', 'Q']);
});

test('a mark with a string in it is read, since the string might hold any word', () => {
  expect(without('/P <</MCID 0>>BDC BT ( EMC ) Tj ET EMC Q')).toEqual(['BDC', 'BT', 'Tj', 'ET', 'EMC', 'Q']);
});

test('a mark that never ends is read', () => {
  expect(without('/P <</MCID 0>>BDC BT ET')).toEqual(['BDC', 'BT', 'ET']);
});
