// The telephone of somebody on the road: what is said is kept here until it is sent, and sent once. Without this script the forms post
// as any other. Kept are units and days, never a name of anybody; all of it goes when it was sent, or with signing out.

const root = document.querySelector("[data-phone]");
const QUEUE = "tenor-queue";
const CLOCK = "tenor-clock"; // by how much this telephone's clock differs from ours, in milliseconds
const KEPT = "tenor-phone";
const SOON = 3000; // milliseconds until it is tried again; twice as long each time, up to LATE
const LATE = 60_000;
const say = root.dataset;
const box = root.querySelector(".t-queue");

// --- what is kept ---------------------------------------------------------------------------------------------------

const load = () => JSON.parse(localStorage.getItem(QUEUE) ?? "[]");
const store = (acts) => (acts.length ? localStorage.setItem(QUEUE, JSON.stringify(acts)) : localStorage.removeItem(QUEUE));
const here = (act) => act.who === say.who && act.home === say.home;
const mine = () => load().filter(here);
const drop = (id) => store(load().filter((act) => act.id !== id));
const change = (id, more) => store(load().map((act) => (act.id === id ? { ...act, ...more } : act)));

const now = () => new Date(Date.now() + Number(localStorage.getItem(CLOCK) ?? 0));
const london = (moment) => new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" }).format(moment);
const words = (day) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "short", day: "numeric", month: "short" }).format(new Date(`${day}T12:00`));
const hour = (moment) => new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit" }).format(moment);

// --- sending --------------------------------------------------------------------------------------------------------

let state = ""; // "", "no signal", "signed out", "trouble", "sending"

function send() {
  const waiting = () => mine().filter((act) => !act.refused);
  if (!waiting().length) return Promise.resolve(false);
  const all = async () => {
    state = "sending";
    draw();
    const sent = await sendAll(waiting());
    draw();
    return sent;
  };
  return navigator.locks ? navigator.locks.request(QUEUE, all) : all(); // one window at a time
}

// Send each in its order; true when at least one was taken. What cannot be sent now stays.
async function sendAll(acts) {
  let taken = false;
  try {
    const ready = await ask();
    if (!ready) return false;
    for (const act of acts) {
      const answer = await post(act, ready.csrf);
      if (answer.state === "kept") {
        drop(act.id);
        tell(answer.say);
        taken = true;
      } else if (answer.state === "refused" || answer.state === "not here") change(act.id, { refused: answer.say });
      else {
        state = answer.state === "signed out" ? "signed out" : "trouble";
        return taken;
      }
    }
    state = "";
  } catch {
    state = "no signal";
  }
  return taken;
}

// A fresh token, our moment, and as whom we are signed in.
async function ask() {
  const answer = await fetch(say.acts, { headers: { Accept: "application/json" }, cache: "no-store", credentials: "same-origin" });
  if (answer.status === 401) return void (state = "signed out");
  if (!answer.ok) return void (state = "trouble");
  const ready = await answer.json();
  localStorage.setItem(CLOCK, String(Date.parse(ready.now) - Date.now()));
  if (ready.who === say.who) return ready;
  state = "trouble";
  return undefined;
}

async function post(act, csrf) {
  const { refused, home, said, row, page, ...given } = act;
  const answer = await fetch(say.acts, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify(given),
    credentials: "same-origin",
  });
  const json = (answer.headers.get("Content-Type") ?? "").includes("json");
  return json ? answer.json() : { state: "trouble" };
}

// What was taken, to be shown once, also on the next page.
function tell(lines) {
  sessionStorage.setItem("tenor-told", JSON.stringify([...JSON.parse(sessionStorage.getItem("tenor-told") ?? "[]"), ...lines]));
}

function showTold() {
  const lines = JSON.parse(sessionStorage.getItem("tenor-told") ?? "[]");
  sessionStorage.removeItem("tenor-told");
  if (!lines.length) return;
  const receipt = make("div", { className: "t-receipt", role: "status" }, make("h2", {}, say.sent), ...lines.map((line) => make("p", {}, line)));
  root.before(receipt);
}

// --- the box of what is not sent ------------------------------------------------------------------------------------

function make(name, given, ...children) {
  const { role, ...rest } = given;
  const made = Object.assign(document.createElement(name), rest);
  if (role) made.setAttribute("role", role);
  made.append(...children);
  return made;
}

