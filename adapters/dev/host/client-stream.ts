// One client's stream over a WebSocket (RFC 7395): opened, logged in (SASL), opened again, bound to an address, and closed
// with the right word. What is said in it afterwards is the session's.
import type { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { clearTimeout, setTimeout } from 'node:timers';
import xml, { type Element } from '@xmpp/xml';
import type { RawData, WebSocket } from 'ws';
import type { Accounts, Login } from './accounts.ts';
import { type Frame, frameReader } from './frame.ts';
import type { HostLimits } from './host-limits.ts';
import { names } from './names.ts';
import type { Session } from './session.ts';
import { errorFor } from './stanza-error.ts';
import { type StreamError, streamError, streamErrorFrame } from './stream-error.ts';

export interface ClientOptions {
  readonly domain: string;
  readonly limits: HostLimits;
  readonly accounts: Accounts;
  /** Gives somebody an address with this resource, or another where it is taken or none was asked for. */
  readonly bind: (stream: ClientStream, local: string, resource: string | undefined) => Session | undefined;
  /** Told once, when the stream is over. */
  readonly ended: (stream: ClientStream) => void;
  readonly log: (sentence: string) => void;
}

type State = 'opening' | 'login' | 'login-continued' | 'reopening' | 'binding' | 'bound' | 'over';

const tries = 5;
/** Milliseconds that a client has to close its side. */
const linger = 2_000;

/** A stream from its first frame to its last; what it is over a WebSocket ends with that. */
export class ClientStream {
  readonly #socket: WebSocket;
  readonly #options: ClientOptions;
  readonly #read: (text: string) => Frame;
  #state: State = 'opening';
  #failed = 0;
  #local = '';
  #session: Session | undefined;

  constructor(socket: WebSocket, options: ClientOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#read = frameReader(options.limits.frame);
    socket.on('message', (data, isBinary) => this.#onFrame(data, isBinary));
    // what is wrong with a WebSocket itself closes it, and that is told below
    socket.on('error', () => {});
    socket.once('close', () => {
      this.#state = 'over';
      options.ended(this);
    });
  }

  /** Who logged in, as soon as somebody has. */
  get local(): string {
    return this.#local;
  }

  /** What has been bound to it. */
  get session(): Session | undefined {
    return this.#session;
  }

  /** Sends a stanza; a client that does not read is dropped. */
  send(stanza: Element): void {
    const framed = xml(stanza.name, { xmlns: names.client, ...stanza.attrs });
    framed.children = stanza.children;
    this.#write(framed.toString());
  }

  /** Ends the stream, with an error where there is one to tell. */
  end(error?: StreamError): void {
    if (this.#state === 'over') return;
    if (this.#state === 'opening') this.#writeOpen();
    if (error) {
      this.#options.log(`The stream of ${this.#session?.address.full ?? 'a client'} ends: ${error.condition}. ${error.text}`);
      this.#write(streamErrorFrame(error));
    }
    this.#write(`<close xmlns='${names.framing}'/>`);
    this.#state = 'over';
    this.#socket.close(1000);
    const timer = setTimeout(() => this.#socket.terminate(), linger);
    this.#socket.once('close', () => clearTimeout(timer));
  }

  /** A client that is not read waits with what it sends. */
  hold(isHeld: boolean): void {
    if (isHeld) this.#socket.pause();
    else this.#socket.resume();
  }

  #write(text: string): void {
    if (this.#state === 'over') return;
    if (this.#socket.bufferedAmount > this.#options.limits.unreadBytes) {
      this.#options.log(`${this.#session?.address.full ?? 'A client'} does not read what it is sent, and is dropped.`);
      this.#state = 'over';
      // others may be in the middle of a broadcast, and are told afterwards
      this.#socket.terminate();
      return;
    }
    this.#socket.send(text);
  }

  #onFrame(data: RawData, isBinary: boolean): void {
    if (this.#state === 'over') return;
    const bytes = data as Buffer;
    const { stanzaBytes } = this.#options.limits.frame;
    let error: StreamError | undefined;
    if (isBinary) error = streamError('bad-format', 'Frames are text.');
    else if (bytes.length > stanzaBytes) error = streamError('policy-violation', `A frame has ${stanzaBytes} bytes at most.`);
    else {
      const frame = this.#read(bytes.toString('utf8'));
      error = 'error' in frame ? frame.error : this.#hear(frame.element);
    }
    if (error) this.end(error);
  }

  #hear(element: Element): StreamError | undefined {
    if (element.is('close', names.framing)) return void this.end();
    switch (this.#state) {
      case 'opening':
      case 'reopening':
        return this.#hearOpen(element);
      case 'login':
      case 'login-continued':
        return this.#hearLogin(element);
      case 'binding':
        return this.#hearBind(element);
      default:
        return this.#session?.hear(element);
    }
  }

  #hearOpen(element: Element): StreamError | undefined {
    const { domain } = this.#options;
    if (!element.is('open', names.framing))
      return streamError('invalid-namespace', `A stream begins with <open xmlns='${names.framing}'/>.`);
    if (String(element.attrs.to ?? '').toLowerCase() !== domain)
      return streamError('host-unknown', `This is ${domain}: say so in the "to" of <open/>.`);
    if (element.attrs.version !== '1.0') return streamError('unsupported-version', 'The version of <open/> is 1.0.');
    this.#writeOpen();
    const isLogin = this.#state === 'opening';
    this.#state = isLogin ? 'login' : 'binding';
    this.#write(`<stream:features xmlns:stream='${names.streams}'>${isLogin ? loginFeatures : boundFeatures}</stream:features>`);
    return undefined;
  }

  #hearLogin(element: Element): StreamError | undefined {
    if (element.is('abort', names.sasl)) return this.#failLogin('aborted');
    if (this.#state === 'login-continued' && element.is('response', names.sasl))
      return this.#login(this.#options.accounts.plain(element.getText()));
    if (!element.is('auth', names.sasl)) return streamError('not-authorized', 'First log in, by PLAIN or ANONYMOUS.');
    const { mechanism } = element.attrs;
    if (mechanism === 'ANONYMOUS') return this.#login(this.#options.accounts.anonymous());
    if (mechanism !== 'PLAIN') return this.#failLogin('invalid-mechanism', 'There is PLAIN, and ANONYMOUS.');
    const said = element.getText();
    if (said !== '') return this.#login(this.#options.accounts.plain(said === '=' ? '' : said));
    this.#state = 'login-continued';
    this.#write(`<challenge xmlns='${names.sasl}'/>`);
    return undefined;
  }

  #login(login: Login): StreamError | undefined {
    if ('refused' in login) return this.#failLogin(login.refused, login.text);
    this.#local = login.local;
    this.#state = 'reopening';
    this.#write(`<success xmlns='${names.sasl}'/>`);
    return undefined;
  }

  #failLogin(condition: string, text?: string): StreamError | undefined {
    this.#state = 'login';
    const told = text === undefined ? [] : [xml('text', { 'xml:lang': 'en' }, text)];
    this.#write(xml('failure', { xmlns: names.sasl }, xml(condition), told).toString());
    return ++this.#failed < tries ? undefined : streamError('policy-violation', `Nobody tries ${tries} times to log in.`);
  }

  #hearBind(iq: Element): StreamError | undefined {
    const asked = iq.is('iq', names.client) && iq.attrs.type === 'set' ? iq.getChild('bind', names.bind) : undefined;
    if (!asked) return streamError('not-authorized', 'First bind an address.');
    const { id } = iq.attrs;
    const session = this.#options.bind(this, this.#local, asked.getChildText('resource') || undefined);
    if (!session) {
      this.send(errorFor(xml('iq', { id }), 'bad-request', 'This resource cannot stand in an address: choose another.')!);
      return undefined;
    }
    this.#session = session;
    this.#state = 'bound';
    const bound = xml('bind', { xmlns: names.bind }, xml('jid', {}, session.address.full));
    this.send(xml('iq', { type: 'result', ...(id !== undefined && { id }) }, bound));
    return undefined;
  }

  #writeOpen(): void {
    const id = randomBytes(8).toString('hex');
    this.#write(
      xml('open', { xmlns: names.framing, from: this.#options.domain, id, version: '1.0', 'xml:lang': 'en' }).toString(),
    );
  }
}

const mechanisms = ['PLAIN', 'ANONYMOUS'].map(name => `<mechanism>${name}</mechanism>`).join('');
const loginFeatures = `<mechanisms xmlns='${names.sasl}'>${mechanisms}</mechanisms>`;
const boundFeatures = `<bind xmlns='${names.bind}'/><session xmlns='${names.session}'><optional/></session>`;
