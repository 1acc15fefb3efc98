import { equal, match, throws } from 'uvu/assert';
import { readServerAddress, writeServerAddress } from '../../adapters/server-address.ts';
import { suite } from '../suite.ts';

suite('server address', test => {
  test('reads host and port, and takes the usual port where there is none', () => {
    equal(readServerAddress('localhost:5275'), { host: 'localhost', port: 5275 });
    equal(readServerAddress('xmpp.example.org'), { host: 'xmpp.example.org', port: 5347 });
    equal(readServerAddress('127.0.0.1:1'), { host: '127.0.0.1', port: 1 });
    equal(readServerAddress('[::1]:5347'), { host: '::1', port: 5347 });
    equal(readServerAddress('[fe80::1%eth0]'), { host: 'fe80::1%eth0', port: 5347 });
  });

  test('writes what it reads', () => {
    for (const text of ['localhost:5347', '[::1]:80']) equal(writeServerAddress(readServerAddress(text)), text);
  });

  test('says what is wrong with anything else', () => {
    const wrong: [string, RegExp][] = [
      ['', /must be HOST:PORT/],
      ['localhost:', /must be HOST:PORT/],
      ['localhost:abc', /must be HOST:PORT/],
      [':5347', /must be HOST:PORT/],
      ['a b:1', /must be HOST:PORT/],
      ['localhost:0', /port from 1 to 65535/],
      ['localhost:65536', /port from 1 to 65535/],
      ['tcp://localhost:5347', /without a scheme/],
      ['::1', /in brackets/],
      ['::1:5347', /in brackets/],
      ['fe80::1', /in brackets/],
    ];
    for (const [text, pattern] of wrong) {
      throws(
        () => readServerAddress(text),
        (error: Error) => {
          match(error.message, pattern);
          return true;
        },
      );
    }
  });
});
