#!/bin/sh
# sd-wan: deploys its stacks, eu-west-1. Made by netgen from site-connect.yaml; change that file and render again.
#
#   sh deploy.sh [--dry-run] [--yes] [--retire] [--parameter [STACK.]NAME=VALUE]...
#                [--bucket NAME [--prefix PATH]] [--profile NAME] [--role ARN]
#
# It needs the AWS CLI and its credentials. For each stack of the table at the end it makes a change set, shows it, asks, executes it and
# waits. It can be stopped at any time: started again, it goes on from the states of the stacks.
#
#   --dry-run    make, show and delete the change sets, and change nothing
#   --yes        do not ask
#   --retire     delete the stacks that the network has no longer, after all others
#   --parameter  what a parameter is to be, for each stack that has it, or for one; what is not given keeps its value
#   --bucket     where templates above 51,200 bytes (less comments) and nested ones are uploaded; a bucket in the Region of the stacks
#   --prefix     a folder in the bucket
#   --profile    a profile of the AWS CLI
#   --role       the role that CloudFormation takes on
#
# It ends with 0 if all is deployed, 1 if a person, a refused change or a failed deployment stopped it, 2 if it is not used rightly, 3 if
# AWS cannot be asked.
set -eu

# CloudFormation takes no larger template but from a bucket.
most=51200
tab=$(printf '\t')

say() {
  printf '%s\n' "$*"
}

# Says why, and ends with status $1.
die() {
  status=$1
  shift
  printf 'deploy.sh: %s\n' "$*" >&2
  exit "$status"
}

# --- AWS ---------------------------------------------------------------------------------------------

# Runs the AWS CLI. What it prints is in $answer; if it fails, what it says is in $complaint.
try() {
  answer=$(aws ${profile:+--profile "$profile"} ${region:+--region "$region"} --output text "$@" 2>"$work/complaint" </dev/null) &&
    return 0
  complaint=$(tr -s '\n' ' ' <"$work/complaint")
  return 1
}

# The same, where nothing goes on without an answer: 1 if AWS refuses what the stack is to be, 3 if it cannot be asked.
must() {
  try "$@" && return 0
  why=$complaint
  discard
  case $why in
  *'(ValidationError)'* | *'(InsufficientCapabilitiesException)'* | *'(AlreadyExistsException)'* | *'(LimitExceededException)'* | \
    *'(InvalidChangeSetStatus)'* | *'(ChangeSetNotFound)'*)
    die 1 "${stack:+$stack: }$why"
    ;;
  *) die 3 "${stack:+$stack: }aws $1 $2: $why" ;;
  esac
}

# Waits a little, and longer each time.
rest() {
  sleep "$pause"
  [ "$pause" -ge 10 ] || pause=$((pause + 1))
}

# The state of stack $1 in $state, `none` if there is no such stack; what else is known of it in the file of its name.
look() {
  if try cloudformation describe-stacks --stack-name "$1" --query "Stacks[0].[[['state','is',StackStatus]],Parameters[].['parameter',ParameterKey,ParameterValue],Outputs[].['output',OutputKey,OutputValue]][]"; then
    printf '%s\n' "$answer" >"$work/$1"
    row "$1" state is || value=none
    state=$value
  else
    case $complaint in
    *'does not exist'*)
      : >"$work/$1"
      state=none
      ;;
    *) die 3 "$1: aws cloudformation describe-stacks: $complaint" ;;
    esac
  fi
}

# Finds in what is known of stack $1 the $2 of name $3; its value is in $value.
row() {
  while IFS=$tab read -r what name value; do
    [ "$what:$name" != "$2:$3" ] || return 0
  done <"$work/$1"
  return 1
}

# Whether a stack in $state can be updated.
is_there() {
  case $state in
  CREATE_COMPLETE | UPDATE_COMPLETE | UPDATE_ROLLBACK_COMPLETE | IMPORT_COMPLETE | IMPORT_ROLLBACK_COMPLETE) return 0 ;;
  *) return 1 ;;
  esac
}

