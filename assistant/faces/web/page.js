// The page's own behaviour: a citation opens its place in the document, a button copies it.
(() => {
  "use strict";

  const narrow = () => window.matchMedia("(max-width: 860px)").matches;
  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  document.documentElement.lang = "zh-CN";

  function openPaper(id) {
    const papers = document.querySelectorAll("#papers .paper");
    const known = [...papers].some((paper) => paper.dataset.document === id);
    papers.forEach((paper, place) => {
      paper.hidden = known ? paper.dataset.document !== id : place > 0;
    });
    document.querySelectorAll("#papers [data-open]").forEach((tab) => {
      tab.setAttribute("aria-pressed", String(tab.dataset.open === id));
    });
  }

  // The frame that scrolls is the pane on a wide screen and the window on a narrow one.
  function bringIntoView(target) {
    const behavior = calm() ? "auto" : "smooth";
    const pane = document.querySelector("#papers .papers");
    if (narrow() || !pane) {
      target.scrollIntoView({ behavior, block: "center" });
      return;
    }
    const offset = target.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTo({ top: pane.scrollTop + offset - pane.clientHeight / 3, behavior });
  }

  function showCitation(link, move) {
    const key = link.dataset.cite;
    openPaper(link.dataset.document);
    document.querySelectorAll("#papers mark").forEach((mark) => {
      mark.classList.toggle("active", mark.dataset.cites.split(" ").includes(key));
    });
    document.querySelectorAll("#answer .cite").forEach((other) => {
      other.toggleAttribute("aria-current", other === link);
    });
    const anchor = document.getElementById(`cite-${key}`);
    if (!anchor || !move) return;
    bringIntoView(anchor);
    anchor.focus({ preventScroll: true });
  }

  function copied(button) {
    button.textContent = "已复制";
    window.setTimeout(() => { button.textContent = "复制引用"; }, 1600);
  }

  // Over plain http on a local network the clipboard API is missing.
  function copyOldWay(text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }

  async function copy(button) {
    const text = button.dataset.copy;
    try {
      await navigator.clipboard.writeText(text);
      copied(button);
    } catch {
      if (copyOldWay(text)) copied(button);
      else button.textContent = "请手动复制";
    }
  }

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const link = target?.closest("a.cite");
    if (link) {
      event.preventDefault();
      showCitation(link, true);
      return;
    }
    if (target?.closest("a.back")) {
      event.preventDefault();
      document.getElementById("answer").scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: "start" });
      return;
    }
    const tab = target?.closest("#papers [data-open]");
    if (tab) openPaper(tab.dataset.open);
    const button = target?.closest("button.copy:not(.both)");
    if (button) copy(button);
    const wanted = target?.closest("button.save");
    if (wanted) save(wanted);
    if (target?.closest("button.print")) window.print();
    if (target?.closest("a.jump")) {
      event.preventDefault();
      document.getElementById("verdicts")?.scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: "start" });
    }
  });

  // The summary of the person whose facts stand in the button; nothing of him is kept by the server.
  async function save(button) {
    const told = button.parentElement.querySelector(".saved");
    told.textContent = "正在生成……";
    try {
      const reply = await fetch(`api/v1/qualify/summary?format=${button.dataset.format}`, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: button.dataset.person,
      });
      if (!reply.ok) throw new Error((await reply.json()).detail);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await reply.blob());
      link.download = `人才政策资格判断单.${button.dataset.format}`;
      link.click();
      window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      told.textContent = "已下载";
    } catch (error) {
      told.textContent = error instanceof TypeError ? "连不上服务，请稍后再试。" : error.message;
    }
  }

  // What was opened stays open when the cards are drawn anew; on paper everything is open.
  const opened = new Set();
  document.addEventListener("toggle", (event) => {
    const key = event.target.dataset?.key;
    if (key) opened[event.target.open ? "add" : "delete"](key);
  }, true);
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll(".verdicts details:not([open])").forEach((part) => {
      part.dataset.folded = "";
      part.open = true;
    });
  });
  window.addEventListener("afterprint", () => {
    document.querySelectorAll(".verdicts details[data-folded]").forEach((part) => {
      delete part.dataset.folded;
      part.open = false;
    });
  });

  // After an answer the keyboard goes on at the next question.
  let verdicts = null;
  let asked = "";
  function follow() {
    const cards = document.querySelector("#cards .verdicts");
    if (cards !== verdicts) {
      verdicts = cards;
      cards?.querySelectorAll("details[data-key]").forEach((part) => { part.open = opened.has(part.dataset.key); });
    }
    const question = questioned()?.querySelector("[data-testid='block-info']")?.textContent;
    if (!question || question === asked) return;
    const going = asked && answering();
    asked = question;
    // Gradio draws the choices after the question.
    if (going) window.setTimeout(() => { if (answering()) questioned()?.querySelector("input, textarea")?.focus({ preventScroll: true }); }, 120);
  }
  const questioned = () => document.querySelector("#choice, #written");
  const answering = () => document.activeElement === document.body || document.getElementById("interview")?.contains(document.activeElement);

  // An answer has arrived: show its first clause in place; on a narrow screen stay with the answer.
  function arrived() {
    const first = document.querySelector("#answer .cite");
    const anchor = first && document.getElementById(`cite-${first.dataset.cite}`);
    if (!anchor) return;
    showCitation(first, false);
    if (narrow()) document.getElementById("answer").scrollIntoView({ block: "start" });
    else bringIntoView(anchor);
  }

  // Answer and documents arrive together but are drawn one after the other, in either order.
  let shown = null;
  function look() {
    const reply = document.querySelector("#answer .reply");
    const drawn = !reply?.querySelector(".cite") || document.querySelector("#papers .papers");
    document.getElementById("answer")?.setAttribute("aria-live", "polite");
    if (reply === shown || (reply && !drawn)) return;
    shown = reply;
    if (reply) window.requestAnimationFrame(arrived);
  }

  new MutationObserver(() => { look(); follow(); }).observe(document.documentElement, { childList: true, subtree: true });
})();