function draw() {
  const acts = mine();
  const others = load().length > load().filter((act) => act.who === say.who).length;
  box.hidden = !acts.length && !others;
  const waiting = acts.filter((act) => !act.refused);
  const lines = [];
  if (waiting.length) {
    const many = waiting.length === 1 ? say.one : say.many.replace("%n", waiting.length);
    const why = { "no signal": say.noSignal, sending: say.sending }[navigator.onLine ? state : "no signal"];
    lines.push(make("p", {}, make("b", {}, [why, many].filter(Boolean).join(" "))));
    lines.push(...waiting.map((act) => make("p", { className: "t-small" }, act.said)));
    lines.push(...next());
  }
  for (const act of acts.filter((each) => each.refused)) lines.push(refusedBox(act));
  if (others) lines.push(make("p", { className: "t-small" }, say.another));
  box.replaceChildren(...lines);
  drawToSend();
}

// What happens to it now: by itself, after signing in, or by a press.
function next() {
  if (state === "signed out") {
    return [make("p", {}, say.sign), make("p", {}, make("a", { className: "t-btn", href: say.signIn }, say.signLink))];
  }
  const button = make("button", { className: "t-btn", type: "button" }, say.send);
  button.addEventListener("click", sendAndShow);
  const note = make("p", { className: "t-small t-soft" }, state === "trouble" ? say.trouble : say.alone);
  return navigator.onLine && state !== "sending" ? [note, make("p", {}, button)] : [note];
}

function refusedBox(act) {
  const change = make("a", { className: "t-btn", href: `${act.page}#${act.id}` }, say.change);
  const away = make("button", { className: "t-btn", type: "button" }, say.drop);
  away.addEventListener("click", () => (drop(act.id), draw()));
  const why = act.refused.map((line) => make("p", {}, line));
  return make("div", {}, make("p", {}, make("b", {}, say.refused)), make("p", { className: "t-small" }, act.said), ...why, make("p", {}, change, " ", away));
}

// A row kept here stands among those that are to be sent.
function drawToSend() {
  const section = document.querySelector("[data-phone-to-send]");
  if (!section) return;
  section.querySelectorAll("[data-kept]").forEach((each) => each.remove());
  const kept = mine().filter((each) => each.what === "made" && !each.refused);
  for (const act of kept) {
    const line = make("p", { className: "t-p" }, `${act.row} (${say.onPhone})`);
    line.dataset.kept = "";
    section.append(line);
  }
  const none = section.querySelector("[data-phone-none]");
  if (none) none.hidden = kept.length > 0;
}

// A telephone often takes itself for online when nothing gets through, so it is tried again whatever it says.
let wait = SOON;
let again = 0;

async function sendAndShow() {
  clearTimeout(again);
  if (await send()) return location.reload();
  if (!mine().some((act) => !act.refused) || state === "signed out") return;
  again = setTimeout(sendAndShow, wait);
  wait = Math.min(wait * 2, LATE);
}

// --- the forms ------------------------------------------------------------------------------------------------------

const form = document.querySelector("form[data-phone-act]");
const chosen = (name) => form.querySelector(`input[name=${name}]:checked`);
const labelOf = (input) => form.querySelector(`label[for="${input.id}"]`)?.textContent.trim() ?? "";
const first = (...nodes) => nodes.find(Boolean);

// The act as it was filled in; undefined where an answer is missing.
function read() {
  const what = form.dataset.phoneAct;
  const moment = now();
  const picked = form.querySelector("input[name=day]").value || london(moment);
  const common = { id: crypto.randomUUID(), what, dataset: form.dataset.dataset, who: say.who, home: say.home, page: location.pathname };
  const when = { moment: moment.toISOString(), phone_day: london(moment) };
  const place = chosen(what === "made" ? "unit" : "row");
  const to = chosen("to") ?? form.querySelector("input[name=to][type=hidden]");
  if (!place || (what === "sent" && !to)) return undefined;
  const day = picked === when.phone_day ? `${words(picked)} ${hour(moment)}` : words(picked);
  if (what === "made") {
    const row = `${labelOf(place)}, ${form.dataset.dayLabel} ${words(picked)}`;
    return { ...common, ...when, unit: place.value, day: picked, row, said: `${form.dataset.said}: ${labelOf(place)}, ${day}` };
  }
  const [unit, of] = place.value.split("|");
  const row = place.dataset.row ?? labelOf(place);
  return { ...common, ...when, unit, day: of, to: to.value, done: picked, row, said: `${labelOf(to)}, ${day}: ${row}` };
}

