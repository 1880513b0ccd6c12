"""The words of `earlyhelp partners`."""

import argparse


def add_partners(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe what is said about agencies and their people on the command line."""
    partners = commands.add_parser("partners", help="the agencies that work together")
    steps = partners.add_subparsers(dest="step", required=True, metavar="STEP")
    steps.add_parser("load", help="bring the agencies and areas of Wales up to date")
    sign_in = steps.add_parser("sign-in", help="say where an agency's own people sign in (OpenID Connect)")
    sign_in.add_argument("--agency", required=True, metavar="CODE", help="the code of the agency")
    sign_in.add_argument("--issuer", required=True, metavar="URL", help="the provider's own address")
    sign_in.add_argument("--client-id", required=True, metavar="ID", help="as what it knows this service")
    sign_in.add_argument(
        "--secret-name",
        required=True,
        metavar="NAME",
        help="the variable of the environment that holds the private key (PEM), or the secret",
    )
    sign_in.add_argument(
        "--with-secret", action="store_true", help="it is a secret that both know, not a key"
    )
    sign_in.add_argument(
        "--by-work-email",
        action="store_true",
        help="link somebody the first time by a work address that the provider has checked",
    )
    sign_in.add_argument("--off", action="store_true", help="nobody signs in there any more")
    invite = steps.add_parser("invite", help="invite the first administrator of an agency")
    invite.add_argument("agency", metavar="CODE", help="the code of the agency")
    invite.add_argument("email", help="their work e-mail address")
    invite.add_argument("given_name", metavar="GIVEN-NAME", help="their given name")
    invite.add_argument("family_name", metavar="FAMILY-NAME", help="their family name")
    invite.add_argument("--language", choices=["en", "cy"], default="en", help="of the e-mail (default: en)")
    invite.add_argument("--leads", action="store_true", help="the agency runs the programme")

    forget = steps.add_parser("forget-steps", help="remove the second steps that somebody has lost")
    forget.add_argument("email", help="their work e-mail address")
    forget.add_argument("--because", required=True, metavar="REASON", help="kept in the audit")


def partners_call(asked: argparse.Namespace) -> tuple[str, list[str], dict[str, object]]:
    """The room's own command for what was asked, with its words and options."""
    if asked.step == "forget-steps":
        return "forget_second_steps", [asked.email], {"because": asked.because}
    if asked.step == "invite":
        named = [asked.agency, asked.email, asked.given_name, asked.family_name]
        return "invite_administrator", named, {"language": asked.language, "leads": asked.leads}
    if asked.step == "sign-in":
        given = {name: value for name, value in vars(asked).items() if name not in {"command", "step"}}
        return "set_identity_provider", [], given
    return "load_partners", [], {}
