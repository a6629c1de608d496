#!/bin/sh
# guests: applies its roots. Made by netgen from peer-others.yaml; change that file and render again.
#
#   sh apply.sh [--dry-run] [--yes] [--only ROOT]...
#
# It needs Terraform, and the credentials with which providers.tf of each root reaches its account. It can be stopped at any time and started
# again. It goes through the roots of the table at the end twice, and makes a plan, shows it, asks and applies it each time:
#
#   1. From the last level to the second, it deletes what the state of a root has and its addresses.txt no longer has. AWS does not delete a
#      VPC while it is attached, and the attachment is in another root than the VPC. Where nothing goes, this prints nothing.
#   2. In the order of the table, it hands on what earlier roots made, and makes each root what its files say.
#
#   --dry-run  make and show plans, and change nothing; a root whose values are not there yet cannot be shown
#   --yes      do not ask
#   --only     apply this root and no other one; may be given several times
#
# A root takes other variables from its own *.tfvars files and from the environment (TF_VAR_name). What is handed on stands in
# netgen.auto.tfvars.json of the root, which this script writes anew each time.
#
# It ends with 0 if all is applied, 1 if a person or Terraform stopped it, 2 if it is not used rightly.
set -eu

say() {
  printf '%s\n' "$*"
}

# Says why, and ends with status $1.
die() {
  status=$1
  shift
  printf 'apply.sh: %s\n' "$*" >&2
  exit "$status"
}

# --- Words of the table: they are read once to check, once for each level that deletes, once to apply -----

# Begins root $1 in folder $2.
root() {
  root=$1
  folder=$2
  comma=
  absent=
  case $only in
  '' | *" $root "*) active=yes ;;
  *) active= ;;
  esac
  if [ "$pass" = check ]; then
    [ -d "$folder" ] || die 2 "the folder $folder of root $root is not there: render again"
    known="$known $root=$folder"
  elif [ "$pass" != apply ] && [ "$pass" != "${root##*/}" ]; then
    active=
  fi
  : >"$work/values"
}

# Variable $1 is output $3 of root $2. Terraform prints it as JSON, as the file of values has it. What only goes needs no value.
from() {
  if [ "$pass" = check ] || [ -z "$active" ]; then
    return 0
  fi
  if [ "$pass" != apply ]; then
    printf '%s\n  "%s": null' "$comma" "$1" >>"$work/values"
    comma=,
    return 0
  fi
  from_folder=
  for one in $known; do
    case $one in
    "$2="*) from_folder=${one#*=} ;;
    esac
  done
  begin "$2" "$from_folder"
  if value=$(terraform -chdir="$from_folder" output -json "$3" 2>"$work/complaint" </dev/null); then
    printf '%s\n  "%s": %s' "$comma" "$1" "$value" >>"$work/values"
    comma=,
  else
    absent="$absent $3 of $2;"
  fi
}

# Variable $1 is for a person to choose, as $2 says.
choose() {
  if [ "$pass" != check ] || [ -z "$active" ]; then
    return 0
  fi
  for one in "$folder"/terraform.tfvars "$folder"/terraform.tfvars.json "$folder"/*.auto.tfvars "$folder"/*.auto.tfvars.json; do
    case $one in
    */netgen.auto.tfvars.json) ;;
    *) if [ -f "$one" ] && grep -q "^[[:space:]\"]*$1[[:space:]\"]*[=:]" "$one"; then return 0; fi ;;
    esac
  done
  env | grep -q "^TF_VAR_$1=" || die 2 "$root: set TF_VAR_$1, or write $1 into $folder/terraform.tfvars: $2"
}

# Ends the root.
end() {
  if [ "$pass" = check ] || [ -z "$active" ]; then
    return 0
  fi
  begin "$root" "$folder"
  if [ "$pass" = apply ]; then
    apply
  else
    clear_out
  fi
}

# --- What is done with a root ------------------------------------------------------------------------

# Initialises root $1 in folder $2, once.
begin() {
  case $begun in
  *" $1 "*) return 0 ;;
  esac
  terraform -chdir="$2" init -input=false >"$work/init" 2>&1 </dev/null || {
    cat "$work/init" >&2
    die 1 "$1: terraform init failed"
  }
  begun="$begun $1 "
}

apply() {
  if [ -n "$absent" ]; then
    [ -n "$dry" ] || die 1 "$root: these outputs are not there, so what makes them is not applied:$absent"
    say "$root: cannot be shown before the roots above are applied, which tell it$absent"
    return 0
  fi
  say "$root:"
  if [ -n "$comma" ]; then
    # Values may be secret.
    (umask 077; printf '{%s\n}\n' "$(cat "$work/values")" >"$folder/netgen.auto.tfvars.json")
  fi
  carry_out "Apply this plan of $root?"
  [ "$changes" != 0 ] || say "$root: nothing to change"
}

# Deletes what the root no longer has. Terraform plans nothing else by -target, and nothing for what its files still have.
clear_out() {
  leaving >"$work/leaving"
  [ -s "$work/leaving" ] || return 0
  set --
  while read -r address; do
    set -- "$@" "-target=$address"
  done <"$work/leaving"
  say "$root: what it no longer has goes before what that needs:"
  printf '{%s\n}\n' "$(cat "$work/values")" >"$work/none.tfvars.json"
  set -- "-var-file=$work/none.tfvars.json" "$@"
  carry_out "Delete this of $root?" "$@"
  if [ "$changes" = 0 ] && [ -z "$dry" ]; then
    # All of it is gone already, and only the state has it.
    terraform -chdir="$folder" apply -refresh-only -auto-approve -input=false "$@" >"$work/complaint" 2>&1 </dev/null || {
      cat "$work/complaint" >&2
      die 1 "$root: terraform apply -refresh-only failed"
    }
    say "$root: it is gone already"
  fi
}

