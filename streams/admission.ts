// Who may come in while the service is overloaded: requests to enter wait in order, with all that the same people send to
// the same room behind them, and go on one by one; when it is worse, they are refused, and so are long answers. Whatever
// those inside say, who leaves, answers and errors always pass. The load is weighed elsewhere: machines/overload.ts.
import type { RealJid, RoomJid } from '../machines/address.ts';
import type { OverloadState } from '../machines/overload.ts';
import { type Refusal, refuse } from '../machines/refusal.ts';
import { wantsAnswer } from '../machines/reply.ts';
import type { Asker, ServiceRequest } from '../machines/request.ts';
import type { Hearing } from './dialect.ts';

/** What people send. */
export type Asked = Extract<ServiceRequest, Asker>;

export interface AdmissionOptions {
  /** Requests to enter that may wait. */
  readonly heldJoins: number;
  /** The sender's stay in a room, as the machines' books have it. */
  readonly stayOf: (room: RoomJid, real: RealJid) => Hearing['stay'];
  readonly send: (request: ServiceRequest) => void;
  /** Whether one more may come in: asked before each that waited. */
  readonly mayEnter: () => boolean;
}

const tryLater = 'There is too much to do here now. Try again in a minute.';
const tooBusy = refuse('resource-constraint', tryLater);
const tooManyWait = refuse('resource-constraint', `Too many wait to enter. ${tryLater}`);
const tooManyBehind = refuse(
  'resource-constraint',
  'You wait to enter this room, and what you send waits with you. Send no more until you are inside.',
);
const leftBefore = refuse('item-not-found', 'You have left before you could be let in.');
const stopping = refuse('resource-constraint', 'The service is stopping. Try again in a minute.');

/** Requests of one person to one room that may wait, the one to enter among them. */
const mostBehind = 16;

export class Admission {
  readonly #options: AdmissionOptions;
  readonly #held = new Map<string, Asked[]>();
  /** Requests that wait behind those to enter: as many as these may, in all. */
  #behind = 0;
  #state: OverloadState = 'normal';
  #isReleasing = false;

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  /** How many wait to enter. */
  get heldJoins(): number {
    return this.#held.size;
  }

  /** By which dialect somebody waits here: everything else that they send is heard in it, too. */
  stayOf(room: RoomJid, real: RealJid): Hearing['stay'] {
    const [first] = this.#held.size === 0 ? [] : (this.#held.get(keyOf(room, real)) ?? []);
    return first && { dialect: first.dialect, inside: false };
  }

  /** Sends a request on, now or later, or a refusal in its place. */
  take(request: Asked): void {
    if (this.#state === 'normal' && this.#held.size === 0) this.#options.send(request);
    else if (!this.#joinsQueue(request)) this.#judge(request);
  }

  /** What is done from now on, and who may come in by it. */
  follow(state: OverloadState, at: number): void {
    this.#state = state;
    this.#release(at);
  }

  /** Lets in all who wait, whatever there is space for. */
  letIn(at: number): void {
    for (const [key, requests] of this.#held) this.#sendOn(key, requests, at);
  }

  /** Tells those who wait that they wait in vain. */
  close(): void {
    for (const [key, requests] of this.#held) {
      this.#drop(key, requests);
      this.#refuseAll(requests, stopping);
    }
  }

  /** Where something of the sender waits already, this waits behind it; the sender who leaves waits no more. */
  #joinsQueue(request: Asked): boolean {
    if (this.#held.size === 0 || !('room' in request) || request.room === undefined) return false;
    const key = keyOf(request.room, request.from);
    const requests = this.#held.get(key);
    if (!requests) return false;
    if (request.type === 'leave') {
      this.#drop(key, requests);
      // to who has left, presence needs no answer
      this.#refuseAll(
        requests.filter(({ receipt }) => receipt.kind !== 'presence'),
        leftBefore,
      );
      return false;
    }
    if (requests.length < mostBehind && this.#behind < this.#options.heldJoins) {
      requests.push(request);
      this.#behind++;
    } else if (wantsAnswer(request)) this.#refuse(request, tooManyBehind);
    // nothing of ours has reached them that this could be about
    return true;
  }

  #judge(request: Asked): void {
    if (this.#state === 'refusing' && (isLong(request) || this.#isEntry(request))) this.#refuse(request, tooBusy);
    else if (this.#state === 'holding' && this.#isEntry(request)) this.#hold(request);
    else this.#options.send(request);
  }

  #hold(request: Asked & { readonly room: RoomJid }): void {
    if (this.#held.size >= this.#options.heldJoins) {
      this.#refuse(request, tooManyWait);
      return;
    }
    this.#held.set(keyOf(request.room, request.from), [request]);
    this.#release(request.at);
  }

  #release(at: number): void {
    if (this.#isReleasing) return;
    this.#isReleasing = true;
    try {
      for (const [key, requests] of this.#held) {
        if (this.#state === 'refusing' || !this.#options.mayEnter()) break;
        this.#sendOn(key, requests, at);
      }
    } finally {
      this.#isReleasing = false;
    }
  }

  #sendOn(key: string, requests: readonly Asked[], at: number): void {
    this.#drop(key, requests);
    // time has gone on since
    for (const request of requests) this.#options.send({ ...request, at });
  }

  #isEntry(request: Asked): request is Extract<Asked, { readonly type: 'enter' }> {
    return request.type === 'enter' && this.#options.stayOf(request.room, request.from)?.inside !== true;
  }

  #drop(key: string, requests: readonly Asked[]): void {
    this.#held.delete(key);
    this.#behind -= requests.length - 1;
  }

  #refuseAll(requests: readonly Asked[], refusal: Refusal): void {
    for (const request of requests) if (wantsAnswer(request)) this.#refuse(request, refusal);
  }

  #refuse({ from, bare, host, dialect, receipt, at, fresh }: Asked, refusal: Refusal): void {
    this.#options.send({ type: 'refused', from, bare, host, dialect, receipt, at, fresh, refusal });
  }
}

function keyOf(room: RoomJid, real: RealJid): string {
  return `${room} ${real}`;
}

/** What is answered with a list of people or rooms. */
function isLong(request: Asked): boolean {
  if (request.type === 'browse service') return true;
  if (request.type === 'find') return request.as !== 'info';
  return request.type === 'browse' ? request.of === undefined : request.type === 'discover' && request.what === 'items';
}
