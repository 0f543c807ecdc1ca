"""Boxes, wires and formulas in a browser: a key makes the next operation, what is lit is in sight, a weight tells."""

from __future__ import annotations

from tests.browser.test_house import arrived

WITHIN = """() => {
  const stage = document.querySelector(".player [data-view=circuit] .stage").getBoundingClientRect();
  const lit = [...document.querySelectorAll(".player [data-view=circuit] .place[data-look=m]")];
  return lit.length && lit.every((each) => {
    const { left, right, top, bottom } = each.getBoundingClientRect();
    return left >= stage.left && right <= stage.right && top >= stage.top && bottom <= stage.bottom;
  });
}"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll(".player [data-view=circuit] .place")]
  .filter((each) => each.textContent).map((each) => each.getBoundingClientRect().height))"""


def test_a_key_makes_the_next_operation_and_on_a_narrow_page_the_drawing_follows(page, server):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server.url}back_propagation?view=predict:off")
    arrived(page)
    formula = page.locator(".player [data-view=formula] .part[data-look=m] .letters")
    for number, made in enumerate(
        ["dZ[3]", "dW[3]", "db[3]", "dA[2]", "dZ[2]", "dW[2]", "db[2]", "dA[1]", "dZ[1]", "dW[1]"]
    ):
        page.keyboard.press("ArrowRight")
        arrived(page, f"+d.step === {8 + number}")
        assert formula.inner_text().replace("\n", "") == made
        page.wait_for_function(WITHIN)
    assert page.evaluate(SMALLEST) > 10, "px: smaller, numbers cannot be read"
    page.keyboard.press("ArrowLeft")
    arrived(page, "+d.step === 16")


def test_a_weight_tells_its_gradient_its_check_and_its_curve(page, server):
    page.goto(f"{server.url}back_propagation?view=predict:off&at=13")
    arrived(page)
    tip = page.locator(".player [data-view=circuit] .tip")
    assert tip.is_hidden()
    page.get_by_text("−0.240", exact=True).hover()
    tip.wait_for()
    told = tip.inner_text()
    assert "W[2], row 2, column 3" in told and told.count("0.1818") == 2
    assert tip.locator("svg .curve").count() == tip.locator("svg .tangent").count() == 1
    page.mouse.move(2, 2)
    tip.wait_for(state="hidden")
