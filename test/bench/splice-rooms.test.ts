// Rooms by splicing buffers: the bench's own crowd is satisfied, every copy comes once, and pages may end anywhere.
import { connect, createServer } from 'node:net';
import * as assert from 'uvu/assert';
import { suite } from '../suite.ts';
import { talk } from './chat.ts';
import { Child } from './child.ts';
import { Contestant } from './contestant.ts';
import { enterAll } from './crowd.ts';
import { Link } from './link.ts';
import { dialects } from './options.ts';
import { Pages } from './pages.ts';
import { SpliceRooms } from './splice-rooms.ts';

const NONE = Buffer.alloc(0);

/** The rooms on one end of a socket and the bench's link on the other. */
async function contestant(): Promise<Contestant> {
  const server = createServer(socket => {
    const rooms = new SpliceRooms((bytes, taken) => {
      socket.write(bytes, taken);
      return false;
    });
    socket.on('data', chunk => rooms.feed(chunk));
    server.close();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as { port: number }).port, '127.0.0.1');
  const child = new Child({ name: 'splice', command: process.execPath, args: ['-e', 'setInterval(() => {}, 1e6)'] });
  return new Contestant('splice', 'rooms.test', new Link(socket, NONE), child);
}

suite('bench splice', test => {
  for (const [name, client] of Object.entries(dialects)) {
    test(`takes people in and copies what they say to each of them (${name})`, async () => {
      const splice = await contestant();
      try {
        // 600 people, so that lists are pushed in pieces
        const crowd = { rooms: ['a@rooms.test', 'b@rooms.test'], size: 300, first: 1, client };
        const { period: _, deliveries: brought, ...entered } = await enterAll(splice, crowd, 30);
        const sound = { missing: 0, twice: 0, strays: 0, unlike: 0, errors: 0, error: '' };
        assert.equal(entered, { done: 600, ...sound });
        assert.ok(brought >= 2 * 300 * 300);
        const { done, deliveries, period, ...said } = await talk(splice, crowd, { outstanding: 4, seconds: 0.05, patience: 10 });
        assert.ok(done >= 4 && !period.late);
        assert.is(deliveries, done * 300);
        assert.equal({ ...said, waits: 0 }, { ...sound, waits: 0 });
      } finally {
        await splice.stop();
      }
    });
  }

  test('gives each the address of the sender that their dialect shows', () => {
    let written = '';
    const rooms = new SpliceRooms(bytes => {
      written += Buffer.from(bytes).toString();
      return true;
    });
    const say = (text: string) => {
      written = '';
      rooms.feed(Buffer.from(text));
      return written;
    };
    say(`<presence from='a@x/r' to='hall@y/ann'/>`);
    const entry = say(
      `<iq type='set' id='j1' from='b@x/r' to='hall@y'><query xmlns='jabber:iq:conference'><nick>bob</nick></query></iq>`,
    );
    assert.match(entry, /^<iq to="b@x\/r" from="hall@y" type="result" id="j1"\/>/);
    assert.match(entry, /<presence to="a@x\/r" from="hall@y\/bob"\/>/);
    assert.match(entry, /<iq to="b@x\/r"[^>]*type="set"[^>]*><conference [^>]*>(<user [^>]*\/>){2}<\/conference><\/iq>/);
    assert.is(
      say(`<message id='m1' from='a@x/r' to='hall@y' type='groupchat'><body>hey</body></message>`),
      '<message to="b@x/r" from="hall@y/000000000000000000000000" type="groupchat" id="m1"><body>hey</body></message>' +
        '<message to="a@x/r" from="hall@y/ann" type="groupchat" id="m1"><body>hey</body></message>',
    );
    assert.is(say(`<message id='m2' from='c@x/r' to='hall@y' type='groupchat'><body>hey</body></message>`), '');
  });
});

suite('bench pages', test => {
  const head = Buffer.from('<');
  const tail = Buffer.from(`${'0123456789'.repeat(2_000)}>`);
  const people = Array.from({ length: 10 }, (_, at) => ({ address: Buffer.from(`p${at}`) }));
  const copies = people.map(({ address }) => `<${address}${tail}`);

  test('keep the order, and copy nothing while the socket has not taken what was copied before', () => {
    const written: string[] = [];
    let take = () => {};
    const pages = new Pages((bytes, taken) => {
      written.push(Buffer.from(bytes).toString());
      take = taken;
      return false;
    });
    const growing = people.slice();
    pages.splice(head, growing, tail);
    // comes too late for what was said before
    growing.push({ address: Buffer.from('late') });
    pages.flush();
    pages.splice(head, [], tail);
    pages.splice(head, people.slice(0, 1), tail);
    pages.flush();
    assert.equal(written, [copies.slice(0, 3).join('')]);
    for (let turn = 0; turn < 3; turn++) take();
    assert.equal(written.slice(1), [copies.slice(3, 6).join(''), copies.slice(6, 9).join(''), copies[9]! + copies[0]!]);
    take();
    assert.is(written.length, 4);
  });

  test('are written as soon as they are full, and at the end', () => {
    const written: string[] = [];
    const pages = new Pages(bytes => written.push(Buffer.from(bytes).toString()) > 0);
    pages.splice(head, people, tail);
    pages.flush();
    pages.flush();
    assert.is(written.length, 4);
    assert.is(written.join(''), copies.join(''));
  });

  test('say when something does not fit', () => {
    const pages = new Pages(() => true);
    pages.splice(head, people, Buffer.alloc(70_000));
    assert.throws(() => pages.flush(), /more than 65536 bytes/);
  });
});
