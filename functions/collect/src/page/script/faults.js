// Marks what is wrong, and takes away marks where nothing is any more. Whether something is.
function wrong(parts) {
  const faults = parts.flatMap(live).filter((group) => {
    const message = fault(group), { element, around } = group;
    group.error.hidden = !message;
    group.error.textContent = error(message, message || "");
    element.classList.toggle("bad", !!message);
    // A group of checkboxes can't be called invalid.
    if (!around.matches("fieldset:not([role])")) around.setAttribute("aria-invalid", !!message);
    return message;
  });
  return faults.length && complain(sayLook, ...faults.map((group) => make("li", {}, make("a", { href: `#${group.fields[0].id}` }, fault(group)))));
}

// The summary above all, with a link to each fault.
function complain(title, ...lines) {
  calm();
  form.parentElement.prepend(make("div", { class: "sum", role: "alert" }, make("h2", {}, title), make("ul", {}, ...lines)));
  look();
  return true;
}

