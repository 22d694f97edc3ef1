// The evidence map as a grid: built from codes, so that a thousand cells are a few kilobytes.
// Text is only ever set as textContent. Arrow keys move, Enter or a click opens a cell, or closes the open one;
// the name of a group chooses the group.
export default function (component) {
  const { data, parentElement } = component;
  const setTriggerValue = (name, value) => whenConnected(() => component.setTriggerValue(name, value));
  const root = parentElement.querySelector(".map-root");
  const focused = root.dataset.focused;
  const before = root.firstChild;

  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  const said = make("p", "map-said", data.hint);
  said.setAttribute("aria-live", "polite");

  const grid = []; // a line of buttons for each row, the names of the groups first; undefined where nothing can be opened
  const reached = (className, key, label) => {
    const button = make("button", className);
    button.type = "button";
    button.tabIndex = -1;
    button.dataset.cell = key;
    button.setAttribute("aria-label", label);
    return button;
  };

  const cellOf = (row, group, code) => {
    const mark = data.marks[code];
    const cell = make("td", mark.kind);
    if (mark.kind === "absent") return [cell, undefined];
    const button = reached("mark-button", `${group.id}/${row.id}`, `${row.name}, ${group.name}: ${mark.words}`);
    button.append(make("span", "glyph"));
    if (group.id === data.group) cell.classList.add("is-focus");
    if (button.dataset.cell === data.chosen) {
      button.setAttribute("aria-current", "true");
      cell.classList.add("is-chosen");
    }
    cell.append(button);
    return [cell, button];
  };

  const rowOf = (row) => {
    const line = make("tr", row.is_band ? "band" : row.is_family ? "family" : `depth-${row.depth}`);
    const name = make("th");
    name.scope = row.is_band ? "rowgroup" : "row";
    if (row.members) {
      const toggle = make("button", "toggle", row.is_open ? "▾" : "▸");
      toggle.type = "button";
      toggle.dataset.family = row.id;
      toggle.setAttribute("aria-expanded", String(row.is_open));
      toggle.setAttribute("aria-label", `${row.name}: ${row.members}`);
      name.append(toggle);
    }
    name.append(make("span", "", row.name));
    line.append(name);
    if (row.cells.length) {
      const cells = data.groups.map((group, n) => cellOf(row, group, row.cells[n]));
      line.append(...cells.map(([cell]) => cell));
      grid.push(cells.map(([, button]) => button));
    } else {
      const rest = make("td");
      rest.colSpan = data.groups.length;
      line.append(rest);
    }
    return line;
  };

  const table = make("table", "map");
  table.setAttribute("role", "grid");
  table.append(make("caption", "", data.caption));
  const head = make("thead");
  const titles = make("tr");
  titles.append(make("td"));
  grid.push([]);
  for (const group of data.groups) {
    const isFocus = group.id === data.group;
    const title = make("th", isFocus ? "is-focus" : "");
    title.scope = "col";
    const button = reached("group-button", `${group.id}/`, isFocus ? group.name : `${group.name}: vælg gruppen`);
    button.append(make("span", "", group.name));
    if (isFocus) button.setAttribute("aria-current", "true");
    title.append(button);
    titles.append(title);
    grid[0].push(button);
  }
  head.append(titles);
  const body = make("tbody");
  body.append(...data.rows.map(rowOf));
  table.append(head, body);

  const scroller = make("div", "map-scroll");
  scroller.append(table);
  root.replaceChildren(scroller, said);

  const buttons = grid.flat().filter(Boolean);
  const start = buttons.find((button) => button.dataset.cell === (focused || data.chosen)) || grid[1]?.find(Boolean) || buttons[0];
  if (start) start.tabIndex = 0;
  if (before) {
    scroller.scrollTo(before.scrollLeft, before.scrollTop);
  } else {
    // Opened by a link: the group and the open cell are in sight.
    const column = titles.querySelector(".is-focus");
    const names = titles.firstChild.offsetWidth;
    if (column) scroller.scrollLeft = Math.max(0, column.offsetLeft + column.offsetWidth - scroller.clientWidth + names / 2);
    const open = body.querySelector(".is-chosen");
    if (open) scroller.scrollTop = Math.max(0, open.offsetTop - scroller.clientHeight / 2);
  }
  if (focused && start) start.focus({ preventScroll: true });

  const tell = (button) => {
    said.textContent = button.getAttribute("aria-label");
  };
  const buttonOf = (event) => event.target.closest("[data-cell]");
  table.onmouseover = (event) => {
    const button = buttonOf(event);
    if (button) tell(button);
  };
  table.addEventListener("focusin", (event) => {
    const button = buttonOf(event);
    if (!button) return;
    for (const other of table.querySelectorAll('[data-cell][tabindex="0"]')) other.tabIndex = -1;
    button.tabIndex = 0;
    root.dataset.focused = button.dataset.cell;
    tell(button);
  });
  table.addEventListener("focusout", () => delete root.dataset.focused);

  // The next button in a direction; cells that cannot be opened are passed over.
  const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  const nextTo = (button, [down, right]) => {
    let row = grid.findIndex((line) => line.includes(button));
    let column = grid[row].indexOf(button);
    do {
      row += down;
      column += right;
    } while (grid[row] && column >= 0 && column < data.groups.length && !grid[row][column]);
    return grid[row]?.[column];
  };
  table.onkeydown = (event) => {
    const button = buttonOf(event);
    const next = button && steps[event.key] && nextTo(button, steps[event.key]);
    if (next) {
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  };
  table.onclick = (event) => {
    const button = buttonOf(event);
    const family = event.target.closest(".toggle");
    if (button) setTriggerValue("cell", button.dataset.cell === data.chosen ? `${data.group}/` : button.dataset.cell);
    if (family) setTriggerValue("family", family.dataset.family);
  };
}
