//! The words with which a template is printed, whatever its format: calls in document order go in, text comes out of
//! [`Yaml`](super::yaml::Yaml) or [`Json`](super::json::Json). Nothing here knows a resource type.

/// A value that CloudFormation computes, or a plain one inside of such a value.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html>
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expression<'a> {
    /// A plain text.
    Text(&'a str),
    /// A plain number.
    Number(i64),
    /// `Ref`: a parameter, a pseudo parameter or a resource of the same stack.
    Ref(&'a str),
    /// `Fn::GetAtt`: logical id and attribute.
    GetAtt(&'a str, &'a str),
    /// `Fn::GetStackOutput`: an output of another stack.
    GetStackOutput(StackOutput<'a>),
    /// `Fn::Sub`: a text with `${…}` in it. Text that must keep a `${` says `${!`.
    Sub(&'a str),
    /// `Fn::Select`: the item at an index, counted from 0.
    Select(u32, &'a Expression<'a>),
    /// `Fn::Cidr`: a block cut into so many blocks with so many host bits each.
    Cidr(&'a Expression<'a>, u32, u32),
    /// `Fn::Join`: delimiter and a list.
    Join(&'a str, &'a Expression<'a>),
    /// `Fn::Split`: delimiter and text.
    Split(&'a str, &'a Expression<'a>),
    /// `Fn::GetAZs` of the stack's own Region.
    GetAzs,
    /// `Fn::If`: condition, value if true, value if false.
    If(&'a str, &'a Expression<'a>, &'a Expression<'a>),
    /// `Fn::Equals`: true if both are the same.
    Equals(&'a Expression<'a>, &'a Expression<'a>),
    /// `Fn::Not`: true if the condition is false.
    Not(&'a Expression<'a>),
    /// `AWS::NoValue`: as if the property were not there.
    NoValue,
    /// A list of values.
    List(&'a [Expression<'a>]),
}

/// An output of another stack: what `Fn::GetStackOutput` takes.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StackOutput<'a> {
    /// The stack's name.
    pub stack: &'a str,
    /// The output's name.
    pub output: &'a str,
    /// The stack's Region, if that is another one.
    pub region: Option<&'a str>,
    /// The role that reads it, if the stack is in another account.
    pub role: Option<&'a str>,
}

impl<'a> StackOutput<'a> {
    /// The arguments, by name.
    pub fn arguments(self) -> impl Iterator<Item = (&'static str, &'a str)> {
        let given = [("StackName", self.stack), ("OutputName", self.output)];
        given
            .into_iter()
            .chain(self.region.map(|region| ("Region", region)))
            .chain(self.role.map(|role| ("RoleArn", role)))
    }
}

/// Prints a document front to back.
///
/// A document is one map: `open_map`, then for each entry `key` followed by one value (a scalar, an expression, a map
/// or a list), then `close_map`. A list is `open_list`, then for each item `item` followed by one value, then
/// `close_list`. `comment`, `rule` and `blank` stand between entries. Calls in another order are a mistake of the
/// caller: debug builds panic, release builds print something unreadable.
pub trait Writer {
    /// A map key. Its value follows.
    fn key(&mut self, key: &str);
    /// A list item. Its value follows.
    fn item(&mut self);
    /// A text that reads back as exactly this text.
    fn text(&mut self, text: &str);
    /// A whole number.
    fn number(&mut self, number: i64);
    /// True or false.
    fn flag(&mut self, flag: bool);
    /// A value that CloudFormation computes.
    fn expression(&mut self, expression: &Expression<'_>);
    /// Begins a map. Without entries it prints as `{}`.
    fn open_map(&mut self);
    /// Ends the innermost map.
    fn close_map(&mut self);
    /// Begins a list. Without items it prints as `[]`.
    fn open_list(&mut self);
    /// Ends the innermost list.
    fn close_list(&mut self);
    /// A small map of texts, on one line where the format can: `{ Key: Name, Value: shop }`.
    fn pair(&mut self, entries: &[(&str, &str)]) {
        self.open_map();
        for (key, text) in entries {
            self.key(key);
            self.text(text);
        }
        self.close_map();
    }
    /// Like `pair`, with values that may be computed.
    fn flow_map(&mut self, entries: &[(&str, Expression<'_>)]) {
        self.open_map();
        for (key, value) in entries {
            self.key(key);
            self.expression(value);
        }
        self.close_map();
    }
    /// A remark for the reader, between two entries. JSON has none.
    fn comment(&mut self, text: &str);
    /// A section header, between two entries. JSON has none.
    fn rule(&mut self, text: &str);
    /// An empty line, between two entries. JSON has none.
    fn blank(&mut self);
    /// What is printed so far; the whole document once everything is closed.
    fn as_str(&self) -> &str;
    /// Gives the document away. The writer is as new, with room for another one of that size.
    fn take(&mut self) -> String;
}
