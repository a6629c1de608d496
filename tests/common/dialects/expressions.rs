//! Expressions of HCL as values of the normal form.

use hcl_edit::expr::{Expression, ObjectKey, TraversalOperator};
use hcl_edit::template::Element;

use super::form::{Key, Leaf, Node, squashed};
use super::table;
use super::values::local;

/// Names of arguments, which stand there as they are.
pub(super) fn ignored(expression: &Expression) -> Result<Node, String> {
    let Expression::Array(items) = expression else { return Err("ignore_changes is no list".to_owned()) };
    let name = |item: &Expression| match item {
        Expression::Variable(name) => Ok(Node::text(name.as_str())),
        other => Err(format!("ignore_changes has {other:?}")),
    };
    Ok(Node::List(items.iter().map(name).collect::<Result<_, _>>()?))
}

pub(super) fn node(expression: &Expression) -> Result<Node, String> {
    Ok(match expression {
        Expression::String(text) => Node::text(text.as_str()),
        Expression::Bool(flag) => Node::text(flag.value().to_string()),
        Expression::Number(number) => Node::text(number.value().to_string()),
        Expression::Array(items) => Node::List(items.iter().map(node).collect::<Result<_, _>>()?),
        Expression::Object(entries) => {
            let entries = entries.iter().map(|(name, value)| Ok::<_, String>((word(name)?, node(value.expr())?)));
            Node::Map(entries.collect::<Result<_, _>>()?)
        }
        Expression::StringTemplate(parts) => template(parts.iter())?,
        Expression::FuncCall(call) => {
            let arguments: Vec<&Expression> = call.args.iter().collect();
            match (call.name.name.as_str(), arguments.as_slice()) {
                ("jsonencode", [value]) => node(value)?,
                ("cidrsubnet", [block, bits, index]) => Node::Leaf(part(block, bits, index)?),
                ("one", [list]) => Node::Leaf(endpoint(list)?),
                (name, _) => return Err(format!("unknown function {name}")),
            }
        }
        Expression::Traversal(_) => Node::Leaf(traversal(expression)?),
        other => return Err(format!("what is `{}`?", other.to_string().trim())),
    })
}

fn word(name: &ObjectKey) -> Result<String, String> {
    match name {
        ObjectKey::Ident(name) | ObjectKey::Expression(Expression::Variable(name)) => Ok(name.as_str().to_owned()),
        ObjectKey::Expression(Expression::String(name)) => Ok(name.as_str().to_owned()),
        ObjectKey::Expression(other) => Err(format!("what is the key `{other}`?")),
    }
}

fn template<'a>(parts: impl Iterator<Item = &'a Element>) -> Result<Node, String> {
    let mut leaves: Vec<Leaf> = Vec::new();
    for part in parts {
        leaves.push(match part {
            Element::Literal(text) => Leaf::text(text.as_str()),
            Element::Interpolation(inner) => node(&inner.expr)?.leaf()?,
            Element::Directive(_) => return Err("a directive".to_owned()),
        });
    }
    // CloudFormation's ARN of a log group ends in `:*`, Terraform's does not.
    Ok(Node::Leaf(match leaves.as_slice() {
        [Leaf::Read(key, "arn"), Leaf::Text(end)] if end == ":*" && key.kind == "AWS::Logs::LogGroup" => {
            Leaf::Read(key.clone(), "streams")
        }
        [Leaf::Text(text)] => Leaf::text(text),
        _ => Leaf::Joined(leaves),
    }))
}

/// The words and numbers of `a.b[0].c`.
fn steps(expression: &Expression) -> Result<Vec<String>, String> {
    let Expression::Traversal(traversal) = expression else { return Err(format!("`{expression}` leads nowhere")) };
    let Expression::Variable(first) = &traversal.expr else { return Err(format!("what is `{expression}`?")) };
    let mut steps = vec![first.as_str().to_owned()];
    for operator in &traversal.operators {
        steps.push(match operator.value() {
            TraversalOperator::GetAttr(name) => name.as_str().to_owned(),
            TraversalOperator::Index(Expression::Number(number)) => number.value().to_string(),
            _ => return Err(format!("what is `{expression}`?")),
        });
    }
    Ok(steps)
}