# Looks at $stack until nothing is in progress there, and says each state that it is in.
wait_for_stack() {
  pause=1
  said=
  running=yes
  while look "$stack"; do
    case $state in
    *_IN_PROGRESS)
      [ "$state" = "$said" ] || say "$stack: $state"
      said=$state
      rest
      ;;
    *) break ;;
    esac
  done
  running=
}

# Why the last operation on $stack failed: what failed first, in $reason.
find_reason() {
  reason='see its events'
  try cloudformation describe-stack-events --stack-name "$stack" \
    --query 'StackEvents[].[LogicalResourceId,ResourceStatus,ResourceStatusReason]' || return 0
  found=$(printf '%s\n' "$answer" | awk -F "$tab" -v stack="$stack" '
    $2 ~ /_FAILED$/ { first = $1 ": " $3 }
    $1 == stack && $2 ~ /^(CREATE|UPDATE|DELETE|IMPORT)_IN_PROGRESS$/ { exit }
    END { print first }')
  [ -z "$found" ] || reason=$found
}

# --- People ------------------------------------------------------------------------------------------

# Asks $1, and ends with status 1 if the answer is not yes.
agree() {
  [ -z "$yes" ] || return 0
  printf '%s [y/N] ' "$1"
  read -r reply || reply=
  case $reply in
  y | Y | yes) ;;
  *)
    discard
    die 1 "stopped before $stack; start again to go on"
    ;;
  esac
}

# What happens on an interruption.
interrupted() {
  trap '' INT TERM HUP
  discard
  [ -z "$running" ] || say "$stack is still being changed by AWS; start again to wait for it"
  exit 1
}

# Deletes the change set that was not executed, and a stack that holds nothing else.
discard() {
  [ -n "$pending" ] || return 0
  pending=
  try cloudformation delete-change-set --stack-name "$stack" --change-set-name "$change_set" || return 0
  [ "$kind" = CREATE ] || return 0
  try cloudformation list-change-sets --stack-name "$stack" --query 'Summaries[].ChangeSetName' || return 0
  case $answer in
  '' | None) try cloudformation delete-stack --stack-name "$stack" || return 0 ;;
  esac
}

# --- Parameters --------------------------------------------------------------------------------------

# $1 inside the quotes of JSON.
json() {
  printf '%s' "$1" | sed 's/[\\"]/\\&/g'
}

# Gives parameter $1 of $stack the value $2.
put() {
  printf '%s{"ParameterKey": "%s", "ParameterValue": "%s"}' "$comma" "$1" "$(json "$2")" >>"$work/parameters"
  comma=', '
}

# Lets parameter $1 of $stack keep its value; fails where it has none.
keep() {
  is_there && row "$stack" parameter "$1" || return 1
  printf '%s{"ParameterKey": "%s", "UsePreviousValue": true}' "$comma" "$1" >>"$work/parameters"
  comma=', '
}

# What --parameter gives for parameter $1 of $stack, in $value: for this stack before for all.
given() {
  found=
  while IFS= read -r line; do
    case $line in
    "$stack.$1="*) found=stack ;;
    "$1="*) [ "$found" != stack ] || continue ;;
    *) continue ;;
    esac
    found=${found:-all}
    value=${line#*=}
  done <"$work/given"
  [ -n "$found" ]
}

# Says before anything is done that parameter $1 exists.
know() {
  printf '%s\n' "$1" "$stack.$1" >>"$work/known"
}

# An output, `STACK:OUTPUT`, or an id as it stands; in $value. Fails where the output is not there.
known_as() {
  case $1 in
  *:*) row "${1%%:*}" output "${1#*:}" ;;
  *) value=$1 ;;
  esac
}

# --- Words of the table: each is read once to check, once to deploy, once for what can be found only then --------------

# Begins stack $1 in Region $2 from template $3.
stack() {
  stack=$1
  region=$2
  template=$3
  uploads=
  capabilities=
  absent=
  late=
  comma=
  active=yes
  : >"$work/parameters"
  case $pass in
  check)
    state=
    [ -f "$template" ] || die 2 "$template is not there: render again"
    ;;
  deploy) prepare ;;
  again)
    case " $once_more " in
    *" $stack "*) look "$stack" ;;
    *) active= ;;
    esac
    ;;
  esac
}

