import { createSign } from "node:crypto";

/** What a merchant needs to talk to the platform. */
export interface MerchantCredentials {
  clientId: string;
  /** RSA private key, PKCS #8 PEM. */
  privateKey: string;
}

/** Way to the platform's open APIs; everything ambient comes in. */
export interface SignedCallOptions {
  platformUrl: string;
  credentials: MerchantCredentials;
  fetch: typeof globalThis.fetch;
  /** Epoch milliseconds, for Request-Time. */
  now: () => number;
}

/** Answer of an open API: `result` and the fields of that API (P-TOK-12). */
export interface OpenApiAnswer {
  result: { resultCode: string; resultStatus: string; resultMessage: string };
  [field: string]: unknown;
}

/**
 * Calls an open API of the platform with the signature of P-TOK-10 and P-TOK-11.
 *
 * @throws TypeError when the platform cannot be reached or answers no JSON.
 */
export async function signedCall(o: SignedCallOptions, path: string, fields: object): Promise<OpenApiAnswer> {
  const body = JSON.stringify(fields);
  const requestTime = new Date(o.now()).toISOString();
  const text = `POST ${path}\n${o.credentials.clientId}.${requestTime}.${body}`;
  const signature = createSign("RSA-SHA256").update(text).sign(o.credentials.privateKey, "base64");
  const response = await o.fetch(new URL(path, o.platformUrl), {
    method: "POST",
    headers: {
      "Content-Type": "application/json; charset=UTF-8",
      "Client-Id": o.credentials.clientId,
      "Request-Time": requestTime,
      Signature: `algorithm=RSA256, keyVersion=1, signature=${encodeURIComponent(signature)}`,
    },
    body,
  });
  return (await response.json()) as OpenApiAnswer;
}
