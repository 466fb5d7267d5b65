// Each chart is the same picture as SVG, drawn by Chromium, and as PNG, drawn by cairo, in the folder of charts and in the Word
// file: everything in one is in the other, and a PNG is only a picture. The SVG, whose words and
// lengths cmd/take-apart.py reads, says what it is. So what is hidden is in no PNG either.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { check, done } from '../judges/tap.mjs';

const folder = mkdtempSync(join(tmpdir(), 'pictures-'));

// How many pixels of either picture have a colour that is none of those, nor between those, that the other has within some
// pixels of the place, as letters are not drawn alike. `also` is written into the PNG first, where it has nothing.
async function strangers(svg, png, also) {
  const reach = 4, slack = 72;
  const draw = async (type, bytes, width, height) => {
    const image = new Image();
    image.src = `data:${type};base64,${bytes}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width ?? image.naturalWidth;
    canvas.height = height ?? image.naturalHeight;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.fillStyle = 'white';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return { width: canvas.width, height: canvas.height, context };
  };
  const pixels = drawn => drawn.context.getImageData(0, 0, drawn.width, drawn.height).data;
  const one = await draw('image/png', png);
  const other = await draw('image/svg+xml', svg, one.width, one.height);
  const { width, height } = one;
  // The least or the greatest of each channel in the square that begins at a place, by squares that grow.
  const gathered = (from, better) => {
    const to = from.slice();
    for (const step of [1, width].flatMap(unit => [unit, 2 * unit, 4 * unit, unit]))
      for (let i = 0, near = 4 * step; near < to.length; i++, near++) if (better(to[near], to[i])) to[i] = to[near];
    return to;
  };
  const outside = (seen, beside) => {
    const low = gathered(beside, (a, b) => a < b), high = gathered(beside, (a, b) => a > b);
    const corner = 4 * reach * (width + 1);
    let count = 0;
    for (let i = corner; i < seen.length - corner; i += 4)
      count += [i, i + 1, i + 2].some(at => seen[at] < low[at - corner] - slack || seen[at] > high[at - corner] + slack);
    return count;
  };
  const drawn = pixels(other);
  if (also) {
    one.context.font = '18px "Liberation Sans"';
    one.context.fillStyle = '#333333';
    one.context.fillText(also, width - 40, height - 20);
  }
  const painted = pixels(one);
  return [outside(painted, drawn), outside(drawn, painted)];
}

// What a PNG holds besides its pixels; null: nothing.
function beside(png) {
  const parts = [], data = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const name = png.toString('latin1', at + 4, at + 8);
    if (name === 'IDAT') data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
    parts.push(name);
  }
  const more = parts.filter(name => !['IHDR', 'PLTE', 'pHYs', 'IDAT', 'IEND'].includes(name));
  const packed = Buffer.concat(data), { buffer, engine } = inflateSync(packed, { info: true });
  const [width, height, depth] = [png.readUInt32BE(16), png.readUInt32BE(20), png[24]];
  if (more.length) return `has ${more}`;
  if (engine.bytesWritten !== packed.length) return 'has more behind its pixels';
  return buffer.length === height * (1 + Math.ceil(width * depth / 8)) ? null : 'has other pixels than it says';
}

// The pairs of a pack: of each SVG the bytes, and of the PNG beside it; those of the Word file have no headings of their own.
function pairs(out, word) {
  const unpacked = join(out, 'unpacked');
  if (word) execFileSync('unzip', ['-q', join(out, 'annual-report.docx'), '-d', unpacked]);
  return [join(out, 'charts'), ...(word ? [join(unpacked, 'word', 'media')] : [])].flatMap(place => readdirSync(place)
    .filter(name => name.endsWith('.svg')).map(name => ({
      name: join(place, name).slice(out.length + 1),
      svg: readFileSync(join(place, name)),
      png: readFileSync(join(place, name.replace('.svg', '.png'))),
    })));
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();
const compare = (svg, png, also) => page.evaluate(([differ, ...rest]) => eval(`(${differ})`)(...rest),
  [strangers.toString(), svg.toString('base64'), png.toString('base64'), also]);
let digit = null;
for (const council of ['leicester', 'somerset', 'birmingham', 'bromley', 'milton-keynes']) {
  const copy = join(folder, council), profile = join(copy, 'profile.yaml'), out = join(folder, `${council}-out`);
  const word = council === 'leicester';
  cpSync(join(process.env.LADOSTAT_ROOT, 'fixtures', council), copy, { recursive: true });
  const lines = readFileSync(profile, 'utf8').split('\n').filter(line => !line.startsWith('disclosure:'));
  writeFileSync(profile, [...lines, 'disclosure: {suppress-below: 5}', ''].join('\n'));
  execFileSync(process.env.LADOSTAT_PROGRAM, ['report', profile, '--formats', word ? 'svg,png,docx' : 'svg,png', '--out', out], { stdio: 'ignore' });
  const charts = pairs(out, word), faults = [];
  for (const { name, svg, png } of charts) {
    const [inPng, inSvg] = await compare(svg, png);
    if (inPng || inSvg) faults.push(`${name}: ${inPng} pixels of the PNG are not in the SVG, ${inSvg} of the SVG not in the PNG`);
    const more = beside(png);
    if (more) faults.push(`${name}: the PNG ${more}`);
    digit ??= await compare(svg, png, '3');
    if (!name.startsWith('charts')) continue;
    await page.setContent(`<!DOCTYPE html><html lang="en"><body>${svg}</body></html>`);
    const label = await page.getByRole('img').first().evaluate(element => element.getAttribute('aria-labelledby').split(' ')
      .map(id => document.getElementById(id)?.textContent ?? ''));
    if (label.length !== 2 || label.some(words => words.length < 5)) faults.push(`${name}: no title or description`);
  }
  check(`the_charts_of_${council.replace('-', '_')}_are_the_same_as_svg_and_as_png`, charts.length >= 8 && faults.length === 0,
    faults.join('\n'));
}
check('a_digit_that_stands_in_the_png_alone_would_be_found', digit[0] > 10, digit);
await browser.close();
rmSync(folder, { recursive: true });
done();
