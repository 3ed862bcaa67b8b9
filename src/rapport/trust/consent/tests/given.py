"""What tests start from: somebody signed."""

from rapport.trust.consent import queries, services
from rapport.trust.consent.kinds import OFFERED
from tests.cast import NOON


def agreed(by, client, *, purposes=OFFERED, at=NOON, participant_id=None, name="Luis Fictional"):
    document = queries.document_for(client_id=client.id)
    return services.sign(
        by=by, client_id=client.id, purposes=purposes, document_id=document.id, signer_name=name,
        signer_relation="self", method="on_screen", at=at, participant_id=participant_id,
    )  # fmt: skip
