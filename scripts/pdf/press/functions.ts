/** Functions of a PDF (ISO 32000-1, 7.10): evaluating all four types, and writing one anew as straight pieces. */
import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';

import { decoded } from '../streams.ts';

export type Evaluate = (inputs: readonly number[]) => number[];

const key = (name: string): PDFName => PDFName.of(name);
const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
const between = (x: number, from: number, to: number, low: number, high: number): number =>
  to === from ? low : low + ((x - from) * (high - low)) / (to - from);

export const numbersOf = (object: PDFObject | undefined): number[] | undefined =>
  object instanceof PDFArray
    ? object.asArray().map((_, at) => {
        const entry = object.lookup(at);
        return entry instanceof PDFNumber ? entry.asNumber() : 0;
      })
    : undefined;

export const numberOf = (object: PDFObject | undefined): number | undefined =>
  object instanceof PDFNumber ? object.asNumber() : undefined;

const dictOf = (object: PDFObject | undefined): PDFDict | undefined =>
  object instanceof PDFDict ? object : object instanceof PDFStream ? object.dict : undefined;

const clamped = (values: readonly number[], limits: readonly number[] | undefined): number[] =>
  values.map((value, at) =>
    limits === undefined ? value : clamp(value, limits[2 * at] ?? value, limits[2 * at + 1] ?? value),
  );

/** Type 0: a table of samples, between which it is linear in every direction. */
function sampled(stream: PDFStream, domain: readonly number[], range: readonly number[]): Evaluate {
  const size = numbersOf(stream.dict.lookup(key('Size'))) ?? [];
  const bits = numberOf(stream.dict.lookup(key('BitsPerSample'))) ?? 8;
  const encode =
    numbersOf(stream.dict.lookup(key('Encode'))) ?? size.flatMap((count) => [0, Math.max(0, count - 1)]);
  const decode = numbersOf(stream.dict.lookup(key('Decode'))) ?? range;
  const bytes = decoded(stream);
  const outputs = range.length / 2;
  const most = 2 ** bits - 1;
  const sample = (at: number): number => {
    let value = 0;
    for (let bit = at * bits, end = bit + bits; bit < end;) {
      const take = Math.min(8 - (bit & 7), end - bit);
      const part = ((bytes[bit >> 3] ?? 0) >> (8 - (bit & 7) - take)) & ((1 << take) - 1);
      value = value * 2 ** take + part;
      bit += take;
    }
    return value;
  };
  return (inputs) => {
    const places = size.map((count, at) =>
      clamp(
        between(
          clamp(inputs[at] ?? 0, domain[2 * at]!, domain[2 * at + 1]!),
          domain[2 * at]!,
          domain[2 * at + 1]!,
          encode[2 * at]!,
          encode[2 * at + 1]!,
        ),
        0,
        count - 1,
      ),
    );
    const sums = Array.from({ length: outputs }, () => 0);
    for (let corner = 0; corner < 2 ** size.length; corner++) {
      let [weight, index, step] = [1, 0, 1];
      places.forEach((place, at) => {
        const low = Math.min(Math.floor(place), Math.max(0, size[at]! - 2));
        const upper = (corner >> at) & 1;
        weight *= upper ? place - low : 1 - (place - low);
        index += Math.min(low + upper, size[at]! - 1) * step;
        step *= size[at]!;
      });
      if (weight === 0) continue;
      for (let output = 0; output < outputs; output++)
        sums[output]! += weight * sample(index * outputs + output);
    }
    return sums.map((sum, at) => between(sum, 0, most, decode[2 * at]!, decode[2 * at + 1]!));
  };
}

/** Type 2: from C0 to C1 by a power. */
function exponential(dict: PDFDict): Evaluate {
  const from = numbersOf(dict.lookup(key('C0'))) ?? [0];
  const to = numbersOf(dict.lookup(key('C1'))) ?? [1];
  const power = numberOf(dict.lookup(key('N'))) ?? 1;
  return ([x = 0]) => from.map((low, at) => low + x ** power * ((to[at] ?? low) - low));
}

