using System.Globalization;

namespace ConvLog.Reliability.Tests.Disks;

/// <summary>C05: errors of writing and of fsync, put into a child's system calls. Such a child goes on, acknowledges nothing that is not stored, and recovers.</summary>
public class FailingDiskTests
{
    /// <summary>Which call fails how, and from which one on: few in each build, with <c>CONVLOG_FAULTS=n</c> for each the first n.</summary>
    public static TheoryData<string, int> Faults()
    {
        var faults = new TheoryData<string, int>();
        foreach (string fault in (string[])["fsync:error=EIO", "write:error=EIO", "write:error=ENOSPC", "ftruncate:error=EIO", "pread64:error=EIO"])
        {
            int count = Amount.Of("CONVLOG_FAULTS", 0);
            foreach (int first in count > 0 ? Enumerable.Range(1, count) : Few(fault))
            {
                faults.Add(fault, first);
            }
        }

        return faults;
    }

    [MachineTheory(MachineNeeds.Strace)]
    [MemberData(nameof(Faults))]
    public async Task A_call_that_fails_for_some_time_delays_and_loses_nothing(string fault, int first)
    {
        using var database = new WitnessedDatabase();
        await using var child = Start(database.Path, fault, string.Create(CultureInfo.InvariantCulture, $"{first}..{first + 5}"));
        await child.UntilAsync(static testimony => testimony.IsWritten);
        child.End();
        var testimony = await child.EndedAsync();

        child.ExitCode.Should().Be(0, child.Errors);
        testimony.End.Should().Be(new FlushResult(testimony.GivenCount, 0, 0));
        await database.VerifyAsync($"after {fault} from call {first} on, for some time", testimony);
        database.Stored.Should().Be(testimony.GivenCount);
    }

    [MachineTheory(MachineNeeds.Strace)]
    [InlineData("fsync:error=EIO", 10)]
    [InlineData("write:error=ENOSPC", 300)]
    public async Task A_call_that_fails_for_good_loses_nothing_that_was_acknowledged(string fault, int first)
    {
        using var database = new WitnessedDatabase();

        // So many that some thread gets to that call, however the commits fall on the pool's threads and however large they are.
        await using var child = Start(database.Path, fault, string.Create(CultureInfo.InvariantCulture, $"{first}+"), records: 10_000, "--waits false");
        await child.UntilAsync(static testimony => testimony.Health.Count(static health => !health.Contains("Healthy", StringComparison.Ordinal)) > 5);
        child.Kill();
        var testimony = await child.EndedAsync();

        await database.VerifyAsync($"after {fault} from call {first} on, for good", testimony);
    }

    private static IEnumerable<int> Few(string fault) => fault switch
    {
        "fsync:error=EIO" => [1, 9],
        "write:error=EIO" => [40],
        "write:error=ENOSPC" => [200],
        _ => [],
    };

    // Calls are counted for each thread, and only those into the database's files.
    private static ChildProcess Start(string path, string fault, string when, int records = 250, string assignment = "")
    {
        string call = fault.Split(':')[0];
        string under = $"strace -f -qq -o /dev/null -P {path} -P {path}-wal -P {path}-journal -e trace={call} -e inject={fault}:when={when}";
        return ChildProcess.Start(path, $"--seed {Amount.Seed} --records {records} {assignment}", under);
    }
}
