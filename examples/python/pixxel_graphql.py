"""A client of the Pixxel GraphQL gateway. It needs Python 3.9 or newer and nothing else: copy it into your project."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any, Optional
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

Json = dict[str, Any]


class GatewayError(Exception):
    """An operation failed. The codes are in docs/errors.md.

    code: code of the first error, such as "UNAUTHENTICATED" or "BAD_USER_INPUT"; "NETWORK_ERROR" or "BAD_RESPONSE" if there was no answer
    errors: all errors of the answer, with their paths
    data: the part of the answer that did arrive, or None
    retryable: whether the same read may succeed later
    """

    def __init__(self, errors: list[Json], data: Optional[Json] = None) -> None:
        super().__init__(errors[0].get("message", "unknown error"))
        self.errors = errors
        self.data = data
        self.code: str = errors[0].get("extensions", {}).get("code", "UNKNOWN")
        self.retryable = all(error.get("extensions", {}).get("retryable") is True for error in errors)


class Gateway:
    """One gateway and one key. `url` ends with /graphql; `api_key` is your Pixxel API key."""

    def __init__(self, url: str, api_key: str, *, timeout: float = 60, retries: int = 2, retry_delay: float = 0.5) -> None:
        self._url = url
        self._api_key = api_key
        self._timeout = timeout
        self._retries = retries
        self._retry_delay = retry_delay

    def query(self, document: str, **variables: Any) -> Json:
        """Runs a query and returns its data. A failure that is retryable is retried. Raises GatewayError."""
        for attempt in range(self._retries):
            try:
                return self._send(document, variables)
            except GatewayError as error:
                if not error.retryable:
                    raise
            time.sleep(self._retry_delay * 2**attempt)
        return self._send(document, variables)

    def mutate(self, document: str, **variables: Any) -> Json:
        """Runs a mutation and returns its data. It is sent once. Raises GatewayError; `userErrors` are part of the data."""
        return self._send(document, variables)

    def pages(self, document: str, field: str, **variables: Any) -> Iterator[Json]:
        """Runs a query page by page and yields the connection at `field`, such as "aois" or "project.aois".

        The query takes `$after: String` and selects `pageInfo { hasNextPage endCursor }`.
        """
        after = None
        while True:
            connection = self.query(document, **variables, after=after)
            for name in field.split("."):
                connection = connection[name]
            yield connection
            if not connection["pageInfo"]["hasNextPage"]:
                return
            after = connection["pageInfo"]["endCursor"]

    def _send(self, document: str, variables: Json) -> Json:
        body = json.dumps({"query": document, "variables": variables}).encode()
        headers = {"Authorization": self._api_key, "Content-Type": "application/json", "Accept": "application/json"}
        try:
            with urlopen(Request(self._url, body, headers), timeout=self._timeout) as response:
                text = response.read()
        except HTTPError as error:
            # A refusal of the gateway is GraphQL, too.
            text = error.read()
        except (URLError, OSError) as error:
            raise GatewayError([_failure("NETWORK_ERROR", str(error), True)]) from error
        try:
            answer = json.loads(text)
            errors, data = answer.get("errors"), answer.get("data")
        except (ValueError, AttributeError) as error:
            raise GatewayError([_failure("BAD_RESPONSE", "The answer is not GraphQL.", False)]) from error
        if errors:
            raise GatewayError(errors, data)
        return data


def _failure(code: str, message: str, retryable: bool) -> Json:
    return {"message": message, "extensions": {"code": code, "retryable": retryable}}
