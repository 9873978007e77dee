/** Pages of random colours, gradients, opacities and nestings, from a seed: what a designer's styles may ask of the browser, and more. */

/** Mulberry32: small, even, and the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

const MOST_DEPTH = 3;

class Painter {
  private readonly random: () => number;
  private readonly picture: string;
  private count = 0;

  constructor(random: () => number, picture: string) {
    this.random = random;
    this.picture = picture;
  }

  private upTo(most: number): number {
    return Math.floor(this.random() * most);
  }

  private pick<T>(list: readonly T[]): T {
    return list[this.upTo(list.length)]!;
  }

  private colour(alpha = this.random() < 0.4): string {
    const grey = this.random() < 0.25;
    const [r, g, b] = [this.upTo(256), this.upTo(256), this.upTo(256)];
    const parts = grey ? [r, r, r] : [r, g, b];
    return alpha ? `rgba(${parts.join(',')},${this.random().toFixed(2)})` : `rgb(${parts.join(',')})`;
  }

  private stops(): string {
    const hard = this.random() < 0.2;
    const count = 2 + this.upTo(3);
    const alpha = this.random() < 0.5;
    return Array.from({ length: count }, (_, at) => {
      const place = Math.round((100 * at) / (count - 1));
      return hard && at > 0 ? `${this.colour(alpha)} ${place - 20}%` : `${this.colour(alpha)} ${place}%`;
    }).join(', ');
  }

  private background(): string {
    const turn = `${this.upTo(360)}deg`;
    return this.pick([
      () => this.colour(),
      () => `linear-gradient(${turn}, ${this.stops()})`,
      () => `linear-gradient(to right, ${this.stops()})`,
      () => `repeating-linear-gradient(${turn}, ${this.colour()} 0 3mm, ${this.colour()} 5mm)`,
      () => `radial-gradient(circle at ${this.upTo(100)}% ${this.upTo(100)}%, ${this.stops()})`,
      () => `radial-gradient(ellipse, ${this.stops()})`,
      () => `conic-gradient(from ${turn}, ${this.stops()})`,
      () => `linear-gradient(${this.stops()}), linear-gradient(to left, ${this.stops()})`,
    ])();
  }

  private effect(): string {
    return this.pick([
      () => `opacity:${this.random().toFixed(2)};`,
      () => `mix-blend-mode:${this.pick(['multiply', 'screen', 'overlay', 'luminosity', 'darken'])};`,
      () => `box-shadow:1mm 1mm ${this.upTo(4)}mm ${this.colour()};`,
      () =>
        `border:${(this.random() * 3).toFixed(1)}pt ${this.pick(['solid', 'dashed', 'dotted', 'double'])} ${this.colour()};`,
      () => `border-radius:${this.upTo(9)}mm;overflow:hidden;`,
      () => `transform:rotate(${this.upTo(60)}deg) scale(${(0.5 + this.random()).toFixed(2)});`,
      () => `mask-image:linear-gradient(to ${this.pick(['right', 'top'])}, ${this.stops()});`,
      () => `mask-image:radial-gradient(#000, transparent);mask-mode:${this.pick(['alpha', 'luminance'])};`,
      () => `clip-path:circle(${20 + this.upTo(40)}%);`,
      () => '',
    ])();
  }

  private drawing(): string {
    const id = `s${this.count++}`;
    return `<svg viewBox="0 0 100 60" style="width:40mm;display:block"><defs>
      <linearGradient id="${id}a"><stop stop-color="${this.colour(false)}" stop-opacity="${this.random().toFixed(2)}"/><stop offset="1" stop-color="${this.colour(false)}"/></linearGradient>
      <radialGradient id="${id}b" fx="0.3"><stop stop-color="${this.colour(false)}"/><stop offset="1" stop-color="${this.colour(false)}"/></radialGradient>
      <pattern id="${id}p" width="9" height="9" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="${this.colour()}"/></pattern>
      <mask id="${id}m"><rect width="100" height="60" fill="url(#${id}a)"/></mask></defs>
      <rect width="60" height="50" fill="url(#${id}a)" stroke="${this.colour()}"/><circle cx="60" cy="30" r="25" fill="url(#${id}b)" opacity="0.7"/>
      <rect x="30" y="20" width="60" height="30" fill="url(#${id}p)"/><g mask="url(#${id}m)"><rect x="10" y="5" width="70" height="50" fill="${this.colour()}"/></g>
      <text x="5" y="50" font-size="14" fill="url(#${id}b)" stroke="${this.colour()}" stroke-width="0.3">Elv</text></svg>`;
  }

  private inside(depth: number): string {
    const kinds = ['text', 'text', 'drawing', 'picture', 'gradient text', 'box', 'box'] as const;
    const kind = depth >= MOST_DEPTH ? this.pick(kinds.slice(0, 4)) : this.pick(kinds);
    if (kind === 'drawing') return this.drawing();
    if (kind === 'picture')
      return `<img src="${this.picture}" style="width:${20 + this.upTo(60)}mm;height:30mm;${this.effect()}">`;
    if (kind === 'gradient text')
      return `<p style="font-size:30pt;background:${this.background()};background-clip:text;color:transparent">Oteren</p>`;
    if (kind === 'box') return this.box(depth + 1);
    const shadow = this.random() < 0.2 ? `text-shadow:0.3mm 0.3mm 1mm ${this.colour()};` : '';
    return `<p style="font-size:${6 + this.upTo(20)}pt;color:${this.colour()};${shadow}${this.random() < 0.2 ? 'text-decoration:underline;' : ''}">Elva renner stille</p>`;
  }

  private box(depth: number): string {
    const content = Array.from({ length: 1 + this.upTo(3) }, () => this.inside(depth)).join('');
    return `<div style="background:${this.background()};${this.effect()}${this.effect()}padding:2mm;margin:1mm;width:fit-content">${content}</div>`;
  }

  page(): string {
    const boxes = Array.from({ length: 3 + this.upTo(4) }, () => this.box(0)).join('');
    return `<section style="position:relative;width:216mm;height:281mm;overflow:hidden;break-after:page;background:${this.background()}">${boxes}</section>`;
  }
}

/** @param picture data: address of the photograph's proxy */
export function fuzzPages(seed: number, count: number, picture: string): string {
  const painter = new Painter(randomFrom(seed), picture);
  const pages = Array.from({ length: count }, () => painter.page()).join('');
  return `<!doctype html><meta charset="utf-8"><style>@page { size: 216mm 281mm; margin: 0 } * { margin: 0; box-sizing: border-box; print-color-adjust: exact } body { font-family: sans-serif }</style>${pages}`;
}
