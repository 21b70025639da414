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
    const button = target?.closest("button.copy");
    if (button) copy(button);
  });

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

  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
})();