/** Type 3: functions beside one another. */
function stitched(dict: PDFDict, domain: readonly number[]): Evaluate {
  const parts = dict.lookup(key('Functions'));
  const functions =
    parts instanceof PDFArray ? parts.asArray().map((_, at) => evaluator(parts.lookup(at))) : [];
  const bounds = numbersOf(dict.lookup(key('Bounds'))) ?? [];
  const encode = numbersOf(dict.lookup(key('Encode'))) ?? [];
  return ([x = 0]) => {
    const last = functions.length - 1;
    const found = bounds.findIndex((bound) => x < bound);
    const at = found < 0 ? last : found;
    const [low, high] = [at === 0 ? domain[0]! : bounds[at - 1]!, at === last ? domain[1]! : bounds[at]!];
    return functions[at]!([between(x, low, high, encode[2 * at] ?? 0, encode[2 * at + 1] ?? 1)]);
  };
}

type Value = number | boolean;
/** One step of a calculator's program, worked out once and run for every colour. */
type Step = (stack: Value[]) => void;

const RADIANS = Math.PI / 180;
const DEGREES = 180 / Math.PI;
const integer = (value: Value | undefined): number => Math.trunc(Number(value));

const ofOne =
  (work: (x: number) => Value): Step =>
  (stack) => {
    stack.push(work(Number(stack.pop() ?? 0)));
  };
const ofTwo =
  (work: (x: number, y: number) => Value): Step =>
  (stack) => {
    const y = Number(stack.pop() ?? 0);
    stack.push(work(Number(stack.pop() ?? 0), y));
  };
/** Of truth values as of whole numbers' bits. */
const ofBits =
  (work: (x: number, y: number) => number): Step =>
  (stack) => {
    const y = stack.pop() ?? 0;
    const x = stack.pop() ?? 0;
    const bits = work(Number(x), Number(y));
    stack.push(typeof x === 'boolean' ? bits !== 0 : bits);
  };

const STEPS: ReadonlyMap<string, Step> = new Map<string, Step>([
  ['abs', ofOne(Math.abs)],
  ['ceiling', ofOne(Math.ceil)],
  ['cos', ofOne((x) => Math.cos(x * RADIANS))],
  ['cvi', ofOne(Math.trunc)],
  ['cvr', ofOne((x) => x)],
  ['floor', ofOne(Math.floor)],
  ['ln', ofOne(Math.log)],
  ['log', ofOne(Math.log10)],
  ['neg', ofOne((x) => -x)],
  ['round', ofOne((x) => Math.floor(x + 0.5))],
  ['sin', ofOne((x) => Math.sin(x * RADIANS))],
  ['sqrt', ofOne((x) => Math.sqrt(Math.max(0, x)))],
  ['truncate', ofOne(Math.trunc)],
  ['add', ofTwo((x, y) => x + y)],
  ['sub', ofTwo((x, y) => x - y)],
  ['mul', ofTwo((x, y) => x * y)],
  ['div', ofTwo((x, y) => (y === 0 ? 0 : x / y))],
  ['idiv', ofTwo((x, y) => (y === 0 ? 0 : Math.trunc(x / y)))],
  ['mod', ofTwo((x, y) => (y === 0 ? 0 : x % y))],
  ['exp', ofTwo((x, y) => x ** y)],
  ['atan', ofTwo((x, y) => (Math.atan2(x, y) * DEGREES + 360) % 360)],
  ['eq', ofTwo((x, y) => x === y)],
  ['ne', ofTwo((x, y) => x !== y)],
  ['gt', ofTwo((x, y) => x > y)],
  ['ge', ofTwo((x, y) => x >= y)],
  ['lt', ofTwo((x, y) => x < y)],
  ['le', ofTwo((x, y) => x <= y)],
  ['bitshift', ofTwo((x, y) => (y >= 0 ? x << y : x >> -y))],
  ['and', ofBits((x, y) => x & y)],
  ['or', ofBits((x, y) => x | y)],
  ['xor', ofBits((x, y) => x ^ y)],
  [
    'not',
    (stack) => {
      const x = stack.pop() ?? 0;
      stack.push(typeof x === 'boolean' ? !x : ~x);
    },
  ],
  ['true', (stack) => stack.push(true)],
  ['false', (stack) => stack.push(false)],
  ['pop', (stack) => stack.pop()],
  [
    'exch',
    (stack) => {
      const y = stack.pop() ?? 0;
      const x = stack.pop() ?? 0;
      stack.push(y, x);
    },
  ],
  ['dup', (stack) => stack.push(stack.at(-1) ?? 0)],
  [
    'copy',
    (stack) => {
      const count = integer(stack.pop());
      if (count > 0) stack.push(...stack.slice(-count));
    },
  ],
  ['index', (stack) => stack.push(stack.at(-1 - integer(stack.pop())) ?? 0)],
  [
    'roll',
    (stack) => {
      const turn = integer(stack.pop());
      const count = integer(stack.pop());
      if (count <= 0 || count > stack.length) return;
      const top = stack.splice(-count);
      const by = ((turn % count) + count) % count;
      stack.push(...top.slice(count - by), ...top.slice(0, count - by));
    },
  ],
]);

