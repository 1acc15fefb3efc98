// The process of the contestant that splices buffers: a component like the engine, started by splice.ts.
import { parseArgs } from 'node:util';
import { join } from './link.ts';
import { SpliceRooms } from './splice-rooms.ts';

const { port, domain } = parseArgs({ options: { port: { type: 'string' }, domain: { type: 'string' } } }).values;
const { socket, rest } = await join(Number(port), domain!, process.env.SECRET!);
const rooms = new SpliceRooms((bytes, taken) => {
  let isHeld = false;
  socket.write(bytes, () => isHeld && taken());
  // mostly the kernel takes everything at once
  isHeld = socket.writableLength > 0;
  return !isHeld;
});
socket.setNoDelay(true);
socket.on('data', chunk => rooms.feed(chunk));
socket.on('error', () => process.exit(1));
socket.on('close', () => process.exit(0));
if (rest.length > 0) rooms.feed(rest);
