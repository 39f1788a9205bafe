"""A passkey made of software: what a phone answers when a page asks it for one."""

import json
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

FLAG = AuthenticatorData.FLAG
ORIGIN = "http://testserver"


class SoftwareKey:
    """Answers with the user verified, as after a fingerprint."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.number = b"a passkey of a test"
        self.handle = ""

    def create(self, options: dict[str, Any]) -> str:
        """Make the passkey, as `navigator.credentials.create` does."""
        asked = options["publicKey"]
        self.handle = asked["user"]["id"]
        public = ES256.from_cryptography_key(self.private.public_key())  # type: ignore[no-untyped-call]
        made = AttestedCredentialData.create(b"\0" * 16, self.number, public)
        data = self.data(asked["rp"]["id"], FLAG.AT, made)
        client = CollectedClientData.create("webauthn.create", asked["challenge"], ORIGIN)
        attestation = AttestationObject.create("none", data, {})
        response = {"clientDataJSON": client, "attestationObject": attestation}
        return self.answer(response, {"credProps": {"rk": True}})

    def get(self, options: dict[str, Any], *, is_forged: bool = False) -> str:
        """Sign the challenge, as `navigator.credentials.get` does."""
        asked = options["publicKey"]
        data = self.data(asked["rpId"], FLAG.UP)
        client = CollectedClientData.create("webauthn.get", asked["challenge"], ORIGIN)
        signer = ec.generate_private_key(ec.SECP256R1()) if is_forged else self.private
        signature = signer.sign(data + client.hash, ec.ECDSA(hashes.SHA256()))
        response = {"clientDataJSON": client, "authenticatorData": data, "signature": signature}
        return self.answer(response, {})

    def data(self, party: str, flag: AuthenticatorData.FLAG, made: Any = b"") -> AuthenticatorData:
        """What the device says of itself."""
        flags = FLAG.UP | FLAG.UV | flag
        said: AuthenticatorData = AuthenticatorData.create(sha256(party.encode()).digest(), flags, 0, made)
        return said

    def answer(self, response: dict[str, bytes], results: dict[str, Any]) -> str:
        """The JSON that the page's script puts in the form."""
        number = websafe_encode(self.number)
        parts = {name: websafe_encode(part) for name, part in response.items()} | {"userHandle": self.handle}
        whole = {"id": number, "rawId": number, "type": "public-key", "response": parts}
        return json.dumps(whole | {"clientExtensionResults": results})