const inOrder =
  (steps: readonly Step[]): Step =>
  (stack) => {
    for (const step of steps) step(stack);
  };

/** "{ dup mul }" as steps. A block is for the if or ifelse behind it; what is no operator does nothing. */
function program(text: string): Step {
  const open: (Step | { block: Step })[][] = [[]];
  const block = (): Step => {
    const last = open.at(-1)!.pop();
    return last !== undefined && typeof last !== 'function' ? last.block : () => undefined;
  };
  for (const [word] of text.replaceAll(/%[^\r\n]*/gu, ' ').matchAll(/[{}]|[^\s{}]+/gu)) {
    const steps = open.at(-1)!;
    if (word === '{') open.push([]);
    else if (word === '}' && open.length > 1) {
      const inner = open.pop()!.filter((step) => typeof step === 'function');
      open.at(-1)!.push({ block: inOrder(inner) });
    } else if (word === 'if') {
      const then = block();
      steps.push((stack) => {
        if (stack.pop() === true) then(stack);
      });
    } else if (word === 'ifelse') {
      const [otherwise, then] = [block(), block()];
      steps.push((stack) => (stack.pop() === true ? then(stack) : otherwise(stack)));
    } else {
      const value = Number(word);
      const known = STEPS.get(word);
      if (known !== undefined) steps.push(known);
      else if (!Number.isNaN(value)) steps.push((stack) => stack.push(value));
    }
  }
  return block();
}

/** Type 4: a calculator. Faulty code ends with what is on the stack. */
function calculator(stream: PDFStream): Evaluate {
  const run = program(Buffer.from(decoded(stream)).toString('latin1'));
  const outputs = (numbersOf(stream.dict.lookup(key('Range'))) ?? []).length / 2;
  return (inputs) => {
    const stack: Value[] = [...inputs];
    run(stack);
    return stack.slice(-outputs).map(Number);
  };
}

/** A function object, or an array of functions with one output each. */
export function evaluator(object: PDFObject | undefined): Evaluate {
  if (object instanceof PDFArray) {
    const parts = object.asArray().map((_, at) => evaluator(object.lookup(at)));
    return (inputs) => parts.flatMap((part) => part(inputs));
  }
  const dict = dictOf(object);
  if (dict === undefined) return (inputs) => [...inputs];
  const type = numberOf(dict.lookup(key('FunctionType')));
  const domain = numbersOf(dict.lookup(key('Domain'))) ?? [0, 1];
  const range = numbersOf(dict.lookup(key('Range')));
  const inner =
    type === 0 && object instanceof PDFStream
      ? sampled(object, domain, range ?? [])
      : type === 4 && object instanceof PDFStream
        ? calculator(object)
        : type === 3
          ? stitched(dict, domain)
          : exponential(dict);
  return (inputs) => clamped(inner(clamped(inputs, domain)), range);
}

/** Where a function of one input may have a corner or a jump, within its domain: the bounds of stitched parts, however nested. */
export function knotsOf(object: PDFObject | undefined): number[] {
  if (object instanceof PDFArray) return object.asArray().flatMap((_, at) => knotsOf(object.lookup(at)));
  const dict = dictOf(object);
  if (dict === undefined || numberOf(dict.lookup(key('FunctionType'))) !== 3) return [];
  const [from = 0, to = 1] = numbersOf(dict.lookup(key('Domain'))) ?? [];
  const bounds = numbersOf(dict.lookup(key('Bounds'))) ?? [];
  const encode = numbersOf(dict.lookup(key('Encode'))) ?? [];
  const parts = dict.lookup(key('Functions'));
  const inner =
    parts instanceof PDFArray
      ? parts.asArray().flatMap((_, at) => {
          const [low, high] = [at === 0 ? from : bounds[at - 1]!, bounds[at] ?? to];
          const [start, end] = [encode[2 * at] ?? 0, encode[2 * at + 1] ?? 1];
          return knotsOf(parts.lookup(at)).map((knot) => between(knot, start, end, low, high));
        })
      : [];
  return [...bounds, ...inner];
}

