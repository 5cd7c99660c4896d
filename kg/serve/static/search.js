// Suggestions under the search box; without this script the form still searches.
"use strict";
const input = document.querySelector(".search input");
const list = document.createElement("ul");
list.className = "suggestions";
list.id = "suggestions";
list.hidden = true;
list.setAttribute("role", "listbox");
input.after(list);
input.setAttribute("role", "combobox");
input.setAttribute("aria-controls", list.id);
input.setAttribute("aria-expanded", "false");
let chosen = -1;
let asked = 0;

function show(entities) {
  chosen = -1;
  list.replaceChildren(...entities.map((entity, place) => {
    const row = document.createElement("li");
    const note = document.createElement("span");
    row.id = `suggestion-${place}`;
    row.setAttribute("role", "option");
    row.textContent = entity.name;
    note.className = "note";
    note.textContent = entity.description;
    row.append(note);
    row.addEventListener("mousedown", (event) => { event.preventDefault(); open(entity); });
    row.entity = entity;
    return row;
  }));
  list.hidden = entities.length === 0;
  input.setAttribute("aria-expanded", String(!list.hidden));
}

function open(entity) {
  window.location.assign(`/entity/${encodeURIComponent(entity.id)}`);
}

function choose(place) {
  const rows = [...list.children];
  chosen = rows.length ? (place + rows.length) % rows.length : -1;
  rows.forEach((row, n) => row.setAttribute("aria-selected", String(n === chosen)));
  input.setAttribute("aria-activedescendant", chosen < 0 ? "" : rows[chosen].id);
}

input.addEventListener("input", async () => {
  const turn = ++asked;
  const text = input.value.trim();
  if (text.length < 2) return show([]);
  const response = await fetch(`/reconcile/suggest/entity?prefix=${encodeURIComponent(text)}`);
  const found = response.ok ? (await response.json()).result.slice(0, 8) : [];
  if (turn === asked) show(found);
});
input.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") { choose(chosen + 1); event.preventDefault(); }
  if (event.key === "ArrowUp") { choose(chosen < 0 ? -1 : chosen - 1); event.preventDefault(); }
  if (event.key === "Escape") show([]);
  if (event.key === "Enter" && chosen >= 0) { open(list.children[chosen].entity); event.preventDefault(); }
});
input.addEventListener("blur", () => show([]));
