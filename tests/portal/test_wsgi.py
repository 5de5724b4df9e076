"""The site as a web server calls it."""

import io

import pytest
from django.core.signals import request_started
from django.db import close_old_connections
from portal.wsgi import application, without_charset

pytestmark = pytest.mark.django_db
ODD = ["zlib", "rot13", "hex", "undefined", "idna", "utf-7", "utf-16", "khong-co", '"utf-7"']


@pytest.fixture(autouse=True)
def _the_connection_is_that_of_the_test():
    """As Django's own client does: the end of a request closes no connection that a test still needs."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


def status_of(path, query="", content_type="", method="GET", body=b""):
    told = []
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "testserver", "SERVER_PORT": "80",
        "wsgi.input": io.BytesIO(body), "wsgi.url_scheme": "http", "CONTENT_TYPE": content_type, "CONTENT_LENGTH": str(len(body)),
        "HTTP_HOST": "testserver",
    }  # fmt: skip
    b"".join(application(environ, lambda status, headers, *more: told.append(int(status.split()[0]))))
    return told[0]


@pytest.mark.parametrize("charset", ODD)
@pytest.mark.parametrize(
    ("path", "query"),
    [("/", "q=abc"), ("/dang-nhap/", "next=/%2B2AA-"), ("/giay-chung-nhan/", "ma=%2BAAA-"), ("/ngon-ngu/vi/", "next=/%2B2AA-")],
)
def test_whatever_code_of_letters_a_header_names_the_page_is_shown(site_home, charset, path, query):
    assert status_of(path, query, f"text/html; charset={charset}") < 500


@pytest.mark.parametrize("charset", ODD)
def test_a_form_that_names_one_is_answered(site_home, charset):
    assert status_of("/dang-nhap/", "", f"multipart/form-data; boundary=x; charset={charset}", "POST", b"x") < 500


def test_everything_else_of_the_header_stays():
    assert without_charset("multipart/form-data; boundary=abc; Charset=utf-7") == "multipart/form-data; boundary=abc"
    assert without_charset("") == ""
