// Sending, and taking over the page that the server answers with.

// The form as the browser would send it; when it counts, only what is asked, and no "namely" of an option not chosen.
function body(by, whole) {
  const data = new URLSearchParams(new FormData(form));
  for (const { asked, groups } of whole ? [] : parts) {
    for (const { fields, option } of groups) if (!asked || !option.checked) fields.forEach(({ name }) => data.delete(name));
  }
  if (by?.name) data.append(by.name, by.value);
  return [by?.getAttribute("formaction") ?? form.getAttribute("action"), data];
}

// The server's answer; without a page where it makes sense to try again, after that many seconds.
async function post([address, body]) {
  try {
    const answer = await fetch(address, { method: "POST", body, signal: AbortSignal.timeout?.(20000) });
    const page = new DOMParser().parseFromString(TALK ? bare(await answer.text()) : await answer.text(), "text/html");
    // A date instead of seconds is no reason to wait, nor to try without end.
    const seconds = +answer.headers.get("retry-after") || 0, { ok, url, status } = answer;
    // A network's own page is no answer. A long pause is the server's to explain.
    return find("#main", page) && ((status < 500 && status != 429) || seconds > 600) ? { page, ok, url } : { seconds };
  } catch {
    return { seconds: 0 };
  }
}

// Another language, or a look at the code: nothing is stored.
async function exchange(by) {
  const answer = await post(body(by, true));
  answer.page ? put(answer) : complain(sayOffline);
}

function send(by) {
  weigh();
  if (queue || wrong([...code, ...asked()])) return;
  queue = { letter: body(by), wait: 1, timer: 1 };
  onbeforeunload = (event) => event.preventDefault();
  keep();
  attempt();
}

// Tries until there is an answer. What is sent is the same each time, and the server takes the same as the same.
async function attempt() {
  const mine = queue;
  if (!mine) return;
  tell(saySending);
  if (!mine.timer) return;
  clearTimeout(mine.timer);
  mine.timer = 0;
  const answer = await post(mine.letter);
  if (mine != queue) return;
  if (answer.page) {
    drop();
    return put(answer);
  }
  mine.wait = Math.min(2 * mine.wait, 60);
  // Not all at once after a failure that many have waited out.
  mine.timer = setTimeout(attempt, 1000 * Math.max(mine.wait, answer.seconds) * (1 + Math.random() / 4));
  tell(sayWaiting, button("b", sayNow, attempt));
}

function tell(text, ...more) {
  end.hidden = true;
  // On a tablet that many use, who comes next must neither read what waits nor take it back.
  if (KIOSK) for (const own of [find("dl.check"), find(".back")]) if (own) own.hidden = true;
  status.replaceChildren(make("div", { class: "note" }, make("p", {}, text), ...more));
}

// No longer sending: there is an answer, or someone went back to change something.
function drop() {
  if (!queue) return;
  clearTimeout(queue.timer);
  queue = onbeforeunload = null;
  status.replaceChildren();
  keep();
}

function put({ page, ok, url }) {
  const left = fields(), { lang, dir } = page.documentElement;
  hush();
  root.classList.remove("one");
  root.lang = lang;
  root.dir = dir;
  document.title = page.title;
  document.body.replaceWith(page.body);
  begin();
  if (form) {
    history.replaceState(history.state, "", url);
    restore(left);
    keep();
    look();
    // In another language while it was being sent: told again, and thanked for in that language.
    if (queue) [queue.letter[0]] = body();
    return attempt();
  }
  // Stored: nothing is kept, and going back shows an empty form. Otherwise going back leads to the answers.
  if (ok) {
    sessionStorage.removeItem(key);
    // After a conversation, loading again shows the form for the next one.
    TALK || history.replaceState({}, "", `${location.pathname}/bedankt${location.search}`);
  } else history.pushState({}, "");
  visit(find("h1"));
  scrollTo(0, 0);
}