# The addresses that the state of the root has and its configuration has not. What people keep beside it is theirs.
leaving() {
  terraform -chdir="$folder" state list >"$work/state" 2>"$work/complaint" </dev/null || {
    grep -q 'No state file was found' "$work/complaint" || {
      cat "$work/complaint" >&2
      die 1 "$root: terraform state list failed"
    }
    return 0
  }
  grep -vxF -f "$folder/addresses.txt" "$work/state" | grep -x 'aws_[a-z0-9_]*\.[a-z0-9_]*' | while read -r address; do
    block="\"${address%%.*}\"[[:space:]]*\"${address#*.}\""
    if ! grep -qE "$block|from[[:space:]]*=[[:space:]]*${address%%.*}\.${address#*.}([^a-z0-9_]|\$)" "$folder"/*.tf; then
      printf '%s\n' "$address"
    fi
  done
}

# Makes a plan by the options that follow, shows it, asks $1 and applies it. Sets `changes` to 2 if there are any, otherwise to 0. Terraform
# winds up what it does when it is interrupted, so `tee` has to hear it to the end.
carry_out() {
  question=$1
  shift
  tries=0
  while :; do
    changes=0
    terraform -chdir="$folder" plan -input=false -detailed-exitcode -out="$work/plan" "$@" </dev/null || changes=$?
    case $changes in
    0) return 0 ;;
    2) ;;
    *) die 1 "$root: terraform plan failed" ;;
    esac
    [ -z "$dry" ] || return 0
    # What is left of a plan was agreed to with it.
    [ "$tries" != 0 ] || agree "$question"
    if { terraform -chdir="$folder" apply -input=false "$work/plan" </dev/null 2>&1 && : >"$work/done"; } | tee -i "$work/said" && [ -f "$work/done" ]; then
      rm "$work/done"
      return 0
    fi
    is_late || die 1 "$root: terraform apply failed; start again to go on"
    tries=$((tries + 1))
    [ "$tries" -lt 20 ] || die 1 "$root: AWS still does not show what is shared with its account; start again to go on"
    say "$root: AWS does not show yet what is shared with its account; trying again in 15 seconds"
    sleep 15
  done
}

# Whether an apply failed because AWS does not show its account yet what another one shares with it: that takes a while.
# https://docs.aws.amazon.com/ram/latest/userguide/getting-started-sharing.html
is_late() {
  grep -q 'InvalidTransitGatewayID.NotFound' "$work/said" ||
    { grep -q 'AssociateProfile' "$work/said" && grep -q 'ResourceNotFoundException' "$work/said"; }
}

# Asks $1, and ends with status 1 if the answer is not yes.
agree() {
  [ -z "$yes" ] || return 0
  printf '%s [y/N] ' "$1"
  read -r reply || reply=
  case $reply in
  y | Y | yes) ;;
  *) die 1 "stopped before $root; start again to go on" ;;
  esac
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
    --only)
      [ $# -ge 2 ] || die 2 '--only needs a root; --help says more'
      only="${only:- }$2 "
      shift
      ;;
    --help | -h)
      usage
      exit 0
      ;;
    *) die 2 "what is $1? --help says more" ;;
    esac
    shift
  done
}

# Roots that were asked for and are not in the table.
check_roots() {
  for one in $only; do
    case "$known " in
    *" $one="*) ;;
    *) die 2 "there is no root $one" ;;
    esac
  done
}

main() {
  dry='' yes='' only='' known='' begun=''
  script=$0
  # Terraform neither asks nor says what to do next.
  TF_IN_AUTOMATION=1
  export TF_IN_AUTOMATION
  work=$(mktemp -d) || die 2 'no folder for what is in work'
  trap 'rm -rf "$work"' EXIT
  trap 'exit 1' INT TERM HUP
  read_options "$@"
  command -v terraform >/dev/null || die 2 'there is no Terraform'
  if [ ! -t 0 ] && [ -z "$yes" ] && [ -z "$dry" ]; then
    die 2 'nobody can be asked without a terminal: give --yes, or --dry-run'
  fi
  cd -- "$(dirname -- "$script")" || die 2 "the folder of $script is not there"
  pass=check
  roots
  check_roots
  for pass in route join use apply; do
    roots
  done
}

# --- The roots, in their order ----------------------------------------------------------------------

roots() {
  root 'core/eu-west-1/own' '.'
  end
  root 'core/eu-north-1/own' 'core/eu-north-1/own'
  end
  root 'shop/eu-west-1/own' 'shop/eu-west-1/own'
  end
  root 'core/eu-west-1/use' 'core/eu-west-1/use'
  from 'orders_app_euw1_az1_route_table_id' 'core/eu-west-1/own' 'orders_app_euw1_az1_route_table_id'
  from 'orders_app_euw1_az2_route_table_id' 'core/eu-west-1/own' 'orders_app_euw1_az2_route_table_id'
  from 'orders_database_route_table_id' 'core/eu-west-1/own' 'orders_database_route_table_id'
  from 'orders_vpc_id' 'core/eu-west-1/own' 'orders_vpc_id'
  from 'stock_vpc_id' 'shop/eu-west-1/own' 'stock_vpc_id'
  end
  root 'core/eu-north-1/use' 'core/eu-north-1/use'
  from 'orders_archive_vpc_peering_id' 'core/eu-west-1/own' 'orders_archive_vpc_peering_id'
  end
  root 'shop/eu-west-1/join' 'shop/eu-west-1/join'
  from 'orders_stock_vpc_peering_id' 'core/eu-west-1/use' 'orders_stock_vpc_peering_id'
  from 'stock_app_route_table_id' 'shop/eu-west-1/own' 'stock_app_route_table_id'
  end
}

main "$@"
