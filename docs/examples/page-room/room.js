// Takes whoever reads this page into the room of its URL: shows who else is here and where, and lets them talk. It needs
// nothing but a browser: XMPP over WebSocket (RFC 7395), as a guest without an account (SASL ANONYMOUS), by groupchat.
const { websocket, domain, service } = document.currentScript.dataset;

const framing = 'urn:ietf:params:xml:ns:xmpp-framing';
const places = 'urn:confab:location';
/** Milliseconds between two places that are told; rooms take one a second. */
const pace = 1500;

const escaped = text => String(text).replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);
const child = (element, name) => [...element.children].find(one => one.localName === name);

// the link

const socket = new WebSocket(websocket, 'xmpp');
const asked = new Map();
let room;
let nick = `guest-${Math.floor(Math.random() * 10_000)}`;

const send = xml => socket.send(xml);
const open = () => send(`<open xmlns="${framing}" to="${escaped(domain)}" version="1.0"/>`);

/** Asks an iq; resolves with what is in the result, rejects with the words of the error. */
function ask(type, to, payload) {
  const id = `q${asked.size + 1}`;
  const answer = new Promise((resolve, reject) => asked.set(id, { resolve, reject }));
  send(`<iq xmlns="jabber:client" type="${type}" id="${id}"${to ? ` to="${escaped(to)}"` : ''}>${payload}</iq>`);
  return answer;
}

socket.addEventListener('open', open);
socket.addEventListener('close', () => tell('The room cannot be reached now. Load the page again later.'));
socket.addEventListener('message', ({ data }) => hear(new DOMParser().parseFromString(data, 'text/xml').documentElement));

function hear(element) {
  switch (element.localName) {
    case 'features':
      if (child(element, 'mechanisms')) send('<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="ANONYMOUS"/>');
      else enter().catch(error => tell(error.message));
      break;
    case 'success':
      open();
      break;
    case 'iq':
      hearIq(element);
      break;
    case 'presence':
      hearPresence(element);
      break;
    case 'message':
      hearMessage(element);
      break;
  }
}

function hearIq(element) {
  const waiting = asked.get(element.id);
  if (element.getAttribute('type') === 'result') waiting?.resolve(element.firstElementChild);
  else if (element.getAttribute('type') === 'error') waiting?.reject(new Error(wordsOf(element)));
}

function wordsOf(element) {
  const error = child(element, 'error');
  return (error && child(error, 'text')?.textContent) || 'This did not work.';
}

// the room

/** Binds the stream, asks the service which room the page has, and enters it. */
async function enter() {
  await ask('set', undefined, '<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/>');
  const found = await ask('get', service, `<url xmlns="urn:confab:page" href="${escaped(location.href)}"/>`);
  room = found.getAttribute('jid');
  tellPlace();
  for (const event of ['scroll', 'resize', 'hashchange']) addEventListener(event, moved);
}

const people = new Map();

function hearPresence(element) {
  const from = element.getAttribute('from').slice(room.length + 1);
  const type = element.getAttribute('type');
  if (type === 'error') {
    const condition = child(element, 'error')?.firstElementChild?.localName;
    if (condition === 'conflict') nick += '-2';
    // taken, or told too fast: again
    if (condition === 'conflict' || condition === 'resource-constraint') moved(true);
    else tell(wordsOf(element));
    return;
  }
  const place = child(element, 'location');
  if (type === 'unavailable') people.delete(from);
  else people.set(from, { fragment: place?.getAttribute('fragment'), offset: place?.getAttribute('offset') });
  showPeople();
}

function hearMessage(element) {
  const body = child(element, 'body')?.textContent;
  const from = element.getAttribute('from').slice((room?.length ?? 0) + 1);
  if (element.getAttribute('type') === 'error') tell(wordsOf(element));
  else if (body) tell(from ? `${from}: ${body}` : body);
}

// where on the page

let told = '';
let timer;

/** The last heading that is above the middle of the window, and how far down the page that is. */
function placeNow() {
  const middle = innerHeight / 2;
  const headings = [...document.querySelectorAll('h1[id], h2[id], h3[id]')];
  const heading = headings.findLast(one => one.getBoundingClientRect().top < middle);
  const offset = Math.min(1, Math.max(0, scrollY / Math.max(1, document.documentElement.scrollHeight - innerHeight)));
  const fragment = heading ? ` fragment="${escaped(heading.id)}"` : '';
  return `<location xmlns="${places}"${fragment} offset="${offset.toFixed(2)}"/>`;
}

/** The first presence enters the room, and every later one tells where its sender is. */
function tellPlace() {
  timer = undefined;
  const place = placeNow();
  if (place === told) return;
  told = place;
  send(`<presence xmlns="jabber:client" to="${escaped(`${room}/${nick}`)}">${place}</presence>`);
}

function moved(again) {
  if (again === true) told = '';
  if (timer === undefined) timer = setTimeout(tellPlace, pace);
}

// what is seen; nothing that comes from others is taken for more than text

const panel = document.createElement('aside');
panel.id = 'page-room';
panel.innerHTML =
  '<h2>On this page</h2><ul></ul><ol></ol><form><input aria-label="Say something" maxlength="1000"><button>Say</button></form>';
document.body.append(panel);
const [list, log, form] = ['ul', 'ol', 'form'].map(name => panel.querySelector(name));

function tell(text) {
  const line = document.createElement('li');
  line.textContent = text;
  log.append(line);
  while (log.children.length > 100) log.firstChild.remove();
}

function showPeople() {
  list.replaceChildren(
    ...[...people].map(([name, { fragment, offset }]) => {
      const line = document.createElement('li');
      line.textContent = name === nick ? `${name} (you)` : name;
      if (fragment) {
        const link = document.createElement('a');
        link.href = `#${encodeURIComponent(fragment)}`;
        link.textContent = `#${fragment}`;
        line.append(' at ', link);
      } else if (offset) line.append(` ${Math.round(Number(offset) * 100)} % down`);
      return line;
    }),
  );
}

form.addEventListener('submit', event => {
  event.preventDefault();
  const input = form.querySelector('input');
  if (room && input.value.trim() !== '')
    send(`<message xmlns="jabber:client" type="groupchat" to="${escaped(room)}"><body>${escaped(input.value)}</body></message>`);
  input.value = '';
});

addEventListener('pagehide', () => send(`<close xmlns="${framing}"/>`));
