// Serves feed.xml, which lies beside it: node serve-feed.js [PORT]. Who has it already is told that it has not changed.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const file = new URL('feed.xml', import.meta.url);
const port = Number(process.argv[2] ?? 8000);

const server = createServer(async (request, response) => {
  try {
    const feed = await readFile(file);
    const etag = `"${createHash('sha256').update(feed).digest('hex').slice(0, 16)}"`;
    const isKnown = request.headers['if-none-match'] === etag;
    console.log(`${request.url}: ${isKnown ? 'as before' : 'told'}`);
    response.writeHead(isKnown ? 304 : 200, { 'content-type': 'application/rss+xml', etag });
    response.end(isKnown ? undefined : feed);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});

server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/feed.xml`));
