// The long part of a page, cleaned by the browser's own sanitizer (Element.setHTML): scripts, event handlers and script
// addresses never get in, whatever is written. A browser without it says so, and the server sends the text another way.
// The server sends it in the attributes of an element of its own (data-markup, data-opened). What stands between
// <!--shut--> and <!--/shut--> is put in place when its part opens, when the page is printed and when the reader searches
// it: nine tenths of the nodes of a page that nobody looks at cost as much as those one does. Opening, picking and
// choosing are told to the server, which keeps them in the address; without this script they are links and details that
// work by themselves.
const SIGNS = { "\x01": "<", "\x02": ">", "\x03": '"', "\x04": "&" };
const FOREIGN = [
  { name: "svg", namespace: "http://www.w3.org/2000/svg" },
  { name: "math", namespace: "http://www.w3.org/1998/Math/MathML" },
];

const SHUT = /<!--shut-->(.*?)<!--\/shut-->/gs; // no value can write one: a template's "<" is escaped
const clean = (place, markup) => place.setHTML(markup, { sanitizer: { removeElements: FOREIGN } });

function show(root, markup) {
  root.shut = new Map();
  const bodies = [];
  clean(root, markup.replace(SHUT, (_, body) => (bodies.push(body), "")));
  [...root.querySelectorAll("[data-shut]")].forEach((place, number) => root.shut.set(place, bodies[number]));
}

function fill(root, part) {
  for (const [place, body] of root.shut)
    if (part.contains(place)) {
      clean(place, body);
      root.shut.delete(place);
    }
}

// A link to a place of the page opens the part that holds it.
function reveal(root, name) {
  for (const [place, body] of root.shut) {
    const part = body.includes(`id="${name}"`) && place.closest("details");
    if (part) {
      fill(root, part);
      part.open = true;
    }
  }
}

// Who picks by keyboard stays at what was picked when the page is drawn anew.
function focused(root) {
  const key = root.contains(document.activeElement) && document.activeElement.dataset.pick;
  if (!key) return () => {};
  const picks = () => [...root.querySelectorAll("[data-pick]")].filter((pick) => pick.dataset.pick === key);
  const place = picks().indexOf(document.activeElement);
  return () => (picks()[place] ?? picks()[0])?.focus({ preventScroll: true });
}

const fillAll = () => document.querySelectorAll(".markup").forEach((root) => root.shut && fill(root, root));
addEventListener("beforeprint", fillAll);
addEventListener("keydown", (event) => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f" && fillAll());

const openedIn = (root) => [...root.querySelectorAll("details[data-open][open]")].map((part) => part.dataset.open);

function draw(root, sent) {
  if (root.sent === sent.dataset.markup) return;
  root.sent = sent.dataset.markup;
  const back = focused(root);
  show(root, root.sent.replace(/[\x01-\x04]/g, (sign) => SIGNS[sign]));
  const opened = JSON.parse(sent.dataset.opened);
  root.told = JSON.stringify(opened);
  for (const part of root.querySelectorAll("details[data-open]")) {
    part.open = opened.includes(part.dataset.open);
    if (part.open) fill(root, part);
  }
  back();
}

// Each place draws what was sent last before it, as soon as that stands there and before the next frame.
function drawAll() {
  let sent;
  for (const found of document.querySelectorAll("[data-markup], .markup"))
    if (found.dataset.markup) sent = found;
    else if (sent && found.setHTML) draw(found, sent);
}
new MutationObserver(drawAll).observe(document, { childList: true, subtree: true });

export default function (component) {
  const { parentElement, setStateValue } = component;
  const setTriggerValue = (name, value) => whenConnected(() => component.setTriggerValue(name, value));
  const root = parentElement.querySelector(".markup");
  if (root.setHTML === undefined) {
    setStateValue("cannot", true);
    return;
  }
  drawAll();
  if (root.listens) return;
  root.listens = true;
  root.addEventListener(
    "toggle",
    (event) => {
      if (event.target.open) fill(root, event.target);
      const now = openedIn(root);
      if (JSON.stringify(now) !== root.told) {
        root.told = JSON.stringify(now);
        setTriggerValue("opened", now);
      }
    },
    true,
  );
  root.addEventListener("click", (event) => {
    // The name of a row opens it, for the mouse alone: who uses the keyboard has the summary.
    const row = event.target.closest?.(".row h3")?.closest(".row");
    if (row) root.querySelector(`#om-${row.id} > summary`)?.click();
    const inside = event.target.closest?.('a[href^="#"]');
    if (inside) reveal(root, inside.hash.slice(1));
    const link = event.target.closest?.("[data-pick], [data-choose]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (link.dataset.pick) setTriggerValue("picked", link.dataset.pick);
    else {
      setTriggerValue("chosen", link.dataset.choose);
      for (let around = root; around; around = around.parentElement) around.scrollTop = 0; // what is chosen stands first
    }
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target.matches?.("[data-pick]")) {
      event.preventDefault();
      event.target.click();
    }
  });
}
