/** The composer in a real browser, with the real styles. The cases are in cases/, so that they share one browser. */
import { afterAll } from 'vitest';
import { closeRig } from './rig.ts';
import './cases/text.ts';
import './cases/floats.ts';
import './cases/notes.ts';
import './cases/stress.ts';
import './cases/boxes.ts';
import './cases/divided.ts';
import './cases/fuzz.ts';

afterAll(closeRig);
