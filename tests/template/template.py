"""Reads the deployment template, and turns it into what CloudFormation gets."""

import copy
import logging
import os
from pathlib import Path

from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.validator.validator import SamTemplateValidator
from samtranslator.yaml_helper import yaml_parse

FILE = Path(__file__).resolve().parents[2] / "infra" / "template.yaml"

# AWS's service measures its transforms and complains here that nobody collects that.
logging.getLogger("samtranslator.metrics.metrics").setLevel(logging.ERROR)

# The transform names a region in nothing of ours, but asks for one.
os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")


def source():
    """The template as it is written, intrinsic functions in their long form."""
    return yaml_parse(FILE.read_text(encoding="utf-8"))


def packaged(template):
    """A copy as `aws cloudformation package` leaves it: code in a bucket."""
    template = copy.deepcopy(template)
    for name, resource in template["Resources"].items():
        if resource.get("Type") == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = f"s3://bucket/{name}"
    return template


def sam_faults(template):
    """What SAM's own schema has against it, but for the section Rules: CloudFormation has it, SAM passes it on, and its
    schema does not know it (aws/aws-sam-cli issue 4869)."""
    known = {section: content for section, content in packaged(template).items() if section != "Rules"}
    return SamTemplateValidator().get_errors(known)


def transformed(template):
    """What AWS's transform makes of it, parameters and conditions still open."""
    return Translator({}, Parser()).translate(packaged(template), parameter_values={})
