// A program that has a component of its own, and rooms on it. Run by Node and by Deno; it tells on stdout, one JSON
// a line, what its own handlers saw, and ends only if nothing keeps it alive.
import { component, xml } from '@xmpp/component';
import { attach } from 'confab';

const [port, second] = process.argv.slice(2);
const tell = (what, more = {}) => console.log(JSON.stringify({ what, ...more }));
const listeners = entity =>
  ['element', 'stanza', 'nonza', 'online', 'status', 'disconnect', 'error'].map(event => entity.listenerCount(event));

function host(port, domain) {
  const entity = component({ service: `xmpp://127.0.0.1:${port}`, domain, password: 'right' });
  entity.reconnect.stop();
  entity.on('error', error => tell('error', { message: error.message }));
  entity.iqCallee.get('urn:xmpp:ping', 'ping', () => true);
  entity.iqCallee.get('urn:example:host', 'query', () => xml('query', 'urn:example:host', 'from the host'));
  entity.on('stanza', stanza => tell('stanza', { name: stanza.name, to: stanza.attrs.to, id: stanza.attrs.id }));
  return entity;
}

const entity = host(port, 'rooms.example.org');
let others;
entity.on('disconnect', () => others?.stop());
const before = listeners(entity);
const signals = () => ['SIGTERM', 'SIGINT', 'uncaughtException', 'unhandledRejection'].map(name => process.listenerCount(name));
const signalsBefore = signals();
const settings = { domain: 'rooms.example.org', create: 'anyone', rooms: [{ name: 'lobby', title: 'The Lobby' }] };
const rooms = attach(entity, settings, { isRoom: name => name !== 'desk' });
rooms.facts$.subscribe({
  next: ({ fact }) => {
    if (fact.type === 'entered') tell('entered', { nick: fact.who.nick });
  },
  complete: () => tell('no more facts'),
});

others = second ? host(second, 'others.example.org') : undefined;
const otherRooms = others && attach(others, { domain: 'others.example.org', rooms: [{ name: 'lobby' }] });

await Promise.all([entity.start(), others?.start()]);
tell('online', { signals: String(signals()) === String(signalsBefore) });

entity.on('stanza', async stanza => {
  if (stanza.getChildText('body') !== 'detach') return;
  rooms.detach();
  otherRooms?.detach();
  tell('detached', {
    before,
    after: listeners(entity).map((count, i) => (i === 1 ? count - 1 : count)),
    emit: Object.hasOwn(entity, 'emit'),
  });
});
