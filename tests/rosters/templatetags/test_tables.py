"""The table component: a column says its heading and its cell once."""

import pytest
from django.template import Context, Template, TemplateSyntaxError

PEOPLE = [{"name": "Nguyễn Thị Bảo Trân", "code": "HS001"}, {"name": "<b>Lê</b>", "code": ""}]
TABLE = """{% load tables %}{% table each in people %}
{% column "Họ và tên" css="main" %}{{ each.name }}{% endcolumn %}
{% column "Mã học sinh" css="num" short="Mã" %} {{ each.code }} {% endcolumn %}
{% column "Việc" hidden_head=True %}sửa{% endcolumn %}
{% norows %}<p>Chưa có ai.</p>{% endnorows %}
{% endtable %}"""


def shown(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_every_column_has_its_heading_once_and_a_cell_in_each_row():
    html = shown(TABLE, people=PEOPLE)
    assert html.count("<th ") == 3
    assert html.count("<tr>") == 3
    assert html.count("Họ và tên") == 1
    assert '<td class="main">Nguyễn Thị Bảo Trân</td>' in html


def test_a_cell_carries_its_heading_for_phones_in_the_short_form():
    html = shown(TABLE, people=PEOPLE)
    assert '<th scope="col" class="num">Mã học sinh</th>' in html
    assert '<td class="num" data-label="Mã">HS001</td>' in html


def test_an_empty_cell_is_empty_so_that_a_phone_leaves_it_out():
    assert '<td class="num" data-label="Mã"></td>' in shown(TABLE, people=PEOPLE)


def test_a_hidden_heading_is_read_aloud_and_not_repeated_in_cells():
    html = shown(TABLE, people=PEOPLE)
    assert '<span class="w-sr-only">Việc</span>' in html
    assert "<td>sửa</td>" in html


def test_what_people_typed_is_escaped():
    assert "&lt;b&gt;Lê&lt;/b&gt;" in shown(TABLE, people=PEOPLE)


def test_without_rows_there_is_no_table_but_what_is_said_instead():
    assert shown(TABLE, people=[]).strip() == "<p>Chưa có ai.</p>"
    assert shown(TABLE, people=None).strip() == "<p>Chưa có ai.</p>"


def test_a_row_is_taken_apart_and_its_names_end_with_the_table():
    source = '{% load tables %}{% table n, name in rows %}{% column "Tên" %}{{ n }} {{ name }}{% endcolumn %}{% endtable %}{{ name }}'
    html = shown(source, rows=[(1, "An"), (2, "Bình")], name="ngoài")
    assert '<td data-label="Tên">2 Bình</td>' in html
    assert html.endswith("ngoài")


def test_a_per_cent_sign_in_a_translated_heading_is_one():
    source = '{% load tables %}{% table each in rows %}{% column _("% chỉ tiêu") %}a{% endcolumn %}{% endtable %}'
    assert '<th scope="col">% chỉ tiêu</th>' in shown(source, rows=[1])


@pytest.mark.parametrize(("when", "columns"), [(True, 2), (False, 1), (None, 1)])
def test_a_column_can_be_left_out(when, columns):
    source = (
        '{% load tables %}{% table each in rows %}{% column "A" %}a{% endcolumn %}'
        '{% column "B" when=when %}b{% endcolumn %}{% endtable %}'
    )
    assert shown(source, rows=[1], when=when).count("<th ") == columns


@pytest.mark.parametrize(
    "source",
    [
        "{% load tables %}{% table rows %}{% endtable %}",
        '{% load tables %}{% table each in rows colour="red" %}{% endtable %}',
        '{% load tables %}{% table each in rows %}{% column "A" wide %}{% endcolumn %}{% endtable %}',
    ],
)
def test_a_table_that_is_written_wrong_says_so(source):
    with pytest.raises(TemplateSyntaxError):
        Template(source)
