import { describe, expect, it } from 'vitest';
import {
  axisColour,
  categoryColours,
  ink,
  ordinaryFill,
  ordinaryStyle,
  otherStyle,
  quietInk,
  seriesStyles,
  white,
} from '../../src/outputs/charts/palette.ts';

/** Relative luminance, as WCAG 2.2 defines it. */
function luminanceOf(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** 1 to 21. */
function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return (lighter + 0.05) / (darker + 0.05);
}

describe('the palette', () => {
  it('is reckoned as WCAG reckons', () => {
    expect(contrast('#000000', white)).toBeCloseTo(21, 10);
    expect(contrast('#12436D', white)).toBeCloseTo(10.25, 2);
  });

  it.each([...seriesStyles, ordinaryStyle, otherStyle].map(({ colour }) => colour))(
    'has lines of 3 to 1 at least on white: %s',
    (colour) => {
      expect(contrast(colour, white)).toBeGreaterThanOrEqual(3);
    },
  );

  it.each([...categoryColours, ordinaryFill, axisColour])(
    'has shapes of 3 to 1 at least on white: %s',
    (colour) => {
      expect(contrast(colour, white)).toBeGreaterThanOrEqual(3);
    },
  );

  it.each([ink, quietInk])('has text of 4.5 to 1 at least on white: %s', (colour) => {
    expect(contrast(colour, white)).toBeGreaterThanOrEqual(4.5);
  });

  it('tells the fifth policy from ordinary life and from the four by colour and by dash', () => {
    const known = [...seriesStyles, ordinaryStyle];
    expect(known.map(({ colour }) => colour.toLowerCase())).not.toContain(
      otherStyle.colour.toLowerCase(),
    );
    expect(known.map((style) => ('dash' in style ? style.dash : undefined))).not.toContain(
      otherStyle.dash,
    );
    // Coloured, where ordinary life is grey.
    const parts = [1, 3, 5].map((at) => Number.parseInt(otherStyle.colour.slice(at, at + 2), 16));
    expect(Math.max(...parts) - Math.min(...parts)).toBeGreaterThan(60);
  });
});
