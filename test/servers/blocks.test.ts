// Printed component blocks, as the harness reads them before a real server does.
import { equal, is, match, throws } from 'uvu/assert';
import { suite } from '../suite.ts';
import { readEjabberdBlock } from './ejabberd-block.ts';
import { readProsodyBlock } from './prosody.ts';

const entry = `# paste this
  -
    port: 5347
    module: ejabberd_service
    hosts:
      "rooms.example.org":
        password: "abc"
`;

suite('a printed component block', test => {
  test('of Prosody gives domain, secret and port, comments aside', () => {
    const block = `-- Component "no.example.org"\nComponent "rooms.example.org" { component_secret = "abc"; }\n`;
    const access = { host: '127.0.0.1', port: 7000, domain: 'rooms.example.org', secret: 'abc' };
    equal(readProsodyBlock(block, 7000), access);
    equal(readProsodyBlock(`${block}component_ports = { 6000 }`, 7000), { ...access, port: 6000 });
    throws(() => readProsodyBlock('Component "muc.example.org" "muc"', 7000), /not a Prosody component/);
  });

  test('of ejabberd leaves the default port and keeps any other', () => {
    const { listen, rest, access } = readEjabberdBlock(entry, 7000);
    equal(access, { host: '127.0.0.1', port: 7000, domain: 'rooms.example.org', secret: 'abc' });
    match(listen, /^ {2}-\n {4}port: 7000\n {4}ip: "127.0.0.1"\n {4}module: ejabberd_service\n/);
    is(rest, '');
    is(readEjabberdBlock(entry.replace('5347', '6000'), 7000).access.port, 6000);
    throws(() => readEjabberdBlock(entry.replace('port', 'part'), 7000), /not a listen entry/);
  });

  test('of ejabberd is kept on the loopback address', () => {
    const open = entry.replace('module:', 'ip: "::"\n    module:');
    is(readEjabberdBlock(open, 7000).listen, readEjabberdBlock(entry, 7000).listen);
  });

  test('of ejabberd may stand below listen:, with other settings', () => {
    const inner = entry.replace('  -\n    port', '- port').replaceAll('\n    ', '\n  ');
    const { listen, rest } = readEjabberdBlock(`loglevel: debug\nlisten:\n${inner}acl: {}\n`, 7000);
    match(listen, /^ {2}- port: 7000\n {4}ip: "127.0.0.1"\n {4}module:/);
    is(rest, 'loglevel: debug\nacl: {}\n');
  });
});
