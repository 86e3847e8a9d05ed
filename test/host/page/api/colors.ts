// Conversions between the ways to write a colour that the colour picker offers.
import type { HSL, RGB } from 'obsidian';

/** `#rrggbb`. */
export function rgbFrom(hex: string): RGB {
  const value = Number.parseInt(hex.slice(1), 16);
  return { r: (value >> 16) & 0xff, g: (value >> 8) & 0xff, b: value & 0xff };
}

export function hslFrom({ r, g, b }: RGB): HSL {
  const [red, green, blue] = [r / 255, g / 255, b / 255];
  const [high, low] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const [span, l] = [high - low, (high + low) / 2];
  if (span === 0) return { h: 0, s: 0, l: Math.round(l * 100) };
  const s = span / (1 - Math.abs(2 * l - 1));
  const sector = high === red ? (green - blue) / span + (green < blue ? 6 : 0) : high === green ? (blue - red) / span + 2 : (red - green) / span + 4;
  return { h: Math.round(sector * 60), s: Math.round(s * 100), l: Math.round(l * 100) };
}

export function colorFromHsl({ h, s, l }: HSL): RGB {
  const [saturation, lightness] = [s / 100, l / 100];
  const part = (shift: number): number => {
    const k = (shift + h / 30) % 12;
    const value = lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(value * 255);
  };
  return { r: part(0), g: part(8), b: part(4) };
}
