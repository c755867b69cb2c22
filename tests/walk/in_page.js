// What a walk asks of a page from inside it: test_browser.py evaluates this, and calls one of the four.
({
  // Things that can have the focus, and look the same with it and without.
  unseen() {
    const look = (e, of = null) => {
      const s = getComputedStyle(e, of)
      return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.backgroundColor, s.borderColor, s.textDecoration].join()
    }
    const around = (e) => {
      const labels = e.id ? [...document.querySelectorAll(`label[for="${CSS.escape(e.id)}"]`)] : []
      return [e, e.parentElement, ...labels].flatMap((x) => [look(x), look(x, '::before'), look(x, '::after')]).join('|')
    }
    const found = []
    for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')) {
      if (!e.checkVisibility() || e.disabled) continue
      e.focus()
      if (document.activeElement !== e) continue
      const focused = around(e)
      e.blur()
      if (around(e) === focused) found.push(e.outerHTML.slice(0, 120))
    }
    return found.slice(0, 5)
  },

  // The first form that is sent with boxes, emptied and ready to be sent; whether there is one.
  emptied() {
    for (const form of document.querySelectorAll('main form')) {
      const boxes = [...form.querySelectorAll('input:not([type=hidden]):not([type=file]), textarea, select')]
      const seen = boxes.filter((e) => e.checkVisibility())
      const button = form.querySelector('button:not([type=button]):not([name])') || form.querySelector('button:not([type=button])')
      if (form.method !== 'post' || !seen.length || !button) continue
      for (const e of seen) {
        if (e.type === 'radio' || e.type === 'checkbox') e.checked = false
        else e.value = ''
      }
      form.noValidate = true
      button.dataset.walk = 'send'
      return true
    }
    return false
  },

  // The button that `emptied` made ready is pressed; whether the browser sends the form, or a script of the page keeps it.
  pressed() {
    let sent = false
    addEventListener('submit', (event) => (sent = !event.defaultPrevented), { once: true })
    document.querySelector('[data-walk=send]').click()
    return sent
  },

  // What stands out at the right of the window.
  wide() {
    const out = [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
    return out.map((e) => `${e.tagName}.${e.className}`).slice(0, 6)
  },
})
