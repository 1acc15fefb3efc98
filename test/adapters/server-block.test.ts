import { equal, is, match, not } from 'uvu/assert';
import { freshSecret, serverKinds } from '../../adapters/server-block.ts';
import { suite } from '../suite.ts';

const options = { domain: 'rooms.example.org', secret: 'abc', port: 5347, secretFile: 'f' };
const command = 'confab serve --server 127.0.0.1:5347 --domain rooms.example.org --secret-file f';

suite('server block', test => {
  test('has a fresh secret each time, which needs no quoting', () => {
    match(freshSecret(), /^[0-9a-f]{48}$/);
    is(new Set(Array.from({ length: 100 }, freshSecret)).size, 100);
  });

  test('is Lua for Prosody, which listens on the usual port without being told', () => {
    is(
      serverKinds.prosody!.block(options),
      `-- Prosody: put this at the end of prosody.cfg.lua, or in a file of its own in conf.d/,
-- then restart Prosody. Start Confab with:
--   ${command}
Component "rooms.example.org" {
  component_secret = "abc";
}
`,
    );
    match(serverKinds.prosody!.block({ ...options, port: 6000 }), /^}\ncomponent_ports = { 6000 }\n$/m);
  });

  test('is an entry of the list of listeners for ejabberd', () => {
    is(
      serverKinds.ejabberd!.block(options),
      `# ejabberd: put this into ejabberd.yml under "listen:", beside the entries that are there,
# then: ejabberdctl reload_config. Start Confab with:
#   ${command}
  -
    port: 5347
    ip: "127.0.0.1"
    module: ejabberd_service
    access: all
    hosts:
      "rooms.example.org":
        password: "abc"
`,
    );
  });

  test('is marked as not tested for Openfire, which has a port of its own', () => {
    is(serverKinds.openfire!.port, 5275);
    const block = serverKinds.openfire!.block({ ...options, port: 5275 });
    match(block, /NOT TESTED/);
    match(block, /^xmpp\.component\.defaultSecret=abc$/m);
  });

  test('can be pasted as it is: what is no configuration is a comment', () => {
    for (const [name, { block }] of Object.entries(serverKinds)) {
      const mark = name === 'prosody' ? '--' : '#';
      const prose = block(options)
        .split('\n')
        .filter(line => /Confab|server|then/.test(line));
      equal(
        prose.filter(line => !line.startsWith(mark)),
        [],
      );
      not.match(block(options), /undefined/);
    }
  });
});
