// Sorts and filters the table of incidents. Without it everything can be read as it is.
"use strict";

(() => {
  const table = document.querySelector("table[data-sorts]");
  const filters = document.querySelector(".filters");
  if (!table || !filters) return;
  const language = document.documentElement.lang;
  const collator = new Intl.Collator(language, { numeric: true });
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row, at) => ({
    row,
    at,
    text: row.textContent.toLocaleLowerCase(language),
    district: row.cells[2].textContent,
  }));

  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.key ?? cell.textContent;
  };
  // What is unknown comes last, up and down.
  const isLast = (text) => text === "" || text.startsWith("~");
  const compared = (a, b) => Number(isLast(a)) - Number(isLast(b)) || collator.compare(a, b);

  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const isUp = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
      rows.sort((one, other) => {
        const [a, b] = [key(one.row, column), key(other.row, column)];
        const order = compared(a, b);
        const isFixed = isUp || isLast(a) || isLast(b);
        return (isFixed ? order : -order) || one.at - other.at;
      });
      body.append(...rows.map((entry) => entry.row));
    });
  });

  const search = filters.querySelector("input");
  const select = filters.querySelector("select");
  const status = filters.querySelector("[role=status]");
  const districts = [...new Set(rows.map((entry) => entry.district))].sort(collator.compare);
  districts.forEach((name) => select.append(new Option(name, name)));
  const numbers = new Intl.NumberFormat(language);

  const show = () => {
    const words = search.value.toLocaleLowerCase(language).split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((entry) => {
      const isShown =
        (select.selectedIndex === 0 || entry.district === select.value) &&
        words.every((word) => entry.text.includes(word));
      entry.row.hidden = !isShown;
      shown += Number(isShown);
    });
    status.textContent = status.dataset.count
      .replace("{n}", numbers.format(shown))
      .replace("{all}", numbers.format(rows.length));
  };
  search.addEventListener("input", show);
  select.addEventListener("change", show);
  filters.hidden = false;
  show();
})();
