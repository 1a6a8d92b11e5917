// What was filled in stays in this tab until it is sent: after loading again, or coming back.

const fields = () => `${new URLSearchParams(new FormData(form))}`;
const filled = (fields) => /(^|&)([qn]\.[^=]+|code)=[^&]/.test(fields);

function keep() {
  if (!KIOSK) sessionStorage.setItem(key, JSON.stringify([fields(), !!queue]));
}

// Fills the form in; with its own id when it is the form that was left, so that what was sent counts once.
function restore(fields, own) {
  const values = new URLSearchParams(fields);
  for (const field of form.elements) {
    const given = values.getAll(field.name);
    if (!(own ? /^([qn]\.|(code|id|shown)$)/ : /^([qn]\.|code$)/).test(field.name) && !(TALK && /^p\./.test(field.name))) continue;
    if (ticked(field)) field.checked = given.includes(field.value);
    else if (given.length) field.value = given[0];
  }
}

// Goes on with what was left. A code from behind the # of a link gets into its field and out of the address; what was filled
// in before with another code is another matter. Whether it was being sent.
function resume() {
  const [, scanned] = /^#code=([\w-]+)$/.exec(location.hash) ?? [];
  let [fields, sending] = JSON.parse(sessionStorage.getItem(key)) ?? [], { state } = history;
  if (!filled(fields) || find(".sum, [autofocus]") || (scanned && code[0] && !fields.includes(`code=${scanned}&`))) state = sending = null;
  else {
    restore(fields, true);
    find("h1", start).after(make("div", { class: "note", role: "status" }, make("p", {}, sayKept), button("b", sayEmpty, () => {
      sessionStorage.removeItem(key);
      history.replaceState({ at: "start" }, "");
      location.reload();
    })));
    if (sending) state = { at: "check" };
  }
  if (scanned && code[0]) find("#code").value = scanned;
  state = state?.at ? state : { at };
  history.replaceState(state, "", location.pathname + location.search);
  ({ at, change: changing } = state);
  return sending;
}