fn traversal(expression: &Expression) -> Result<Leaf, String> {
    if let Some(leaf) = account(expression)? {
        return Ok(leaf);
    }
    let steps = steps(expression)?;
    match steps.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["var", name] => Ok(Leaf::Parameter(squashed(name))),
        ["local", name] => Ok(local(name)),
        [kind, name] => Ok(Leaf::Read(key(kind, name)?, "")),
        ["data", kind, name, attribute] | [kind, name, attribute] => {
            let read = table::by_terraform(kind)?.read(attribute, true)?;
            Ok(Leaf::Read(key(kind, name)?, read))
        }
        other => Err(format!("what is {}?", other.join("."))),
    }
}

fn key(kind: &str, name: &str) -> Result<Key, String> {
    Ok(Key { kind: table::by_terraform(kind)?.cloudformation, name: squashed(name) })
}

/// `split(":", ARN)[4]` of something in this account.
fn account(expression: &Expression) -> Result<Option<Leaf>, String> {
    let Expression::Traversal(traversal) = expression else { return Ok(None) };
    let Expression::FuncCall(call) = &traversal.expr else { return Ok(None) };
    let arguments: Vec<Node> = call.args.iter().map(node).collect::<Result<_, _>>()?;
    let field = traversal.operators.iter().map(|one| match one.value() {
        TraversalOperator::Index(Expression::Number(number)) => number.value().to_string(),
        _ => String::new(),
    });
    match (call.name.name.as_str(), arguments.as_slice(), field.collect::<Vec<_>>().as_slice()) {
        ("split", [Node::Leaf(Leaf::Text(colon)), Node::Leaf(Leaf::Read(_, "arn"))], [four])
            if colon == ":" && four == "4" =>
        {
            Ok(Some(Leaf::Account))
        }
        _ => Err(format!("what is `{expression}`?")),
    }
}

fn part(block: &Expression, bits: &Expression, index: &Expression) -> Result<Leaf, String> {
    let Leaf::Read(vpc, "ipv6_cidr_block") = traversal(block)? else {
        return Err("cidrsubnet of no IPv6 block".to_owned());
    };
    let number = |expression: &Expression| match expression {
        Expression::Number(number) => number.value().to_string().parse().map_err(|_| "no whole number".to_owned()),
        _ => Err("no number".to_owned()),
    };
    Ok(Leaf::Slice { vpc, bits: number(bits)?, index: number(index)? })
}

/// `[for state in FIREWALL.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == ZONE]`
fn endpoint(list: &Expression) -> Result<Leaf, String> {
    let Expression::ForExpr(loops) = list else { return Err("one of what?".to_owned()) };
    let odd = || format!("what is `{list}`?");
    let state = loops.intro.value_var.as_str();
    let from = steps(&loops.intro.collection_expr)?;
    let [kind, name, "firewall_status", "0", "sync_states"] = from.iter().map(String::as_str).collect::<Vec<_>>()[..]
    else {
        return Err(odd());
    };
    table::by_terraform(kind)?.read("firewall_status", true)?;
    if steps(&loops.value_expr)? != [state, "attachment", "0", "endpoint_id"] || loops.key_expr.is_some() {
        return Err(odd());
    }
    let Some(Expression::BinaryOp(compared)) = loops.cond.as_ref().map(|cond| &cond.expr) else { return Err(odd()) };
    let Expression::String(zone) = &compared.rhs_expr else { return Err(odd()) };
    let equal = *compared.operator.value() == hcl_edit::expr::BinaryOperator::Eq;
    if !equal || steps(&compared.lhs_expr)? != [state, "availability_zone"] {
        return Err(odd());
    }
    Ok(Leaf::Endpoint { firewall: key(kind, name)?, zone: zone.as_str().to_owned() })
}
