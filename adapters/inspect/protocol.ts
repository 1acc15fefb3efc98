// What the inspector tells a page, and takes from it: plain JSON, over HTTP and Server-Sent Events. Types alone, so that
// the page and the server mean the same. Texts come from people; whoever shows them escapes them.
import type { StateValue } from 'xstate';

/** A statechart to look at. `key` is the same for all rooms with the same chart, so that a page asks for it once. */
export interface ChartView {
  readonly key: string;
  /** A picture without styles of its own (classes only), in which states and transitions carry `data-state`, `data-transition`. */
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** From the outside in, in declared order. */
  readonly states: readonly {
    readonly id: string;
    readonly name: string;
    readonly type: string;
    readonly parent?: string;
    readonly description?: string;
  }[];
  readonly transitions: readonly {
    readonly id: string;
    readonly from: string;
    readonly to: readonly string[];
    readonly event?: string;
    readonly description?: string;
  }[];
}

/** A room in the list. */
export interface RoomLine {
  readonly jid: string;
  readonly name: string;
  readonly title?: string;
  readonly kind: string;
  readonly state: string;
  readonly people: number;
  readonly waiting: number;
  readonly topic?: string;
  readonly holds: number;
  /** Requests in a second, over the last seconds. */
  readonly rate: number;
}

/** `GET rooms?search=&kind=&from=&most=`: those that match, the busiest first, then by name. */
export interface RoomList {
  /** Rooms of the service, and how many of them match. */
  readonly all: number;
  readonly matching: number;
  readonly from: number;
  readonly rooms: readonly RoomLine[];
}

export interface PersonLine {
  readonly id: string;
  readonly nick: string;
  readonly dialect: string;
  /** Where the participant's own chart stands. */
  readonly state: string;
  /** Only where the deployer lets real addresses be shown. */
  readonly jid?: string;
}

/** A room as it is now. */
export interface RoomView extends RoomLine {
  /** The `key` of its chart, and the ids of the states that are lit in it. */
  readonly chart: string;
  readonly live: readonly string[];
  readonly participants: readonly PersonLine[];
  /** People who are not listed, for there are too many. */
  readonly unlisted: number;
  readonly behaviours: readonly {
    readonly name: string;
    readonly about: string;
    readonly state?: StateValue;
    readonly settings: unknown;
    readonly trust: 'well' | 'out' | 'closed';
    /** What they let others read, such as a board; left out where bodies are not shown. */
  }[];
  readonly held: readonly {
    readonly id: string;
    readonly phase: string;
    readonly behaviour: string;
    /** The nick or, where it may be shown, the address of who waits. */
    readonly who: string;
    readonly since: number;
    readonly text: string;
  }[];
}

/** One request to a room, and all that came of it. */
export interface Moment {
  /** Counts the requests to this room; the latest has the greatest. */
  readonly step: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The request in words (`say`, `enter`, `tick`), and by whom: nick, or address where it may be shown. */
  readonly request: string;
  readonly who?: string;
  readonly outcome: 'done' | 'refused' | 'held';
  /** What was ruled, a sentence each: `refused by members: “Only members may enter.”` */
  readonly rulings: readonly string[];
  /** The facts in outline, in order. */
  readonly facts: readonly string[];
  /** The ids of the states that were lit before and after it; left out where that is not known. */
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  /** The ids of the transitions that were taken, as far as can be told. */
  readonly transitions: readonly string[];
  /** The stanza that asked for it, and those that went out: each with how many got it. Only of what was watched live. */
  readonly heard?: string;
  readonly said?: readonly { readonly xml: string; readonly to: string; readonly copies: number }[];
}

/** `GET service`: what is there, and what may be done. */
export interface ServiceView {
  readonly domain: string;
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly rooms: number;
  readonly people: number;
  readonly kinds: readonly { readonly name: string; readonly about: string }[];
  readonly overload: {
    readonly chart: string;
    readonly live: readonly string[];
    readonly outbox: number;
    readonly mailbox: number;
  };
  readonly link: { readonly chart: string; readonly live: readonly string[] };
  /** What is shown: texts of messages and topics, real addresses. */
  readonly shows: { readonly texts: boolean; readonly addresses: boolean };
  /** Whether there is anybody who may change something, with a token of their own. */
  readonly admin: boolean;
  /** Only of `confab dev`. */
  readonly dev?: DevView;
}

/** What a playground needs. */
export interface DevView {
  /** The path of the WebSocket (RFC 7395) below the page, and the domain to log in at. */
  readonly websocket: string;
  readonly host: string;
  /** Whether `ANONYMOUS` and any name with any password are let in; otherwise people need accounts of the server. */
  readonly open: boolean;
  /** Bare addresses of those who may decide for every room. */
  readonly moderators?: readonly string[];
  /** Files that are read again when they are saved, and how the last reading went. */
  readonly files: readonly DevFile[];
}

export interface DevFile {
  readonly file: string;
  /** The rooms in which it is tried. */
  readonly rooms?: readonly string[];
  readonly at: number;
  /** Sentences: why it could not be read; the last good version goes on. Empty where all is well. */
  readonly problems: readonly string[];
  /** What could not be kept in rooms that go on by the new chart. */
  readonly notes: readonly string[];
}

/** `GET rooms/NAME/why?who=`: how requests were ruled lately, latest first. */
export interface Why {
  readonly at: number;
  readonly who?: string;
  readonly request: string;
  readonly outcome: 'allowed' | 'refused' | 'held';
  /** A sentence for each behaviour that said something. */
  readonly said: readonly string[];
}

/** `GET rooms/NAME/past`, `POST replay`: steps that were, oldest first; `before` of the first is where it began. */
export interface Past {
  readonly room: string;
  readonly chart: string;
  /** Left out where the server gave the chart before. */
  readonly view?: ChartView;
  readonly moments: readonly Moment[];
  /** A sentence, where not all is known: requests before them are forgotten, the recording is cut. */
  readonly note?: string;
}

/**
 * `GET rooms/NAME/live`: Server-Sent Events, the data of each as JSON.
 * `room` first and whenever something but the time line changed; `moment` for each request; `skipped` where the room is
 * busier than is shown; `gone` when it ends.
 */
export type LiveEvent =
  | { readonly type: 'room'; readonly data: RoomView }
  | { readonly type: 'moment'; readonly data: Moment }
  | { readonly type: 'skipped'; readonly data: { readonly count: number } }
  | { readonly type: 'gone'; readonly data: { readonly text: string } };

/** `GET live`: Server-Sent Events about the service, once a second at most: `service`, and `dev` when a file was read again. */
export type ServiceEvent =
  | { readonly type: 'service'; readonly data: ServiceView }
  | { readonly type: 'dev'; readonly data: DevFile };

/** `POST admin/…` with `Authorization: Bearer TOKEN`; what was done is in the log, and in `GET admin/log`. */
export type AdminRequest =
  | { readonly do: 'close'; readonly room: string; readonly text?: string }
  | { readonly do: 'remove'; readonly room: string; readonly person: string; readonly text?: string }
  | {
      readonly do: 'set';
      readonly room: string;
      readonly behaviour: string;
      readonly settings: Readonly<Record<string, unknown>>;
    };

export interface AdminEntry {
  readonly at: number;
  /** The name under which the token stands in the configuration. */
  readonly by: string;
  readonly request: AdminRequest;
  /** What stood against it; nothing where it was done. */
  readonly problem?: string;
}

/** Any answer but 2xx has this as JSON: a sentence that says what was wrong and how to mend it. */
export interface Problem {
  readonly problem: string;
}