# What the stack is allowed to make.
capability() {
  capabilities=${capabilities:+$capabilities, }\"$1\"
}

# A template that the stack's own one names.
upload() {
  uploads="$uploads $1"
}

# Parameter $1 says where those templates are.
base() {
  case $pass in
  check)
    know "$1"
    [ -n "$bucket" ] || given "$1" || die 2 "$stack is made of several templates, which have to be in a bucket: give --bucket NAME"
    ;;
  *)
    [ -n "$active" ] || return 0
    if given "$1"; then
      uploads=
    else
      locate ''
      value=${url%/}
    fi
    put "$1" "$value"
    ;;
  esac
}

# Parameter $1 is for a person to choose, as $2 says.
choose() {
  if [ "$pass" = check ]; then
    know "$1"
    given "$1" && return 0
    [ -n "$state" ] || look "$stack"
    is_there && row "$stack" parameter "$1" && return 0
    [ -n "$terminal" ] || die 2 "give --parameter $1=VALUE, or $stack.$1=VALUE: $2"
    printf '%s\n%s of %s: ' "$2" "$1" "$stack"
    read -r reply || reply=
    [ -n "$reply" ] || die 1 'stopped before anything was changed'
    printf '%s=%s\n' "$1" "$reply" >>"$work/given"
  elif [ -n "$active" ]; then
    if given "$1"; then
      put "$1" "$value"
    else
      keep "$1" || absent="$absent $1"
    fi
  fi
}

# Parameter $1 may be left out.
may_choose() {
  if [ "$pass" = check ]; then
    know "$1"
  elif [ -n "$active" ]; then
    if given "$1"; then put "$1" "$value"; else keep "$1" || true; fi
  fi
}

# Parameter $1 is $2 in the deployment that brings it into the stack, and $3 in the second pass and from then on: a resource that AWS does
# not delete could not be taken back if the first one fails.
passes() {
  if [ "$pass" = check ]; then
    know "$1"
  elif [ -n "$active" ]; then
    if given "$1"; then
      put "$1" "$value"
    elif is_there && row "$stack" parameter "$1"; then
      put "$1" "$3"
    else
      put "$1" "$2"
      late="$late $1"
    fi
  fi
}

# Parameter $1 is output $3 of stack $2.
from() {
  if [ "$pass" = check ] || [ -z "$active" ]; then
    return 0
  fi
  if row "$2" output "$3"; then
    put "$1" "$value"
  else
    absent="$absent $1"
  fi
}

# Parameter $1 is the attachment to the transit gateway $4 of resource $3, which is a $2. AWS makes it by itself; until it is there the
# parameter stays as it is.
attachment() {
  if [ "$pass" = check ]; then
    know "$1"
  elif [ -n "$active" ]; then
    if given "$1"; then
      put "$1" "$value"
      return 0
    fi
    if look_up "$2" "$3" "$4"; then
      put "$1" "$answer"
      return 0
    fi
    late="$late $1"
    keep "$1" || true
  fi
}

# The id of that attachment in $answer. In the last pass it is waited for.
look_up() {
  known_as "$2" || return 1
  resource=$value
  known_as "$3" || return 1
  gateway=$value
  pause=1
  while :; do
    must ec2 describe-transit-gateway-attachments --filters "Name=resource-type,Values=$1" "Name=resource-id,Values=$resource" \
      "Name=transit-gateway-id,Values=$gateway" Name=state,Values=available \
      --query 'TransitGatewayAttachments[0].TransitGatewayAttachmentId'
    case $answer in
    '' | None) ;;
    *) return 0 ;;
    esac
    if [ "$pass" != again ] || [ "$patience" -le 0 ]; then
      return 1
    fi
    patience=$((patience - 1))
    rest
  done
}

# Ends the stack.
end() {
  case $pass in
  check) check_size ;;
  *) [ -z "$active" ] || change ;;
  esac
}

