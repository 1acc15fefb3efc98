// A network of another sort, small enough to read: people come by TCP, with nc or telnet, and write lines. The first is
// their nick; then what they say, or /nick NEW, /topic TEXT and /quit. As a far side it is all that an adapter must be.
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { FarRefusal } from 'confab';

const nickForm = /^[\w[\]\\`^{|}-]{1,16}$/;

export class LineNetwork {
  #channel;
  #events;
  /** Everybody, by nick in small letters: those with a socket are of this network, those with a person come from a room. */
  #people = new Map();
  #server = createServer(socket => this.#welcome(socket));

  constructor(channel) {
    this.#channel = channel;
  }

  /** Begins to listen on the loopback address; gives the port. */
  listen(port) {
    return new Promise(resolve => this.#server.listen(port, '127.0.0.1', () => resolve(this.#server.address().port)));
  }

  close() {
    for (const { socket } of this.#people.values()) socket?.destroy();
    return new Promise(resolve => this.#server.close(resolve));
  }

  // what a far side can do

  watch(events) {
    this.#events = events;
    return () => {
      this.#events = undefined;
    };
  }

  async join(_channel, { person, nick }) {
    this.#take(nick, { person });
    this.#tell(`* ${nick} is here`);
  }

  async part(_channel, { person }, text = '') {
    const one = this.#by(person);
    if (!one) return;
    this.#people.delete(one.nick.toLowerCase());
    this.#tell(`* ${one.nick} is gone ${text}`);
  }

  async rename(_channel, { person }, nick) {
    const one = this.#by(person);
    if (!one) throw new FarRefusal('not allowed', 'You are not here.');
    this.#rename(one, nick);
  }

  async say(_channel, { person }, text) {
    const one = this.#by(person);
    if (!one) throw new FarRefusal('not allowed', 'You are not here.');
    for (const line of text.split('\n')) this.#tell(`<${one.nick}> ${line}`);
  }

  async topic(_channel, { nick }, text) {
    this.#tell(`* ${nick} sets the topic: ${text}`);
  }

  async remove(_channel, nick, text = '') {
    const one = this.#people.get(nick.toLowerCase());
    one?.socket?.end(`* you are out ${text}\n`);
  }

  async people() {
    return [...this.#people.values()].map(({ nick }) => nick);
  }

  // those who come by TCP

  #welcome(socket) {
    let own;
    socket.on('error', () => {});
    socket.write('Your nick?\n');
    socket.on('close', () => {
      if (!own) return;
      this.#people.delete(own.nick.toLowerCase());
      this.#tell(`* ${own.nick} is gone`);
      this.#events?.departed(this.#channel, own.nick);
    });
    createInterface({ input: socket }).on('line', line => {
      try {
        if (own) this.#hear(own, line);
        else {
          own = this.#take(line.trim(), { socket });
          this.#tell(`* ${own.nick} is here`);
          this.#events?.arrived(this.#channel, own.nick);
        }
      } catch (error) {
        socket.write(`! ${error.message}\n`);
      }
    });
  }

  #hear(own, line) {
    const [, command, rest] = /^\/(\w+) ?(.*)$/.exec(line) ?? [];
    if (command === 'quit') own.socket.end();
    else if (command === 'nick') {
      const from = own.nick;
      this.#rename(own, rest);
      this.#events?.renamed(this.#channel, from, own.nick);
    } else if (command === 'topic') this.#events?.topic(this.#channel, own.nick, rest);
    else if (line !== '') {
      this.#tell(`<${own.nick}> ${line}`);
      this.#events?.said(this.#channel, own.nick, line);
    }
  }

  #take(nick, more) {
    this.#check(nick);
    const one = { nick, ...more };
    this.#people.set(nick.toLowerCase(), one);
    return one;
  }

  #rename(one, nick) {
    if (one.nick.toLowerCase() !== nick.toLowerCase()) this.#check(nick);
    this.#people.delete(one.nick.toLowerCase());
    this.#people.set(nick.toLowerCase(), one);
    this.#tell(`* ${one.nick} is called ${nick} now`);
    one.nick = nick;
  }

  #check(nick) {
    if (!nickForm.test(nick)) throw new FarRefusal('erroneous', 'A nick is 1 to 16 letters and digits.');
    if (this.#people.has(nick.toLowerCase())) throw new FarRefusal('in use', `${nick} is here already.`);
  }

  #by(person) {
    return [...this.#people.values()].find(one => one.person === person);
  }

  #tell(line) {
    for (const { socket } of this.#people.values()) socket?.write(`${line}\n`);
  }
}
