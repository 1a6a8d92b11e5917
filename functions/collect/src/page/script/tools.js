// One question a screen, for who has scripts. Everything works without: the page is one form, and the server judges all
// of it. What this adds can be taken away at any moment: nothing is asked here, and nothing is sent, that the form
// would not ask and send. In a browser too old for it the form stays as it is.
//
// The files of this folder share one scope; `make script` joins and shrinks them into ../script.min.js, and some of them,
// with conversation.js, into the conversation form's script. What the page tells stands in attributes of its elements: see
// script.rs. KIOSK is whether it is made for a tablet that many use, TALK whether for a conversation.

const root = document.documentElement;
const find = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const make = (tag, attributes, ...content) => {
  const made = document.createElement(tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  made.append(...content);
  return made;
};
const button = (name, text, press) => {
  const made = make("button", { type: "button", class: name }, text);
  made.onclick = press;
  return made;
};
const visit = (element) => {
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus();
};

// The form on the page, under what it is kept, and its questions and statements in order.
let form, key, parts, questions;
// What the script says, in the order of script.rs.
let sayBegin, sayNext, sayLast, sayKeep, sayBack, sayAt, sayReview, sayNone, sayChange, sayError, sayLook;
let saySending, sayWaiting, sayNow, sayOffline, sayKept, sayEmpty, sayAloud, sayStop, sayIdle, sayOver, sayStay;
// The screen that is shown ("start", the id of a question, or "check"), and whether it was entered from the check screen.
let at = "start", changing;
// What is being sent, from the press of the button until there is an answer.
let queue;