async function keep(event) {
  const act = read();
  event.preventDefault();
  if (!act) return missing();
  const before = load().filter((each) => each.id !== location.hash.slice(1));
  try {
    store([...before, act]);
  } catch {
    return form.submit(); // no room here: as without a script
  }
  if (navigator.onLine) await Promise.race([send(), new Promise((done) => setTimeout(done, 5000))]);
  location.assign(say.home);
}

function missing() {
  form.querySelector("[data-missing]")?.remove();
  const line = make("p", { className: "govuk-error-message", role: "alert" }, say.choose);
  line.dataset.missing = "";
  form.prepend(line);
  first(form.querySelector("input[type=radio]:not(:checked)"))?.focus();
}

// Today as it is now, not as it was when the page was kept; and what is to be changed is filled in again.
function prepare() {
  const day = form.querySelector("input[data-today]");
  const again = load().find((act) => act.id === location.hash.slice(1));
  const today = london(now());
  if (!form.querySelector(".govuk-error-message")) day.value = again?.done ?? again?.day ?? today;
  day.max = today;
  form.querySelector("[data-phone-now]").textContent = `${words(today)}, ${hour(now())}`;
  if (form.dataset.phoneAct === "sent") addKept();
  if (!again) return;
  for (const [name, value] of [["unit", again.unit], ["row", `${again.unit}|${again.day}`], ["to", again.to]]) {
    const box = [...form.querySelectorAll(`input[name=${name}]`)].find((each) => each.value === value);
    if (box) box.checked = true;
  }
  form.querySelector("details").open = true;
}

// Rows made without signal can be chosen too.
function addKept() {
  const after = form.querySelector("input[name=row]")?.closest(".govuk-radios") ?? form.querySelector("[data-phone-rows]");
  for (const act of mine().filter((each) => each.what === "made" && each.dataset === form.dataset.dataset)) {
    const value = `${act.unit}|${act.day}`;
    if ([...form.querySelectorAll("input[name=row]")].some((each) => each.value === value)) continue;
    const input = make("input", { type: "radio", name: "row", value, id: `kept-${act.id}`, className: "govuk-radios__input" });
    input.dataset.row = act.row;
    const label = make("label", { htmlFor: input.id, className: "govuk-label govuk-radios__label" }, `${act.row} (${say.onPhone})`);
    const item = make("div", { className: "govuk-radios__item" }, input, label);
    after.append(make("div", { className: "t-choice" }, item));
    form.querySelector("[data-phone-none]")?.remove();
  }
}

// --- copies for when there is no signal -----------------------------------------------------------------------------

async function keepPages() {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  await navigator.serviceWorker.register(say.worker, { scope: say.home });
  const cache = await caches.open(KEPT);
  const files = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")].map((each) => each.href || each.src);
  await Promise.all([...say.keep.split(" "), ...files].map((address) => keepPage(cache, address)));
}

// A copy without the reader's name and without the token of a form: both would be another's, or too old.
async function keepPage(cache, address) {
  const answer = await fetch(address, { credentials: "same-origin" }).catch(() => undefined);
  if (!answer?.ok || answer.redirected) return;
  if (!(answer.headers.get("Content-Type") ?? "").includes("html")) return cache.put(address, answer);
  const text = (await answer.text())
    .replace(/(<span[^>]*\sdata-who>)[^<]*/g, "$1")
    .replace(/(name="csrfmiddlewaretoken" value=")[^"]*/g, "$1");
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  return cache.put(address, new Response(text, { headers }));
}

// Signing out takes everything away; what is not sent yet is asked about first.
for (const leave of document.querySelectorAll("form[data-phone-leave]")) {
  leave.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (mine().length && !leave.dataset.sure) {
      leave.dataset.sure = "yes";
      leave.querySelector("button").textContent = say.leaveAnyway;
      return leave.prepend(make("p", { role: "alert" }, say.leave));
    }
    store(load().filter((act) => act.who !== say.who));
    await globalThis.caches?.delete(KEPT);
    return leave.submit();
  });
}

// --- begin ----------------------------------------------------------------------------------------------------------

if (form) {
  prepare();
  form.addEventListener("submit", keep);
}
showTold();
draw();
addEventListener("online", () => ((wait = SOON), sendAndShow()));
addEventListener("offline", draw);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendAndShow());
if (!form) sendAndShow();
if (!form && navigator.onLine) ask().catch(() => undefined);
if (navigator.onLine) keepPages().catch(() => undefined);