export interface Stop {
  readonly at: number;
  readonly values: readonly number[];
}

/** Half a step of eight bits: nobody sees less. */
const TOLERANCE = 0.002;
const MOST_HALVINGS = 14;

/**
 * Stops between which `evaluate` is as good as straight, from the domain's one end to the other. At a jump two stops stand next to each other.
 */
export function straightPieces(
  evaluate: (x: number) => readonly number[],
  from: number,
  to: number,
  knots: readonly number[],
  tolerance = TOLERANCE,
): Stop[] {
  const width = to - from;
  const beside = width * 1e-5;
  const inner = [...new Set(knots)]
    .filter((knot) => knot > from + beside && knot < to - beside)
    .sort((a, b) => a - b);
  // A knot is looked at from both sides: there may be a jump.
  const starts = [from, ...inner.flatMap((knot) => [knot - beside, knot]), to];
  const stops: Stop[] = starts.slice(0, 1).map((at) => ({ at, values: evaluate(at) }));
  const isStraight = (one: Stop, other: Stop): boolean =>
    [0.25, 0.5, 0.75].every((part) => {
      const values = evaluate(one.at + part * (other.at - one.at));
      return values.every(
        (value, index) =>
          Math.abs(value - (one.values[index]! * (1 - part) + other.values[index]! * part)) <= tolerance,
      );
    });
  const add = (one: Stop, other: Stop, halvings: number): void => {
    if (
      halvings >= MOST_HALVINGS ||
      other.at - one.at <= beside * 2 ||
      (halvings >= 4 && isStraight(one, other))
    ) {
      stops.push(other);
      return;
    }
    const at = (one.at + other.at) / 2;
    const middle = { at, values: evaluate(at) };
    add(one, middle, halvings + 1);
    add(middle, other, halvings + 1);
  };
  for (const at of starts.slice(1)) add(stops.at(-1)!, { at, values: evaluate(at) }, 0);
  return merged(stops, tolerance);
}

/** Without the stops that lie on the line between their neighbours. */
function merged(stops: readonly Stop[], tolerance: number): Stop[] {
  const kept: Stop[] = [];
  let since: Stop[] = [];
  const lies = (one: Stop, other: Stop, { at, values }: Stop): boolean => {
    const part = (at - one.at) / (other.at - one.at);
    return values.every(
      (value, index) =>
        Math.abs(value - (one.values[index]! * (1 - part) + other.values[index]! * part)) <= tolerance,
    );
  };
  for (const stop of stops) {
    const anchor = kept.at(-1);
    if (anchor === undefined) {
      kept.push(stop);
      continue;
    }
    if (since.every((each) => lies(anchor, stop, each))) {
      since.push(stop);
      continue;
    }
    kept.push(since.at(-1)!);
    since = [stop];
  }
  if (since.length > 0) kept.push(since.at(-1)!);
  return kept;
}

const short = (value: number): number => Math.round(value * 1e7) / 1e7;
const tenths = (value: number): number => Math.round(clamp(value, 0, 1) * 1000) / 1000;

/** A function of one input that runs straight from stop to stop: Type 2 for one piece, Type 3 for more. */
export function straightFunction(context: PDFContext, stops: readonly Stop[]): PDFDict {
  const [first, last] = [stops[0]!, stops.at(-1)!];
  const piece = (one: Stop, other: Stop, domain: number[]): PDFDict =>
    context.obj({
      FunctionType: 2,
      Domain: domain,
      N: 1,
      C0: one.values.map(tenths),
      C1: other.values.map(tenths),
    });
  if (stops.length <= 2 && first.at === 0 && last.at === 1) return piece(first, last, [0, 1]);
  const pieces = stops.slice(1).map((stop, at) => piece(stops[at]!, stop, [0, 1]));
  const dict = context.obj({
    FunctionType: 3,
    // Not rounded: one that begins a hair later than its gradient is an error, and Ghostscript leaves the gradient out.
    Domain: [first.at, last.at],
    Bounds: stops.slice(1, -1).map(({ at }) => short(at)),
    Encode: pieces.flatMap(() => [0, 1]),
  });
  dict.set(key('Functions'), context.obj(pieces));
  return dict;
}

/** What an indirect object leads to. */
export const lookedUp = (context: PDFContext, object: PDFObject | undefined): PDFObject | undefined =>
  object instanceof PDFRef ? context.lookup(object) : object;
