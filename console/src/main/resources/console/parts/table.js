// A table of which the server has the pages: however many rows there are, no more than one page of them is here.

import { html } from "../html.js";
import { number } from "../format.js";
import { Empty } from "./parts.js";
import { t } from "../text/text.js";

/**
 * @param caption what it is a list of, for who does not see it
 * @param columns each { key, name, show(row), end (numbers), sort (whether one may sort by it), main (names the row) }
 * @param keyOf a row's key
 * @param view { page (from 1), size, sort (a column's key), descending }
 * @param total rows on all pages
 * @param change called with the next view
 * @param ordered whether the order is chosen here; else there is a field for it elsewhere in the page
 *
 * A page that the rows have gone from meanwhile leads to the first one.
 */
export function Table({ caption, columns, rows, keyOf, view, total, change, busy = false, ordered = true }) {
  if (rows.length === 0 && view.page > 1 && !busy) {
    return html`<${Empty} heading=${t("There is nothing on this page.")}>
      <button type="button" class="button" onClick=${() => change({ ...view, page: 1 })}>${t("Go to the first page")}</button></${Empty}>`;
  }
  return html`
    ${ordered && columns.some((column) => column.sort) && html`<${Order} columns=${columns} view=${view} change=${change} />`}
    <div class="table card" aria-busy=${busy}>
      <table role="table">
        <caption class="unseen-text">${caption}</caption>
        <thead role="rowgroup"><tr role="row">${columns.map((column) => html`
          <th role="columnheader" scope="col" key=${column.key} class=${column.end ? "end" : null}
              aria-sort=${view.sort === column.key ? (view.descending ? "descending" : "ascending") : null}>
            ${column.sort ? html`<${Sorter} column=${column} view=${view} change=${change} />` : column.name}</th>`)}</tr></thead>
        <tbody role="rowgroup">${rows.map((row) => html`
          <tr role="row" key=${keyOf(row)}>${columns.map((column) => html`
            <td role=${column.main ? "rowheader" : "cell"} key=${column.key} data-name=${column.name}
                class=${`${column.end ? "end" : ""} ${column.main ? "main" : ""}`}>${column.show(row)}</td>`)}</tr>`)}</tbody>
      </table>
    </div>
    <${Pager} view=${view} total=${total} change=${change} />`;
}

function Sorter({ column, view, change }) {
  const sorted = view.sort === column.key;
  return html`<button type="button" class="sorter"
      onClick=${() => change({ ...view, page: 1, sort: column.key, descending: sorted && !view.descending })}>
    ${column.name}<span aria-hidden="true">${sorted ? (view.descending ? "↓" : "↑") : ""}</span></button>`;
}

/** On a phone, where there are no heads of columns to press. */
function Order({ columns, view, change }) {
  const orders = columns.filter((column) => column.sort)
    .flatMap(({ key, name }) => [[key, false, `${name} ↑`], [key, true, `${name} ↓`]]);
  const choose = ([sort, descending]) => change({ ...view, page: 1, sort, descending });
  return html`<label class="table-order">${t("Order")}
    <select onChange=${(event) => choose(orders[event.target.value])}>${orders.map(([key, descending, name], i) => html`
      <option value=${i} selected=${key === view.sort && descending === Boolean(view.descending)}>${name}</option>`)}</select></label>`;
}

/** From one page of a list to the next; nothing where there is one page. */
export function Pager({ view, total, change }) {
  const last = Math.max(1, Math.ceil(total / view.size));
  if (last === 1) {
    return null;
  }
  const from = (view.page - 1) * view.size + 1;
  const to = Math.min(total, view.page * view.size);
  return html`
    <nav class="pager" aria-label=${t("Pages")}>
      <button type="button" class="button" disabled=${view.page <= 1} onClick=${() => change({ ...view, page: view.page - 1 })}>
        ${t("Previous")}</button>
      <span role="status">${t("{from}–{to} of {total}", { from: number(from), to: number(to), total: number(total) })}</span>
      <button type="button" class="button" disabled=${view.page >= last} onClick=${() => change({ ...view, page: view.page + 1 })}>
        ${t("Next")}</button>
    </nav>`;
}
