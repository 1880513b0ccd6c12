"""Records of a feed, as an owner of one would write them."""

from typing import Any

ORGANISATION = {"id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Clust", "description": "A charity."}
PLACE: dict[str, Any] = {
    "id": "e94c9f38-1e8f-4564-91d4-d53501ab1765",
    "location": {
        "id": "3a19ff88-4620-4d17-9830-ac1d859eb5d5",
        "location_type": "physical",
        "name": "Hall",
        "latitude": 51.505,
        "longitude": -3.577,
        "addresses": [
            {
                "id": "74706e55-df26-4b84-80fe-ecc30b5befb4",
                "address_1": "1 Made-up Street",
                "address_1_cy": "1 Stryd Ddychmygol",
                "city": "Bridgend",
                "city_cy": "Pen-y-bont ar Ogwr",
                "state_province": "Bridgend",
                "postal_code": "CF31 1AA",
                "country": "GB",
                "address_type": "physical",
            }
        ],
        "accessibility": [
            {
                "id": "afcf296e-1cb2-4139-9c88-33d587d1a50b",
                "description": "A ramp.",
                "description_cy": "Ramp.",
            }
        ],
    },
}


def service(**changes: Any) -> dict[str, Any]:
    """The least that a service needs."""
    least = {
        "id": "ac148810-d857-441c-9679-408f346de14b",
        "name": "Talking Room",
        "status": "active",
        "organization": ORGANISATION,
    }
    return least | changes


def term(code: str) -> dict[str, Any]:
    """One of our own needs, said of a service."""
    return {"taxonomy_term": {"taxonomy": "early-action-together-need", "term": code, "name": code}}


def whole_service(**changes: Any) -> dict[str, Any]:
    """A service with something in every field of the standard, and of ours."""
    whole = {
        "name_cy": "Ystafell Siarad",
        "description": "Somebody to talk to.",
        "description_cy": "Rhywun i siarad ag ef.",
        "url": "https://clust.example.org/room",
        "email": "room@clust.example.org",
        "fees": "Free",
        "accreditations": "Trusted Charity",
        "minimum_age": 12,
        "maximum_age": 100,
        "assured_date": "2026-02-01",
        "assured_by": "Bridgend council",
        "assurer_email": "directory@clust.example.org",
        "alert": "Closed on St David’s Day.",
        "last_modified": "2026-02-03T10:30:45.123Z",
        "welsh_provision": "full",
        "referral_routes": ["telephone", "self"],
        "waiting_days": 14,
        "levels": ["universal", "early_help"],
        "organization": ORGANISATION
        | {
            "email": "hello@clust.example.org",
            "website": "https://clust.example.org",
            "logo": "https://clust.example.org/logo.svg",
            "uri": "https://register.example.org/1234567",
            "parent_organization_id": "cd09a387-91f4-4555-94ec-e799c35344cd",
            "organization_identifiers": [
                {
                    "id": "d4dbcebc-0802-47cb-8651-b937ac4f2f3e",
                    "identifier_scheme": "GB-CHC",
                    "identifier_type": "Charity number",
                    "identifier": "1234567",
                }
            ],
            "attributes": [{"taxonomy_term": {"taxonomy": "sector", "term": "charity", "name": "Charity"}}],
        },
        "schedules": [
            {
                "id": "48102e86-bb50-41c4-8f1e-e269368c41d1",
                "valid_from": "2026-01-01",
                "freq": "WEEKLY",
                "interval": 1,
                "byday": "TH,FR",
                "opens_at": "10:00:00",
                "closes_at": "18:00:00Z",
                "description": "Thursdays and Fridays.",
                "description_cy": "Dydd Iau a dydd Gwener.",
                "schedule_link": "https://clust.example.org/times",
                "attending_type": "venue",
            }
        ],
        "service_areas": [
            {
                "id": "381c64f1-a724-4884-9c21-ac96c21cca3e",
                "name": "Bridgend",
                "name_cy": "Pen-y-bont ar Ogwr",
                "uri": "http://statistics.data.gov.uk/id/statistical-geography/W06000013",
            }
        ],
        "service_at_locations": [PLACE],
        "languages": [
            {"id": "2989d3ed-c547-48f8-8f9d-432d81c7892e", "code": "cy", "name": "Welsh"},
            {"name": "English"},
        ],
        "funding": [{"id": "1f2df32c-bf08-4b8e-bd6f-e834014b19bc", "source": "A lottery grant."}],
        "cost_options": [
            {
                "id": "1fdf4d39-3d80-484d-9f92-a8ffa08621e7",
                "option": "Room hire",
                "amount": 3.5,
                "amount_description": "an hour",
            }
        ],
        "contacts": [
            {
                "id": "1e7efce3-639b-4880-940c-b95cd30cdb50",
                "title": "Reception",
                "title_cy": "Derbynfa",
                "phones": [{"id": "1554828b-1f67-4bda-b9b1-a5ad0cb8e1c2", "number": "01656 000 000"}],
            }
        ],
        "attributes": [
            term("loneliness"),
            {
                "id": "ae58cc39-8b70-4ab1-8aea-786882e5ac8e",
                "taxonomy_term": {
                    "taxonomy": "esdServices",
                    "term": "1234",
                    "term_uri": "https://terms.example.org/1234",
                    "name": "Befriending",
                    "description": "Company for people who are alone.",
                },
            },
        ],
        "eligibility_rules": [{"minimum_age": 12, "levels": ["universal"], "text": "From twelve."}],
        "capacities": [
            {"unit": "people", "maximum": 10, "available": 2, "waiting": 0, "updated": "2026-03-01"}
        ],
    }
    return service(**(whole | changes))
