//! Runs one process and watches it: how long it takes, how much memory it and its children have at their peaks, and that it
//! ends. It does not know what the process is for.

use std::io;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The longest time between two looks at the process.
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);

/// What a process took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measured {
    /// From its start to its end.
    pub(super) elapsed: Duration,
    /// Peak memory in KiB, where the system tells.
    pub(super) peak_kib: Option<u64>,
    /// How it ended.
    pub(super) ending: Ending,
}

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// By itself, with this exit code, if it has one.
    Exited(Option<i32>),
    /// It was killed because it went on for too long.
    Overdue,
    /// It was killed because somebody asked for that.
    Cancelled,
    /// It could not be started.
    NotBegun,
}

impl Measured {
    /// Of a process that never was.
    pub(super) const NOTHING: Self = Self { elapsed: Duration::ZERO, peak_kib: None, ending: Ending::NotBegun };
}

/// Runs `command` to its end, at the latest after `allowed`. Standard input is closed.
///
/// # Errors
/// If it cannot be started or watched.
pub(super) fn measure(
    command: &mut Command,
    allowed: Option<Duration>,
    is_cancelled: &dyn Fn() -> bool,
) -> io::Result<Measured> {
    command.stdin(Stdio::null());
    // A group of its own, so that its children end with it, and Ctrl-C at the terminal reaches it through us only.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let began = Instant::now();
    let mut child = command.spawn()?;
    let mut peak = Peak::default();
    loop {
        peak.look(child.id());
        if let Some(status) = child.try_wait()? {
            let elapsed = began.elapsed();
            return Ok(Measured { elapsed, peak_kib: peak.0, ending: Ending::Exited(status.code()) });
        }
        let ending = match () {
            () if is_cancelled() => Some(Ending::Cancelled),
            () if allowed.is_some_and(|allowed| began.elapsed() > allowed) => Some(Ending::Overdue),
            () => None,
        };
        if let Some(ending) = ending {
            kill(&mut child)?;
            return Ok(Measured { elapsed: began.elapsed(), peak_kib: peak.0, ending });
        }
        sleep((began.elapsed() / 50).clamp(Duration::from_millis(1), BETWEEN_LOOKS));
    }
}

/// Kills a process and all in its group.
fn kill(child: &mut Child) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        // It may be gone already, and then there is nothing left to do.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    child.kill()?;
    child.wait().map(drop)
}

/// The peak memory of a process and its children in KiB: the sum of the peaks of those alive at one moment, at its highest.
#[derive(Default)]
struct Peak(Option<u64>);

impl Peak {
    fn look(&mut self, process: u32) {
        let now = family(process).into_iter().filter_map(peak_of).reduce(|sum, kib| sum + kib);
        self.0 = self.0.max(now);
    }
}

/// A process and all that descend from it, as Linux lists them.
fn family(process: u32) -> Vec<u32> {
    let mut family = vec![process];
    let mut next = 0;
    while let Some(&parent) = family.get(next) {
        let listed = std::fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).unwrap_or_default();
        family.extend(listed.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
        next += 1;
    }
    family
}

/// The most memory that a process has had, in KiB.
fn peak_of(process: u32) -> Option<u64> {
    peak_in(&std::fs::read_to_string(format!("/proc/{process}/status")).ok()?)
}

fn peak_in(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;
    use std::time::Duration;

    use super::{Ending, measure, peak_in};

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_process_ends_by_itself_with_its_code() {
        let measured = measure(&mut shell("exit 3"), None, &|| false).unwrap();
        assert_eq!(measured.ending, Ending::Exited(Some(3)));
    }

    #[test]
    fn a_process_that_goes_on_is_killed_with_its_children() {
        let mut command = shell("read never_written < /dev/zero & wait");
        let measured = measure(&mut command, Some(Duration::ZERO), &|| false).unwrap();
        assert_eq!(measured.ending, Ending::Overdue);
        assert_eq!(measure(&mut command, None, &|| true).unwrap().ending, Ending::Cancelled);
    }

    #[test]
    fn a_program_that_there_is_not_is_an_error() {
        assert!(measure(&mut Command::new("/no/such/program"), None, &|| false).is_err());
    }

    #[test]
    fn the_peak_is_read_from_what_linux_says() {
        assert_eq!(peak_in("Name:\tx\nVmPeak:\t  99 kB\nVmHWM:\t   10240 kB\nVmRSS:\t 1 kB\n"), Some(10_240));
        assert_eq!(peak_in("Name:\tx\n"), None);
    }
}
