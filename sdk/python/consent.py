"""Stands for Ada and her browser at the demo provider."""

import re
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import urllib3


def consent(authorization_url: str) -> str:
    """The handle that Ada brings back to the return URL."""
    browser = urllib3.PoolManager(retries=False)
    page = browser.request("GET", authorization_url).data.decode()
    ticket = re.search('name="ticket" value="([^"]*)"', page)
    if ticket is None:
        raise RuntimeError("There is no consent to give.")
    allowed = browser.request(
        "POST",
        urljoin(authorization_url, "/demo/oauth/authorize"),
        body=urlencode({"ticket": ticket.group(1), "person": "ada", "decision": "allow"}),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        redirect=False,
    )
    callback = urljoin(authorization_url, allowed.headers["Location"])
    back = browser.request("GET", callback, redirect=False).headers["Location"]
    return parse_qs(urlsplit(back).query)["handle"][0]
