// The evidence map as a grid: built from codes, so that a thousand cells are a few kilobytes.
// Text is only ever set as textContent. Arrow keys move, Enter or a click opens a cell.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".map-root");
  const focused = root.dataset.focused;
  const scrolled = { top: root.firstChild?.scrollTop ?? 0, left: root.firstChild?.scrollLeft ?? 0 };

  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  const said = make("p", "map-said");
  said.setAttribute("aria-live", "polite");
  said.textContent = data.hint;

  const cellOf = (row, group, code) => {
    const mark = data.marks[code];
    const cell = make("td", mark.kind);
    const button = make("button", "mark-button");
    button.type = "button";
    button.tabIndex = -1;
    button.dataset.cell = `${group.id}/${row.id}`;
    button.setAttribute("aria-label", `${row.name}, ${group.name}: ${mark.words}`);
    button.append(make("span", "glyph", mark.glyph));
    if (mark.small) button.append(make("small", "", mark.small));
    if (button.dataset.cell === data.chosen) {
      button.setAttribute("aria-current", "true");
      cell.classList.add("is-chosen");
    }
    cell.append(button);
    return cell;
  };

  const rowOf = (row) => {
    const line = make("tr", row.is_family ? "family" : `depth-${row.depth}`);
    const name = make("th");
    name.scope = "row";
    if (row.members) {
      const toggle = make("button", "toggle", row.is_open ? "▾" : "▸");
      toggle.type = "button";
      toggle.dataset.family = row.id;
      toggle.setAttribute("aria-expanded", String(row.is_open));
      toggle.setAttribute("aria-label", `${row.name}: ${row.members} indsatser`);
      name.append(toggle);
    }
    name.append(make("span", "", row.name));
    line.append(name, ...data.groups.map((group, n) => cellOf(row, group, row.cells[n])));
    return line;
  };

  const table = make("table", "map");
  table.setAttribute("role", "grid");
  table.append(make("caption", "", data.caption));
  const head = make("thead");
  const titles = make("tr");
  titles.append(make("td"));
  for (const group of data.groups) {
    const title = make("th", group.id === data.group ? "is-focus" : "");
    title.scope = "col";
    title.append(make("span", "", group.name));
    titles.append(title);
  }
  head.append(titles);
  const body = make("tbody");
  body.append(...data.rows.map(rowOf));
  table.append(head, body);

  const scroller = make("div", "map-scroll");
  scroller.append(table);
  root.replaceChildren(scroller, said);
  scroller.scrollTo(scrolled.left, scrolled.top);

  const buttons = [...body.querySelectorAll(".mark-button")];
  const width = data.groups.length;
  const start = buttons.find((button) => button.dataset.cell === (focused || data.chosen)) || buttons[0];
  if (start) start.tabIndex = 0;
  if (focused && start) start.focus({ preventScroll: true });

  const tell = (button) => {
    said.textContent = button.getAttribute("aria-label");
  };
  body.onmouseover = (event) => {
    const button = event.target.closest(".mark-button");
    if (button) tell(button);
  };
  body.onfocusin = null;
  body.addEventListener("focusin", (event) => {
    const button = event.target.closest(".mark-button");
    if (!button) return;
    for (const other of body.querySelectorAll('.mark-button[tabindex="0"]')) other.tabIndex = -1;
    button.tabIndex = 0;
    root.dataset.focused = button.dataset.cell;
    tell(button);
  });
  body.addEventListener("focusout", () => delete root.dataset.focused);
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: width, ArrowUp: -width };
  body.onkeydown = (event) => {
    const at = buttons.indexOf(event.target);
    const next = buttons[at + steps[event.key]];
    if (at >= 0 && next) {
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  };
  body.onclick = (event) => {
    const cell = event.target.closest(".mark-button");
    const family = event.target.closest(".toggle");
    if (cell) setTriggerValue("cell", cell.dataset.cell);
    if (family) setTriggerValue("family", family.dataset.family);
  };
}
