// What a page gains from a script. Every page works without it.

document.documentElement.classList.add("js");

// A wide table opens with the newest month in sight.
for (const box of document.querySelectorAll(".t-scroll--end")) {
  const now = box.querySelector("thead .t-now") ?? box.querySelector("thead .t-sel") ?? box.querySelector("thead th:last-child");
  if (now) box.scrollLeft += now.getBoundingClientRect().right - box.getBoundingClientRect().right;
}

// A menu that was opened closes with Escape and when the reader goes elsewhere.
const menus = [...document.querySelectorAll("details.t-nav-small, details.t-side-small")];
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus.filter((each) => each.open && each.contains(document.activeElement))) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A page with mistakes begins with them.
document.querySelector(".govuk-error-summary")?.focus();

// A link in the summary leads to the box and puts the cursor there.
document.querySelector(".govuk-error-summary")?.addEventListener("click", (event) => {
  const id = event.target.closest("a")?.hash?.slice(1);
  const box = id && document.getElementById(id);
  if (!box) return;
  event.preventDefault();
  (box.closest(".govuk-form-group") ?? box).scrollIntoView({ block: "start" });
  box.focus({ preventScroll: true });
});

// "/" goes to the search, unless somebody is writing or has switched such keys off.
document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing || document.body.dataset.keys === "off") return;
  const search = document.getElementById("search-all");
  if (!search) return;
  event.preventDefault();
  search.focus();
});

// What was written is not lost by a click beside the button.
let unsaved = false;
for (const form of document.querySelectorAll("form[method=post]")) {
  if (form.dataset.leave === "free") continue;
  form.addEventListener("input", () => (unsaved = true));
  form.addEventListener("submit", () => (unsaved = false));
}
addEventListener("beforeunload", (event) => unsaved && event.preventDefault());

// A button pressed twice sends once.
for (const form of document.querySelectorAll("form[method=post]")) {
  let sent = 0;
  form.addEventListener("submit", (event) => {
    if (event.timeStamp - sent < 2000 && sent) event.preventDefault();
    else sent = event.timeStamp;
  });
}

// How many characters are left.
for (const line of document.querySelectorAll(".t-count[data-most]")) {
  const box = document.getElementById(line.id.replace(/_count$/, ""));
  const tell = () => {
    const left = Number(line.dataset.most) - box.value.length;
    line.textContent = (left < 0 ? line.dataset.over : line.dataset.left).replace("%n", Math.abs(left));
  };
  box?.addEventListener("input", tell);
}
