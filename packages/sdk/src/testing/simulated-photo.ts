const width = 96;
const height = 72;
/** Upper and lower colour of each picture: red, green, blue. */
const skies = [
  [64, 132, 214, 238, 226, 196],
  [236, 132, 92, 84, 62, 110],
  [88, 168, 120, 232, 240, 214],
];

/** A small picture: a sky of two colours, made of bytes alone. `index` chooses the colours. */
export function simulatedPhoto(index: number): Blob {
  const bytes = new Uint8Array(54 + width * height * 3);
  const view = new DataView(bytes.buffer);
  // A bitmap file: its header, the picture's header, then rows from the lowest up, blue first.
  view.setUint16(0, 0x424d);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  const [r0 = 0, g0 = 0, b0 = 0, r1 = 0, g1 = 0, b1 = 0] = skies[index % skies.length] ?? [];
  for (let y = 0; y < height; y += 1) {
    const part = y / (height - 1);
    const row = [b1 + (b0 - b1) * part, g1 + (g0 - g1) * part, r1 + (r0 - r1) * part];
    for (let x = 0; x < width; x += 1) bytes.set(row, 54 + (y * width + x) * 3);
  }
  return new Blob([bytes], { type: "image/bmp" });
}
