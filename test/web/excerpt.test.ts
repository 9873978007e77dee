import { describe, expect, test } from 'vitest';
import { asCutOut } from '../../scripts/web/screen/excerpt.ts';

describe('an excerpt', () => {
  test('has dots where its sentence began before it and goes on after it', () => {
    expect(asCutOut('blir våt, og en våt <mark>oter</mark> blir kald. Ingen gir')).toBe(
      '… blir våt, og en våt <mark>oter</mark> blir kald. Ingen gir …',
    );
    expect(asCutOut('<mark>oter</mark> er kald.')).toBe('… <mark>oter</mark> er kald.');
  });

  test('is left alone where it is whole', () => {
    expect(asCutOut('<mark>Oteren</mark> er kald.')).toBe('<mark>Oteren</mark> er kald.');
    expect(asCutOut('1856 var et godt år!')).toBe('1856 var et godt år!');
  });
});
