"""What the words of the vocabulary are called in the interface. English here; other languages in `locale/`."""

from __future__ import annotations

from typing import Final

from sorotan.core.phrases import N_

KINDS: Final = {
    "person": N_("Person"),
    "organization": N_("Organisation"),
    "model": N_("Model"),
    "product": N_("Product"),
    "concept": N_("Term"),
    "policy": N_("Policy"),
    "event": N_("Event"),
    "place": N_("Place"),
    "work": N_("Work"),
}
KINDS_PLURAL: Final = {
    "person": N_("People"),
    "organization": N_("Organisations"),
    "model": N_("Models"),
    "product": N_("Products"),
    "concept": N_("Terms"),
    "policy": N_("Policies and laws"),
    "event": N_("Events"),
    "place": N_("Places"),
    "work": N_("Works"),
}
MOTIVATIONS: Final = {
    "commenting": N_("Comment"),
    "describing": N_("Context"),
    "identifying": N_("Who or what"),
    "linking": N_("Connection"),
    "questioning": N_("Open question"),
    "assessing": N_("Check"),
    "editing": N_("Correction"),
    "highlighting": N_("Worth noting"),
}
STAGES: Final = {
    "announced": N_("Announced"),
    "preview": N_("Preview"),
    "launch": N_("Publicly available"),
    "api": N_("Available through an API"),
    "open-weights": N_("Open weights"),
    "updated": N_("Updated"),
    "retired": N_("Withdrawn"),
    "policy": N_("Policy"),
    "research": N_("Research"),
    "event": N_("Event"),
    "article": N_("Article published"),
}
OPENNESS: Final = {
    "open-source": N_("open source"),
    "open-weights": N_("open weights"),
    "open-publication": N_("published openly"),
    "api": N_("API only"),
    "closed": N_("closed"),
    "withdrawn": N_("withdrawn"),
}
CERTAINTIES: Final = {
    "confirmed": N_("confirmed"),
    "inferred": N_("inferred"),
    "unverified": N_("not verified"),
    "disputed": N_("disputed"),
}
AGREEMENTS: Final = {
    "consistent": N_("consistent"),
    "vague": N_("vague"),
    "contradicts": N_("contradicts what is known"),
    "undated": N_("gives no date"),
}
RELATIONS: Final = {
    "named": N_("named in an article"),
    "implied": N_("described in an article"),
    "context": N_("not in the articles"),
}
STEPS: Final = {
    "original": N_("Original report"),
    "rewrite": N_("Rewrite"),
    "translation": N_("Translation"),
    "intermediary": N_("Intermediary"),
    "republication": N_("Republication"),
}
QUALITIES: Final = {
    "primary": N_("primary source"),
    "reporting": N_("reporting"),
    "copy": N_("copy of another publication"),
    "aggregator": N_("aggregator"),
}
ACCESS: Final = {
    "opened": N_("opened"),
    "found": N_("found by search, not opened"),
}
RENDERINGS: Final = {
    "original": N_("original wording"),
    "back-translation": N_("back-translation"),
}
QUOTATION_KINDS: Final = {
    "fragment": N_("quotation"),
    "term": N_("term"),
    "title": N_("title"),
    "reported": N_("reported speech"),
}
CLAIM_KINDS: Final = {
    "fact": N_("Statement of fact"),
    "opinion": N_("Opinion"),
    "forecast": N_("Forecast"),
}
CLAIM_VERDICTS: Final = {
    "supported": N_("supported"),
    "partly-supported": N_("partly supported"),
    "disputed": N_("disputed"),
    "contradicted": N_("contradicted"),
    "outdated": N_("true then, outdated now"),
    "open": N_("still open"),
    "unverified": N_("not verified"),
    "opinion": N_("opinion, not checkable"),
    "definition": N_("definition"),
}
STANCES: Final = {
    "says": N_("makes the claim"),
    "agrees": N_("agrees"),
    "disagrees": N_("disagrees"),
}
STANCE_MARKS: Final = {"says": "●", "agrees": "✓", "disagrees": "✗"}
VERDICT_NOTICES: Final = {
    "changed": N_("The words this note was written for have changed; it is shown with the paragraph until checked."),
    "ambiguous": N_("The words this note was written for occur more than once; it is shown with the paragraph."),
    "orphan": N_("The words this note was written for are no longer in the text."),
}
PROPERTIES: Final = {
    "jobTitle": N_("Position"),
    "worksFor": N_("Works or worked for"),
    "founder": N_("Founder"),
    "foundingDate": N_("Founded"),
    "parentOrganization": N_("Part of"),
    "developer": N_("Developer"),
    "publisher": N_("Publisher"),
    "issuer": N_("Issued by"),
    "organizer": N_("Organiser"),
    "location": N_("Place"),
    "countryOfOrigin": N_("Country"),
    "releaseDate": N_("Released"),
    "startDate": N_("Begins"),
    "endDate": N_("Ends"),
    "legislationDate": N_("Date"),
    "legislationIdentifier": N_("Official number"),
    "openness": N_("Openness"),
    "license": N_("Licence"),
    "numberOfParameters": N_("Parameters"),
    "modality": N_("Input and output"),
    "codeRepository": N_("Repository"),
    "isBasedOn": N_("Based on"),
    "isPartOf": N_("Part of"),
    "leads": N_("Leads"),
    "owns": N_("Owns"),
    "hosts": N_("Hosts"),
    "funds": N_("Funds"),
    "uses": N_("Uses"),
    "tops": N_("Tops"),
    "pursues": N_("Pursues"),
    "promotes": N_("Promotes"),
    "proposes": N_("Proposes"),
    "supports": N_("Supports"),
    "opposes": N_("Opposes"),
    "criticises": N_("Criticises"),
    "warnsOf": N_("Warns about"),
    "regulates": N_("Regulates"),
    "compliesWith": N_("Complies with"),
    "competesWith": N_("Competes with"),
    "caused": N_("Caused"),
    "influenced": N_("Influenced"),
    "spokeAt": N_("Spoke at"),
    "spokeTo": N_("Spoke to"),
}
INVERSES: Final = {
    "worksFor": N_("People"),
    "founder": N_("Founder of"),
    "parentOrganization": N_("Includes"),
    "developer": N_("Developed"),
    "publisher": N_("Published"),
    "issuer": N_("Issued"),
    "organizer": N_("Organised"),
    "location": N_("Located here"),
    "countryOfOrigin": N_("Based or made here"),
    "isBasedOn": N_("Basis of"),
    "isPartOf": N_("Includes"),
    "leads": N_("Led by"),
    "owns": N_("Owned by"),
    "hosts": N_("Hosted by"),
    "funds": N_("Funded by"),
    "uses": N_("Used by"),
    "tops": N_("Topped by"),
    "pursues": N_("Pursued by"),
    "promotes": N_("Promoted by"),
    "proposes": N_("Proposed by"),
    "supports": N_("Supported by"),
    "opposes": N_("Opposed by"),
    "criticises": N_("Criticised by"),
    "warnsOf": N_("Warnings by"),
    "regulates": N_("Regulated by"),
    "compliesWith": N_("Complied with by"),
    "competesWith": N_("Competes with"),
    "caused": N_("Caused by"),
    "influenced": N_("Influenced by"),
    "spokeAt": N_("Speakers"),
    "spokeTo": N_("Interviewed"),
}
"""What a relation is called on the page of the entity that it points to."""