# Stack $1 in Region $2 is no longer part of the network; $3 is what netgen remembers of it. Its resources in the other words outlive it.
retired() {
  stack=$1
  region=$2
  release=$3
  shift 3
  kept="$*"
  retire_stack
}

# --- What is done with a stack -----------------------------------------------------------------------

# Sets $body to what CloudFormation is sent: a template that is too large without its comments and empty lines, which count as well.
is_large() {
  body=$template
  [ $(($(wc -c <"$body"))) -gt "$most" ] || return 1
  body=$work/body
  sed -e '/^ *#/d' -e '/^ *$/d' "$template" >"$body" || die 3 "no room for $template without its comments"
  [ $(($(wc -c <"$body"))) -gt "$most" ]
}

check_size() {
  if is_large && [ -z "$bucket" ]; then
    die 2 "$template is larger than $most bytes without its comments, so it has to be in a bucket: give --bucket NAME"
  fi
}

# The place of file $1 in the bucket: $key there, $url for CloudFormation.
locate() {
  key=${prefix:+$prefix/}$network/$1
  case $region in
  cn-*) host=s3.$region.amazonaws.com.cn ;;
  *) host=s3.$region.amazonaws.com ;;
  esac
  url=https://$host/$bucket/$key
}

# Puts file $1 into the bucket.
put_file() {
  locate "$1"
  must s3 cp --only-show-errors "$1" "s3://$bucket/$key"
}

# Brings the stack into a state that can be gone on from.
prepare() {
  wait_until_idle
  case $state in
  none | REVIEW_IN_PROGRESS) ;;
  ROLLBACK_COMPLETE)
    say "$stack: its first deployment failed and was taken back; it can only be deleted and made anew"
    if [ -n "$dry" ]; then
      return 0
    fi
    agree "Delete what is left of $stack?"
    delete_stack
    ;;
  *)
    is_there && return 0
    find_reason
    case $state in
    UPDATE_ROLLBACK_FAILED) die 1 "$stack is in state $state ($reason): put that right, then run aws cloudformation continue-update-rollback" ;;
    *) die 1 "$stack is in state $state ($reason): put that right, or delete the stack" ;;
    esac
    ;;
  esac
}

# A stack that is only reviewed holds nothing, and nothing happens there.
wait_until_idle() {
  look "$stack"
  case $state in
  REVIEW_IN_PROGRESS) ;;
  *_IN_PROGRESS) wait_for_stack ;;
  esac
}

delete_stack() {
  must cloudformation delete-stack --stack-name "$stack" ${role:+--role-arn "$role"}
  wait_for_stack
  [ "$state" = none ] && return 0
  find_reason
  die 1 "$stack cannot be deleted, it is in state $state: $reason"
}

# Makes the change set of $stack, shows it, and executes it if that is agreed to.
change() {
  if [ -n "$absent" ]; then
    [ -n "$dry" ] || die 1 "$stack: nothing says its parameters$absent"
    say "$stack: cannot be shown before the stacks above are deployed, which give it$absent"
    return 0
  fi
  if [ "$state" = ROLLBACK_COMPLETE ]; then
    say "$stack: cannot be shown before it is deleted"
    return 0
  fi
  make_change_set
  wait_for_change_set
  case $outcome in
  empty)
    discard
    say "$stack: nothing to change"
    ;;
  ready)
    show_changes
    if [ -n "$dry" ]; then
      discard
    else
      execute
    fi
    ;;
  *)
    discard
    die 1 "$stack: the change set is refused: $outcome"
    ;;
  esac
  [ -z "$late" ] || waiting="$waiting $stack"
}

make_change_set() {
  kind=CREATE
  if is_there; then kind=UPDATE; fi
  change_set=netgen-$(date +%Y%m%d%H%M%S)-$$
  for one in $uploads; do put_file "$one"; done
  set -- --stack-name "$stack" --change-set-name "$change_set" --change-set-type "$kind"
  if is_large; then
    put_file "$template"
    set -- "$@" --template-url "$url"
  else
    set -- "$@" --template-body "file://$body"
  fi
  if [ -n "$comma" ]; then
    printf '[%s]\n' "$(cat "$work/parameters")" >"$work/parameters.json"
    set -- "$@" --parameters "file://$work/parameters.json"
  fi
  [ -z "$capabilities" ] || set -- "$@" --capabilities "[$capabilities]"
  [ -z "$role" ] || set -- "$@" --role-arn "$role"
  pending=yes
  must cloudformation create-change-set "$@"
}

