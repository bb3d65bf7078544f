import { constants, createHash, generateKeyPairSync, privateDecrypt, publicEncrypt } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { ApiCall } from "../../../packages/sdk/src/jsapi/definition.js";
import { fileKind } from "../../../packages/sdk/src/jsapi/file-kind.js";
import { md5 } from "../../../packages/sdk/src/jsapi/md5.js";
import { rsa } from "../../../packages/sdk/src/jsapi/rsa.js";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
const open = publicKey.export({ type: "spki", format: "der" }).toString("base64");
const secret = privateKey.export({ type: "pkcs8", format: "der" }).toString("base64");
const call = (action: string, text: string, key: string) =>
  rsa({ params: { action, text, key } } as unknown as ApiCall);

describe("my.rsa", () => {
  test.each(["", "hello", "中文".repeat(100)])("what it encrypts it decrypts: %j", async (text) => {
    const { text: hidden } = (await call("encrypt", text, open)) as { text: string };
    expect(Buffer.from(hidden, "base64").length % 128).toBe(0);
    expect(await call("decrypt", hidden, secret)).toEqual({ text });
  });

  test("it understands what a server encrypts, and a server what it encrypts: PKCS #1 v1.5", async () => {
    const padding = constants.RSA_PKCS1_PADDING;
    const sent = publicEncrypt({ key: publicKey, padding }, Buffer.from("from a server")).toString("base64");
    expect(await call("decrypt", sent, `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`)).toEqual({
      text: "from a server",
    });
    const { text } = (await call("encrypt", "to a server", open)) as { text: string };
    // Node takes the padding away only where OpenSSL can do so safely: look at the block itself.
    const block = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, Buffer.from(text, "base64"));
    expect([...block.subarray(0, 2)]).toEqual([0, 2]);
    expect(block.subarray(2, 10).includes(0)).toBe(false);
    expect(block.subarray(block.indexOf(0, 2) + 1).toString()).toBe("to a server");
  });

  test("wrong keys, texts and actions are failures", async () => {
    expect(await call("sign", "x", open)).toMatchObject({ error: 2 });
    expect(await call("encrypt", "x", secret)).toMatchObject({ error: 2 });
    expect(await call("encrypt", "x", "%%")).toMatchObject({ error: 2 });
    expect(await call("decrypt", "AAAA", secret)).toMatchObject({ error: 3 });
    expect(await call("decrypt", Buffer.alloc(128, 1).toString("base64"), secret)).toMatchObject({ error: 3 });
  });
});

test("MD5 of files is what others compute (F-CAT-H2)", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 1_000, 100_000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 255);
    expect(md5(bytes)).toBe(createHash("md5").update(bytes).digest("hex"));
  }
});

test.each([
  ["%PDF-1.7\n", "application/pdf", "pdf"],
  ["GIF89a....", "image/gif", "gif"],
  ["RIFF\0\0\0\0WAVEfmt ", "audio/wav", "wav"],
  ["RIFF\0\0\0\0WEBPVP8 ", "image/webp", "webp"],
  ["....ftypisom", "video/mp4", "mp4"],
  ["....ftypM4A ", "audio/mp4", "m4a"],
  [
    "PK\x03\x04..........................word/document.xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "docx",
  ],
  ["PK\x03\x04..........................a.txt", "application/zip", "zip"],
  ["Grüße, 中文 and a long line that is cut somewhere in the middle 中文中文", "text/plain", "txt"],
])("a file that begins with %j is %s", async (start, type, extension) => {
  const latin = /^[\0-\xff]*$/.test(start) && !start.startsWith("Gr");
  const bytes = latin ? Uint8Array.from(start, (letter) => letter.charCodeAt(0)) : start;
  expect(await fileKind(new Blob([bytes]))).toEqual({ type, extension });
});

test("bytes that are nothing known are nothing", async () => {
  expect(await fileKind(new Blob([new Uint8Array([1, 0, 255, 2])]))).toBeNull();
  expect(await fileKind(new Blob([]))).toBeNull();
});
