// A server of HTTP or HTTPS on the loopback address, that tests ask; and a certificate that nobody else trusts, for
// hooks.example and 127.0.0.1.
import { Buffer } from 'node:buffer';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface WebServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** What it was asked, whole. */
  readonly asked: Asked[];
  close(): Promise<void>;
}

/** @param answer given the request when it has come whole, and how many there were with it */
export async function webServer(
  answer: (asked: Asked, response: ServerResponse, count: number) => void,
  { secure = false, host = '127.0.0.1' }: { readonly secure?: boolean; readonly host?: string } = {},
): Promise<WebServer> {
  const asked: Asked[] = [];
  const take = (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    request.on('error', () => {});
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(parts).toString() };
      asked.push(one);
      answer(one, response, asked.length);
    });
  };
  const server: Server = secure
    ? (createSecureServer({ key, cert: certificate }, take) as unknown as Server)
    : createServer(take);
  await new Promise<void>(resolve => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `${secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    asked,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

// made for these tests alone; it ends in a hundred years
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgz08E7al7nnFd0xZr
sInkH9a1Uiz5qJCrDSmsGybBeHuhRANCAAS0PBdzXM06p2QbQRtk4YgNMsW+WV4n
U/aU5Rha65OF7YSOd2b1N7ouwjtc9WWJO9Mx9rLTyV0XngqYZPa9Fv7y
-----END PRIVATE KEY-----`;
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBpjCCAU2gAwIBAgIUXHYc7z+Xk/N40V2mZksGq3F1xRkwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNaG9va3MuZXhhbXBsZTAgFw0yNjExMjIyMjU2NDNaGA8yMTI2
MTAyOTIyNTY0M1owGDEWMBQGA1UEAwwNaG9va3MuZXhhbXBsZTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABLQ8F3NczTqnZBtBG2ThiA0yxb5ZXidT9pTlGFrrk4Xt
hI53ZvU3ui7CO1z1ZYk70zH2stPJXReeCphk9r0W/vKjczBxMB0GA1UdDgQWBBSf
rcoofy5ee5dSp7CuwLJiyrqVAjAfBgNVHSMEGDAWgBSfrcoofy5ee5dSp7CuwLJi
yrqVAjAPBgNVHRMBAf8EBTADAQH/MB4GA1UdEQQXMBWCDWhvb2tzLmV4YW1wbGWH
BH8AAAEwCgYIKoZIzj0EAwIDRwAwRAIgIydpA4uzVX1v0rnd6QS8NSajciUjubbZ
//ldto/5Jj4CIH18mlchDXZHWtxlcYQE8SJFSuhKfmM542B+FNIPY2mF
-----END CERTIFICATE-----`;
