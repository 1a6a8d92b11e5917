"""Copies what one DynamoDB table lacks from another: `restore.py FROM TO`. Prints counts, and no item."""

import os
import sys
import time

from botocore.exceptions import ClientError
from botocore.session import get_session


def main(source: str, target: str) -> None:
    endpoint = os.environ.get("AWS_ENDPOINT_URL") or None
    dynamodb = get_session().create_client("dynamodb", endpoint_url=endpoint)
    copied = there = expired = 0
    for page in dynamodb.get_paginator("scan").paginate(TableName=source, ConsistentRead=True):
        for item in page["Items"]:
            # What has expired is not brought back, even where DynamoDB had not erased it yet.
            if "expires" in item and int(item["expires"]["N"]) <= time.time():
                expired += 1
                continue
            try:
                dynamodb.put_item(TableName=target, Item=item, ConditionExpression="attribute_not_exists(pk)")
                copied += 1
            except ClientError as error:
                if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                    raise
                there += 1
    print(f"{copied} copied, {there} were there already, {expired} had expired")


if __name__ == "__main__":
    main(*sys.argv[1:])
