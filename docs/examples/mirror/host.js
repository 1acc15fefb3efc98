// Hosts a room that is mirrored on the network of line-network.js. What is needed comes from the environment.
import { component } from '@xmpp/component';
import { attach, boundParser, farMirror } from 'confab';
import { LineNetwork } from './line-network.js';

const {
  SERVER = 'xmpp://127.0.0.1:5347',
  DOMAIN = 'rooms.localhost',
  SECRET = 'only for this example',
  PORT = '4000',
} = process.env;

const lines = new LineNetwork('hall');
const mirror = farMirror(lines, { network: 'lines', channels: { hall: 'hall' } });

const xmpp = component({ service: SERVER, domain: DOMAIN, password: SECRET });
xmpp.on('error', error => console.error(error.message));
boundParser(xmpp);

const rooms = attach(
  xmpp,
  { domain: DOMAIN, rooms: [{ name: 'hall', title: 'The Hall', kind: 'irc', behaviours: { mirror: { effect: 'lines' } } }] },
  { service: true, effects: { lines: mirror.effect } },
);
const end = mirror.start(rooms);

// a bot, for whom the program speaks as well; it is of no other network, and so it is there on both sides
const clock = rooms.join('hall', {
  nick: 'clock',
  address: '~clock',
  hears: fact => {
    if (fact.type === 'said' && fact.content.body === 'What time is it?') clock.say(new Date().toISOString());
  },
});
clock.entered.then(refusal => refusal && console.error(refusal.text));

export const port = await lines.listen(Number(PORT));
await xmpp.start();
console.log(`People of the other network: nc 127.0.0.1 ${port}`);

export async function stop() {
  await end();
  await rooms.close('The program ends.');
  await lines.close();
  await xmpp.stop();
}
