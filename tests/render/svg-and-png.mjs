// Each chart is the same picture as SVG, drawn by Chromium, and as PNG, drawn by cairo; and the SVG says what it is.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { check, done } from '../judges/tap.mjs';

const folder = mkdtempSync(join(tmpdir(), 'pictures-'));

// The share of pixels, seen from so far that edges weigh little, where the two are plainly of another colour.
async function differing(svg, png) {
  const draw = async (type, bytes, width, height) => {
    const image = new Image();
    image.src = `data:${type};base64,${bytes}`;
    await image.decode();
    const size = [width ?? image.naturalWidth, height ?? image.naturalHeight];
    const [whole, small] = [1, 4].map(part => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = size.map(length => Math.round(length / part));
      const context = canvas.getContext('2d', { willReadFrequently: true });
      context.imageSmoothingQuality = 'high';
      return { canvas, context };
    });
    whole.context.drawImage(image, 0, 0, ...size);
    small.context.drawImage(whole.canvas, 0, 0, small.canvas.width, small.canvas.height);
    return { size, pixels: small.context.getImageData(0, 0, small.canvas.width, small.canvas.height).data };
  };
  const one = await draw('image/png', png);
  const other = await draw('image/svg+xml', svg, ...one.size);
  let count = 0;
  for (let i = 0; i < one.pixels.length; i += 4)
    count += [0, 1, 2].some(channel => Math.abs(one.pixels[i + channel] - other.pixels[i + channel]) > 60);
  return count / (one.pixels.length / 4);
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();
for (const council of ['leicester', 'somerset', 'birmingham']) {
  const out = join(folder, council);
  execFileSync(process.env.LADOSTAT_PROGRAM, ['report', join(process.env.LADOSTAT_ROOT, 'fixtures', council, 'profile.yaml'),
    '--internal', '--formats', 'svg,png', '--out', out], { stdio: 'ignore' });
  const charts = readdirSync(join(out, 'charts')).filter(name => name.endsWith('.svg'));
  const faults = [];
  for (const name of charts) {
    const svg = readFileSync(join(out, 'charts', name)), png = readFileSync(join(out, 'charts', name.replace('.svg', '.png')));
    const share = await page.evaluate(([differ, one, other]) => eval(`(${differ})`)(one, other),
      [differing.toString(), svg.toString('base64'), png.toString('base64')]);
    if (share > 0.001) faults.push(`${name}: ${(100 * share).toFixed(2)}% of pixels differ`);
    await page.setContent(`<!DOCTYPE html><html lang="en"><body>${svg}</body></html>`);
    const image = page.getByRole('img').first();
    const label = await image.evaluate(element => element.getAttribute('aria-labelledby').split(' ')
      .map(id => document.getElementById(id)?.textContent ?? ''));
    if (label.length !== 2 || label.some(words => words.length < 5)) faults.push(`${name}: no title or description`);
  }
  check(`the_charts_of_${council.replace('-', '_')}_are_the_same_as_svg_and_as_png`, charts.length > 5 && faults.length === 0,
    faults.join('\n'));
}
await browser.close();
rmSync(folder, { recursive: true });
done();
