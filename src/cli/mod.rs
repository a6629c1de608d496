//! The command line: the only part of netgen that knows arguments, terminals, files to read and exit statuses. In come
//! the arguments, out go texts and a status. It decides nothing about networks.
//!
//! Results go to standard output, everything else to standard error. The status is 0 when the work is done, 1 when the
//! document means something wrong, the output is stale or a judge objects, 2 when the document, the lock or the command line cannot be
//! read as what it is, and 3 when something could not be read or written.

mod args;
mod atomic;
mod beside;
mod bind;
mod check;
mod choices;
mod console;
mod delegation;
mod diff;
mod fail;
mod failure;
mod git;
mod info;
mod init;
mod job;
mod lock_file;
mod mv;
mod neighbours;
mod policy;
mod reach;
mod read;
mod render;
mod rendered;
mod router;
mod select;
mod since;
mod stale;
mod steps;
mod upgrade;
mod variant;
mod verify;

use args::{Cli, Command};
use clap::Parser as _;
use console::Console;
use failure::Failure;
use std::process::ExitCode;

/// Done.
const DONE: u8 = 0;
/// The document means something wrong, or the output is stale.
const WRONG: u8 = 1;
/// The document, the lock or the command line cannot be read as what it is.
const UNREADABLE: u8 = 2;
/// Something could not be read or written.
const IO: u8 = 3;

/// Runs the command that the arguments ask for.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return ExitCode::from(usage(&error)),
    };
    let console = Console::new(cli.color, cli.quiet, cli.verbose);
    let status = run(&cli.command, &console).unwrap_or_else(|failure| {
        console.failure(&failure);
        failure.status
    });
    ExitCode::from(status)
}

fn run(command: &Command, console: &Console) -> Result<u8, Failure> {
    match command {
        Command::Render(args) => render::run(args, console),
        Command::Router(args) => router::run(args, console),
        Command::Plan(args) => check::plan(args, console),
        Command::Check(args) => check::check(args, console),
        Command::Reach(args) => reach::run(args, console),
        Command::Fail(args) => fail::run(args, console),
        Command::Choices(args) => choices::run(args, console),
        Command::Diff(args) => diff::run(args, console),
        Command::Steps(args) => steps::run(args, console),
        Command::Mv(args) => mv::run(args, console),
        Command::Verify(args) => verify::run(args, console),
        Command::Init(args) => init::run(args, console),
        Command::List => info::list(),
        Command::Explain { code } => info::explain(code.as_deref()),
        Command::Schema { of } => info::schema(*of),
        Command::Completions { shell } => info::completions(*shell),
    }
}

/// Prints what the reader of arguments has to say: the help that was asked for, or what is wrong.
fn usage(error: &clap::Error) -> u8 {
    if error.use_stderr() {
        // Without colours, so that what the user wrote cannot pass for one.
        console::lines(&error.render().to_string());
        return UNREADABLE;
    }
    // Nobody reads it any more: not worth a word.
    let _ = error.print();
    DONE
}