# Waits for the change set; $outcome is `ready`, `empty`, or why it is refused.
wait_for_change_set() {
  pause=1
  while :; do
    must cloudformation describe-change-set --stack-name "$stack" --change-set-name "$change_set" --query \
      "[[['status',Status,StatusReason]],Changes[].ResourceChange.['change',Action,LogicalResourceId,ResourceType,Replacement]][]"
    case $answer in
    "status$tab"CREATE_PENDING* | "status$tab"CREATE_IN_PROGRESS*) rest ;;
    *) break ;;
    esac
  done
  case $answer in
  "status$tab"CREATE_COMPLETE*) outcome=ready ;;
  *"didn't contain changes"* | *'No updates are to be performed'*) outcome=empty ;;
  *) outcome=${answer#"status$tab"*"$tab"} ;;
  esac
}

# Shows what was found of the change set.
show_changes() {
  if [ "$kind" = CREATE ]; then say "$stack: to be made"; else say "$stack: to be changed"; fi
  printf '%s\n' "$answer" | awk -F "$tab" '
    BEGIN { form = "  %-7s %-45s %-52s %s\n"; printf form, "Action", "Logical id", "Type", "Replacement" }
    $1 == "change" { printf form, $2, $3, $4, $5 == "None" ? "-" : $5; count++ }
    END { if (!count) print "  no resource: outputs or parameters alone" }'
}

execute() {
  agree "Execute this change set of $stack?"
  must cloudformation execute-change-set --stack-name "$stack" --change-set-name "$change_set"
  pending=
  wait_for_stack
  case $state in
  CREATE_COMPLETE | UPDATE_COMPLETE)
    say "$stack: $state"
    # An update that cannot delete what left the template counts as complete.
    find_reason
    [ "$reason" = 'see its events' ] || printf 'deploy.sh: %s\n' "$stack: what it could not delete is still there: $reason" >&2
    ;;
  *)
    find_reason
    die 1 "$stack is in state $state: $reason"
    ;;
  esac
}

retire_stack() {
  wait_until_idle
  [ "$state" != none ] || return 0
  if [ -z "$retire" ]; then
    say "$stack: no longer part of the network, and left as it is; --retire deletes it"
    return 0
  fi
  must cloudformation list-stack-resources --stack-name "$stack" \
    --query 'StackResourceSummaries[].[LogicalResourceId,ResourceType]'
  say "$stack: to be deleted"
  printf '%s\n' "$answer" | awk -F "$tab" -v kept=" $kept " '
    NF > 1 { printf "  %-7s %-45s %s\n", index(kept, " " $1 " ") ? "Keep" : "Remove", $1, $2 }'
  [ -z "$dry" ] || return 0
  agree "Delete $stack?"
  delete_stack
  say "$stack: deleted; netgen render --release '$release' forgets it"
}

# --- The whole of it ---------------------------------------------------------------------------------

usage() {
  sed -n '2,/^[^#]/s/^#\{1,\} \{0,1\}//p' "$script"
}

read_options() {
  while [ $# -gt 0 ]; do
    case $1 in
    --dry-run) dry=yes ;;
    --yes) yes=yes ;;
    --retire) retire=yes ;;
    --help | -h)
      usage
      exit 0
      ;;
    --parameter | --bucket | --prefix | --profile | --role)
      [ $# -ge 2 ] || die 2 "$1 needs a value; --help says more"
      take "$1" "$2"
      shift
      ;;
    *) die 2 "what is $1? --help says more" ;;
    esac
    shift
  done
}

