import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';

import {
  evaluator,
  knotsOf,
  straightFunction,
  straightPieces,
} from '../../../scripts/pdf/press/functions.ts';

const { context } = await PDFDocument.create();
const stream = (dict: object, body: string | Uint8Array): PDFRawStream =>
  PDFRawStream.of(context.obj(dict as never) as unknown as PDFDict, Buffer.from(body as string, 'latin1'));
const calculate = (code: string, outputs: number, ...inputs: number[]): number[] =>
  evaluator(
    stream(
      {
        FunctionType: 4,
        Domain: inputs.flatMap(() => [-1000, 1000]),
        Range: Array.from({ length: outputs }, () => [-1000, 1000]).flat(),
      },
      code,
    ),
  )(inputs);

describe('type 4, the calculator', () => {
  test.each<[string, number[], number[]]>([
    ['{ add }', [2, 3], [5]],
    ['{ sub 2 mul }', [5, 3], [4]],
    ['{ exch }', [1, 2], [2, 1]],
    ['{ 3 1 roll }', [1, 2, 3], [3, 1, 2]],
    ['{ 3 -1 roll }', [1, 2, 3], [2, 3, 1]],
    ['{ dup 0 gt { 2 mul } { pop 7 } ifelse }', [4], [8]],
    ['{ dup 0 gt { 2 mul } { pop 7 } ifelse }', [-4], [7]],
    ['{ dup 1 gt exch 3 le and { 1 } { 0 } ifelse }', [2], [1]],
    ['{ 1 index 3 copy pop pop pop }', [4, 9], [4, 9, 4]],
    ['{ 90 sin exch atan }', [1], [45]],
    ['{ neg abs sqrt truncate }', [10], [3]],
    ['{ -2.5 floor exch ceiling }', [1.2], [-3, 2]],
    ['{ 7 2 idiv 7 2 mod 3 2 exp }', [], [3, 1, 9]],
    ['{ true false or { 1 } if 5 3 and 5 3 xor 1 3 bitshift }', [], [1, 1, 6, 8]],
  ])('%s of %j', (code, inputs, outputs) => {
    const got = calculate(code, outputs.length, ...inputs);
    got.forEach((value, at) => expect(value).toBeCloseTo(outputs[at]!, 9));
    expect(got).toHaveLength(outputs.length);
  });

  test('its outputs stay in range', () => expect(calculate('{ 5000 mul }', 1, 5)).toEqual([1000]));
});

test('type 2 runs by its power', () => {
  const dict = context.obj({ FunctionType: 2, Domain: [0, 1], N: 2, C0: [0, 1], C1: [1, 0] });
  expect(evaluator(dict)([0.5])).toEqual([0.25, 0.75]);
});

test('type 3 goes from part to part, and knows its knots however deep', () => {
  const part = (from: number, to: number): PDFDict =>
    context.obj({ FunctionType: 2, Domain: [0, 1], N: 1, C0: [from], C1: [to] });
  const stitch = (bound: number, ...parts: PDFDict[]): PDFDict => {
    const dict = context.obj({ FunctionType: 3, Domain: [0, 1], Bounds: [bound], Encode: [0, 1, 0, 1] });
    dict.set(PDFName.of('Functions'), context.obj(parts));
    return dict;
  };
  const inner = stitch(0.5, part(0, 1), part(1, 0));
  const outer = stitch(0.25, part(0, 0), inner);
  expect(evaluator(outer)([0.625])).toEqual([1]);
  expect(evaluator(outer)([0.1])).toEqual([0]);
  expect(knotsOf(outer)).toEqual([0.25, 0.625]);
});

test('type 0 is linear between its samples, in two directions', () => {
  const table = stream(
    { FunctionType: 0, Domain: [0, 1, 0, 1], Range: [0, 1], Size: [2, 2], BitsPerSample: 8 },
    Uint8Array.of(0, 255, 255, 0),
  );
  expect(evaluator(table)([1, 0])).toEqual([1]);
  expect(evaluator(table)([0.5, 0.5])).toEqual([0.5]);
});

test('an array of functions is one function of several outputs', () => {
  const one = context.obj({ FunctionType: 2, Domain: [0, 1], N: 1, C0: [0], C1: [1] });
  const array = context.obj([one, one]);
  expect(evaluator(array)([0.3])).toEqual([0.3, 0.3]);
});

describe('straight pieces', () => {
  const worst = (f: (x: number) => number[], knots: number[]): number => {
    const again = evaluator(straightFunction(context, straightPieces(f, 0, 1, knots)));
    return Math.max(
      ...Array.from({ length: 997 }, (_, at) => Math.abs(f([at / 997][0]!)[0]! - again([at / 997])[0]!)),
    );
  };

  test('a straight line is one piece', () => {
    expect(straightPieces((x) => [x], 0, 1, [])).toHaveLength(2);
  });

  test('a curve is followed', () => expect(worst((x) => [x * x * (1 - x) * 4], [])).toBeLessThan(0.006));

  test('a jump at a knot stays a jump', () => {
    expect(worst((x) => [x < 0.3 ? 0.1 : 0.9], [0.3])).toBeLessThan(0.001);
  });

  test('its domain is the gradient’s to the last digit: one that is narrower is an error', () => {
    const [from, to] = [-0.0022075176, 1.8328025];
    const made = straightFunction(
      context,
      straightPieces((x) => [x / 2, x > 1 ? 1 : 0], from, to, [1]),
    );
    const domain = made.lookup(PDFName.of('Domain'), PDFArray);
    expect(domain.asArray().map(String)).toEqual([String(from), String(to)]);
  });
  test('bounds go up, and lie within the domain', () => {
    const made = straightFunction(
      context,
      straightPieces((x) => [Math.sin(9 * x) ** 2], 0, 1, [0.3, 0.3000001]),
    );
    const bounds = (made.lookup(PDFName.of('Bounds')) as PDFArray)
      .asArray()
      .map((each) => Number(each.toString()));
    expect(bounds.every((bound, at) => bound > (bounds[at - 1] ?? 0) && bound < 1)).toBe(true);
  });
});
