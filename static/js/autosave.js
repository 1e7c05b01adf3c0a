// Saves a form of the report a moment after somebody stops typing, and on leaving the page.
// Without this script the page's own button saves. While nothing can be saved, what was typed is
// kept in this browser and sent again; it is taken out of the browser once it is saved.

const PAUSE = 2500;
const RETRY = 10000;

class Autosave {
  constructor(form) {
    this.form = form;
    this.seen = form.elements.namedItem("seen");
    this.line = form.querySelector("[data-saving]");
    this.saved = this.written();
    this.url = form.getAttribute("action"); // form.action is the button of that name
    this.key = `report ${form.dataset.person} ${this.url}`;
    form.addEventListener("input", () => this.later(PAUSE));
    form.addEventListener("change", () => this.later(PAUSE));
    form.addEventListener("submit", () => this.leave());
    document.addEventListener("visibilitychange", () => document.hidden && this.beacon());
    window.addEventListener("pagehide", () => this.beacon());
    this.bringBack();
    this.say("It saves as you write.");
  }

  written() {
    const data = new FormData(this.form);
    ["csrfmiddlewaretoken", "seen", "action"].forEach((name) => data.delete(name));
    return new URLSearchParams(data).toString();
  }

  body() {
    const data = new FormData(this.form);
    data.delete("action");
    data.set("autosave", "yes");
    return data;
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  leave() {
    clearTimeout(this.timer);
    this.left = true;
  }

  async save() {
    const written = this.written();
    if (this.busy) return this.later(PAUSE);
    if (written === this.saved) return this.say("It saves as you write.");
    this.busy = true;
    try {
      const answer = await fetch(this.url, { method: "POST", body: this.body(), redirect: "manual" });
      if (!answer.ok) throw new Error(answer.status);
      this.took(written, await answer.json());
    } catch (error) {
      this.keep(written, error.message);
    } finally {
      this.busy = false;
    }
  }

  took(written, answer) {
    this.seen.value = answer.seen;
    this.saved = written;
    localStorage.removeItem(this.key);
    if (answer.clashes) return this.link("Somebody else changed the same text. Nothing is lost.", answer.clashes, "Choose what to keep");
    if (!answer.open) return this.say("This report was submitted meanwhile. Your text is kept beside it.", "waiting");
    this.say(`Saved at ${answer.at}. It saves as you write.`);
  }

  keep(written, status) {
    localStorage.setItem(this.key, written);
    this.later(RETRY);
    if (status === "403" || status === "0") {
      return this.say("Not saved yet: you are signed out. Your text is kept in this browser. Press Save, sign in, and it is there.", "waiting");
    }
    this.say("Not saved yet: the site does not answer. Your text is kept in this browser and sent again.", "waiting");
  }

  beacon() {
    if (this.left || this.written() === this.saved) return;
    navigator.sendBeacon(this.url, this.body());
  }

  bringBack() {
    const kept = localStorage.getItem(this.key);
    if (!kept || kept === this.saved) return localStorage.removeItem(this.key);
    new URLSearchParams(kept).forEach((text, name) => this.fill(name, text));
    this.later(0);
  }

  fill(name, text) {
    const field = this.form.elements.namedItem(name);
    if (!field) return;
    if (field instanceof RadioNodeList || field.type === "radio") field.value = text;
    else if (field.type === "checkbox") field.checked = true;
    else field.value = text;
  }

  say(words, state = "") {
    this.line.replaceChildren(words);
    this.line.parentElement.dataset.state = state;
  }

  link(words, url, title) {
    const link = document.createElement("a");
    link.href = url;
    link.className = "govuk-link";
    link.textContent = title;
    this.say("", "waiting");
    this.line.replaceChildren(`${words} `, link);
  }
}

document.querySelectorAll("form[data-autosave]").forEach((form) => new Autosave(form));
