// Long markup, cleaned by the browser's own sanitizer (Element.setHTML): scripts, event handlers and script addresses
// never get in, whatever is written. A browser without it says so, and the server sends the text another way.
const UTF8 = new TextDecoder();
const FOREIGN = [
  { name: "svg", namespace: "http://www.w3.org/2000/svg" },
  { name: "math", namespace: "http://www.w3.org/1998/Math/MathML" },
];
export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const root = parentElement.querySelector(".markup");
  if (root.setHTML === undefined) {
    setStateValue("cannot", true);
    return;
  }
  const markup = UTF8.decode(data);
  if (root.shown !== markup) root.setHTML((root.shown = markup), { sanitizer: { removeElements: FOREIGN } });
}
