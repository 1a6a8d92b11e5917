// The screens: the start, a question each, and the answers to look over. Made here, shown by showing.js.

let start, code, back, aloud, progress, forth, review, status, end, known;

// Takes the form that is on the page apart, if there is one.
function begin() {
  form = find("#form[data-t]");
  if (!form) return;
  [
    sayBegin, sayNext, sayLast, sayKeep, sayBack, sayAt, sayReview, sayNone, sayChange, sayError, sayLook,
    saySending, sayWaiting, sayNow, sayOffline, sayKept, sayEmpty, sayAloud, sayStop, sayIdle, sayOver, sayStay,
  ] = form.dataset.t.split("\n");
  key = location.pathname + form.dataset.k;
  start = find("#start");
  end = find("#end");
  code = all(".f:first-of-type", form).filter((element) => find("#code", element));
  parts = all("form > .f, section > .f").filter((element) => !code.includes(element)).map(part);
  code = code.map(part);
  questions = parts.filter(({ id }) => id);

  back = button("back", sayBack, () => {
    const to = before();
    !KIOSK && history.state.from == to ? history.back() : go(to);
  });
  aloud = button("b aloud", sayAloud, read);
  progress = make("div", {}, make("p", { class: "g" }), make("progress", { max: questions.length, "aria-hidden": true }));
  form.before(make("div", { class: "bar" }, back, aloud), progress);
  forth = button("", "", next);
  review = make("div", {}, make("h1", {}, sayReview), make("dl", { class: "check" }));
  status = make("div", { role: "status" });
  end.before(forth, review);
  end.after(status);
}

function part(element) {
  const { w } = element.dataset, id = find("[name]", element)?.name.split(".")[1], title = find("legend, .l", element);
  // The question is the heading of its screen. Its remark is for who sees the whole form.
  const heading = make("span", { role: "heading", "aria-level": 1 });
  if (id) {
    element.dataset.q = id;
    heading.append(...title.childNodes);
    title.append(heading);
    all(".w", heading).forEach((remark) => remark.remove());
  }
  const groups = [element, ...all(".f, .n", element)].map((inner) => group(inner, inner == element && id)).filter(Boolean);
  return { element, id, heading, groups, when: w && JSON.parse(w) };
}

