using System.Diagnostics;
using System.Globalization;

namespace ConvLog.Reliability.Tests.Disks;

/// <summary>A file size limit, which raises SIGXFSZ. By default that signal terminates a process.</summary>
public class FileSizeLimitTests
{
    [MachineFact(MachineNeeds.ResourceLimits)]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_process_survives_the_file_size_limit_and_stores_everything_once_it_is_raised()
    {
        using var database = new WitnessedDatabase();
        await using var child = ChildProcess.Start(database.Path, $"--seed {Amount.Seed} --waits false --records 3000");
        await child.UntilAsync(static testimony => testimony.IsOpened);
        Limit(child, "300000:");
        await child.UntilAsync(static testimony => testimony.GivenCount >= 3_000
            && testimony.Health.Exists(static health => health.StartsWith("Degraded", StringComparison.Ordinal)));
        Limit(child, "unlimited:");
        await child.UntilAsync(static testimony => testimony.IsWritten);
        child.End();
        var testimony = await child.EndedAsync();

        child.ExitCode.Should().Be(0, child.Errors);
        testimony.Contradiction.Should().BeNull();
        var end = testimony.End!.Value;
        (end.Pending, end.Dropped).Should().Be((0, 0));
        end.Stored.Should().Be(testimony.GivenCount);
        Integrity.Check(database.Path, "after a limit on the size of files");
    }

    // Only the soft limit, which the user of the process can raise again. Set after the start, because the runtime itself creates large files.
    private static void Limit(ChildProcess child, string limit)
    {
        using var prlimit = Process.Start("prlimit", ["--pid", child.Testimony.ProcessId!.Value.ToString(CultureInfo.InvariantCulture), $"--fsize={limit}"]);
        prlimit.WaitForExit();
        prlimit.ExitCode.Should().Be(0);
    }
}