# The value of an option.
take() {
  case $2 in
  *[[:cntrl:]]*) die 2 "$1 takes one line of text" ;;
  esac
  case $1 in
  --parameter)
    case $2 in
    ?*=*) printf '%s\n' "$2" >>"$work/given" ;;
    *) die 2 "--parameter takes NAME=VALUE or STACK.NAME=VALUE, not $2" ;;
    esac
    ;;
  --bucket) bucket=$2 ;;
  --prefix) prefix=${2%/} ;;
  --profile) profile=$2 ;;
  --role) role=$2 ;;
  esac
}

# What --parameter gives and no stack has.
check_names() {
  while IFS= read -r line; do
    grep -qxF -e "${line%%=*}" "$work/known" || die 2 "no stack takes a parameter ${line%%=*}"
  done <"$work/given"
}

main() {
  dry='' yes='' retire='' bucket='' prefix='' profile='' role='' terminal='' stack=''
  pending='' running='' waiting='' kind='' change_set=''
  # Looks at what AWS makes by itself so many times, ten seconds apart.
  patience=60
  script=$0
  AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off
  export AWS_PAGER AWS_CLI_AUTO_PROMPT
  work=$(mktemp -d) || die 3 'no folder for what is in work'
  trap 'rm -rf "$work"' EXIT
  trap interrupted INT TERM HUP
  : >"$work/given"
  : >"$work/known"
  read_options "$@"
  command -v aws >/dev/null || die 3 'there is no AWS CLI'
  [ ! -t 0 ] || terminal=yes
  if [ -z "$terminal" ] && [ -z "$yes" ] && [ -z "$dry" ]; then
    die 2 'nobody can be asked without a terminal: give --yes, or --dry-run'
  fi
  cd -- "$(dirname -- "$script")" || die 2 "the folder of $script is not there"
  must sts get-caller-identity --query '[Account,Arn]'
  say "$network in $region, account ${answer%%"$tab"*}, as ${answer#*"$tab"}"
  pass=check
  stacks
  check_names
  pass=deploy
  stacks
  [ -z "$waiting" ] || [ -n "$dry" ] || second_pass
  retired_stacks
  stack=''
  [ -z "$waiting" ] || [ -n "$dry" ] || die 1 "AWS has not made all that these stacks look up; start again later:$waiting"
}

# Deploys once more what had to be deployed before AWS made all that is looked up for it.
second_pass() {
  once_more=$waiting
  waiting=''
  say "once more, with what is there by now:$once_more"
  pass=again
  stacks
}

# --- The stacks, in their order ----------------------------------------------------------------------

network='sd-wan'
region='eu-west-1'

stacks() {
  stack 'sd-wan-hub' 'eu-west-1' 'hub.yaml'
  end

  stack 'sd-wan-app' 'eu-west-1' 'app.yaml'
  from 'HubBranchesTransitGatewayTableId' 'sd-wan-hub' 'HubBranchesTransitGatewayTableId'
  from 'HubCloudTransitGatewayTableId' 'sd-wan-hub' 'HubCloudTransitGatewayTableId'
  from 'HubTransitGatewayId' 'sd-wan-hub' 'HubTransitGatewayId'
  end

  stack 'sd-wan-sdwan' 'eu-west-1' 'sdwan.yaml'
  from 'HubAppliancesTransitGatewayTableId' 'sd-wan-hub' 'HubAppliancesTransitGatewayTableId'
  from 'HubTransitGatewayId' 'sd-wan-hub' 'HubTransitGatewayId'
  end

  stack 'sd-wan-site-branches' 'eu-west-1' 'site-branches.yaml'
  from 'SdwanTransitGatewayAttachmentId' 'sd-wan-sdwan' 'SdwanTransitGatewayAttachmentId'
  end

  stack 'sd-wan-hybrid-routing-hub' 'eu-west-1' 'hybrid-routing-hub.yaml'
  from 'BranchesSdwanTransitGatewayConnectId' 'sd-wan-site-branches' 'BranchesSdwanTransitGatewayConnectId'
  from 'HubBranchesTransitGatewayTableId' 'sd-wan-hub' 'HubBranchesTransitGatewayTableId'
  from 'HubCloudTransitGatewayTableId' 'sd-wan-hub' 'HubCloudTransitGatewayTableId'
  end
}

retired_stacks() {
  :
}

main "$@"
