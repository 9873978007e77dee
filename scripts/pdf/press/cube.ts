/** Colours of pictures by a cube of known colours and tetrahedra between them: several times as fast as asking the profile for each pixel. */

/** Points along each edge; the profiles' own tables are no finer. */
const EDGE = 33;
const INKS = 4;
const STEP_B = INKS;
const STEP_G = EDGE * STEP_B;
const STEP_R = EDGE * STEP_G;

/** Takes three bytes a pixel to four. */
export type Cube = (pixels: Uint8Array) => Uint8Array;

/** The cube's points as pixels of 16 bits a component, blue fastest: what `made` is to be worked out from. */
export const cubePoints = (): Uint16Array => {
  const points = new Uint16Array(EDGE ** 3 * 3);
  for (let at = 0; at < EDGE ** 3; at++) {
    const place = [Math.floor(at / (EDGE * EDGE)), Math.floor(at / EDGE) % EDGE, at % EDGE];
    place.forEach((step, part) => {
      points[3 * at + part] = Math.round((step / (EDGE - 1)) * 0xffff);
    });
  }
  return points;
};

// For each byte: the point below it, and how far it is on the way to the next, in 255ths.
const below = Uint8Array.from({ length: 256 }, (_, level) =>
  Math.min(EDGE - 2, Math.floor((level * (EDGE - 1)) / 255)),
);
const along = Uint8Array.from({ length: 256 }, (_, level) => level * (EDGE - 1) - below[level]! * 255);

const HALF = 1 << 15;

/** @param made the four inks of every point, 16 bits each */
export const cubeOf =
  (made: Uint16Array): Cube =>
  (pixels) => {
    const count = pixels.length / 3;
    const out = new Uint8Array(count * INKS);
    for (let pixel = 0, from = 0, to = 0; pixel < count; pixel++, from += 3, to += INKS) {
      const red = pixels[from]!;
      const green = pixels[from + 1]!;
      const blue = pixels[from + 2]!;
      const fr = along[red]!;
      const fg = along[green]!;
      const fb = along[blue]!;
      const origin = below[red]! * STEP_R + below[green]! * STEP_G + below[blue]! * STEP_B;
      const far = origin + STEP_R + STEP_G + STEP_B;
      // The way from the cell's one corner to the other goes along its edges, the longest part first.
      let one = 0;
      let two = 0;
      let most = fr;
      let middle = fg;
      let least = fb;
      if (fr >= fg) {
        if (fg >= fb) {
          one = STEP_R;
          two = STEP_R + STEP_G;
        } else if (fr >= fb) {
          one = STEP_R;
          two = STEP_R + STEP_B;
          middle = fb;
          least = fg;
        } else {
          one = STEP_B;
          two = STEP_B + STEP_R;
          most = fb;
          middle = fr;
          least = fg;
        }
      } else if (fb >= fg) {
        one = STEP_B;
        two = STEP_B + STEP_G;
        most = fb;
        least = fr;
      } else if (fb >= fr) {
        one = STEP_G;
        two = STEP_G + STEP_B;
        most = fg;
        middle = fb;
        least = fr;
      } else {
        one = STEP_G;
        two = STEP_G + STEP_R;
        most = fg;
        middle = fr;
      }
      const w0 = 255 - most;
      const w1 = most - middle;
      const w2 = middle - least;
      const second = origin + one;
      const third = origin + two;
      for (let ink = 0; ink < INKS; ink++) {
        // 255 times 16 bits: whole numbers of 24 bits, which need no division.
        const sum =
          (w0 * made[origin + ink]! +
            w1 * made[second + ink]! +
            w2 * made[third + ink]! +
            least * made[far + ink]!) |
          0;
        out[to + ink] = (sum + (sum >> 16) + HALF) >> 16;
      }
    }
    return out;
  };
