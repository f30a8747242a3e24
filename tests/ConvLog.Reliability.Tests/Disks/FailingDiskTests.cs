using System.Globalization;

namespace ConvLog.Reliability.Tests.Disks;

/// <summary>
/// C05: errors of write and fsync injected into the system calls of a child. The child continues, acknowledges only stored entries, and recovers.
/// </summary>
public class FailingDiskTests
{
    /// <summary>The failing call, its error, and the first failing call number: a few in each run, the first n with <c>CONVLOG_FAULTS=n</c>.</summary>
    public static TheoryData<string, string, int> Faults()
    {
        var faults = new TheoryData<string, string, int>();
        foreach (var (family, error) in ((string, string)[])[("fsync", "EIO"), ("write", "EIO"), ("write", "ENOSPC"), ("ftruncate", "EIO"), ("read", "EIO")])
        {
            int count = Amount.Of("CONVLOG_FAULTS", 0);
            foreach (int first in count > 0 ? Enumerable.Range(1, count) : Few(family, error))
            {
                faults.Add(family, error, first);
            }
        }

        return faults;
    }

    /// <summary>The failing call, its error, and the number from which all calls fail.</summary>
    public static TheoryData<string, string, int> LastingFaults()
    {
        var faults = new TheoryData<string, string, int> { { "write", "ENOSPC", 300 } };
        if (CiRun.IsOn)
        {
            faults.Add("fsync", "EIO", 10);
        }

        return faults;
    }

    [MachineTheory(MachineNeeds.Strace)]
    [MemberData(nameof(Faults))]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_temporarily_failing_call_delays_writes_and_loses_nothing(string family, string error, int first)
    {
        using var database = new WitnessedDatabase();
        using var fault = new InjectedFault(database.Path, family, $"error={error}", string.Create(CultureInfo.InvariantCulture, $"{first}..{first + 5}"));
        await using var child = Start(database.Path, fault);
        await child.UntilAsync(static testimony => testimony.IsWritten);
        child.End();
        var testimony = await child.EndedAsync();

        if (IsReached(family, first))
        {
            fault.HasOccurred.Should().BeTrue("a fault that strikes nothing shows nothing");
        }

        child.ExitCode.Should().Be(0, child.Errors);
        testimony.End.Should().Be(new FlushCounts(testimony.GivenCount, 0, 0));
        await database.VerifyAsync($"after {error} in {family} from call {first} on, for some time", testimony);
        database.Stored.Should().Be(testimony.GivenCount);
    }

    [MachineTheory(MachineNeeds.Strace)]
    [MemberData(nameof(LastingFaults))]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_permanently_failing_call_loses_no_acknowledged_entries(string family, string error, int first)
    {
        using var database = new WitnessedDatabase();
        using var fault = new InjectedFault(database.Path, family, $"error={error}", string.Create(CultureInfo.InvariantCulture, $"{first}+"));

        // Enough commits that a thread reaches that call number, however they are distributed over the thread pool.
        await using var child = Start(database.Path, fault, records: 10_000, "--waits false --batch 10");
        await child.UntilAsync(static testimony => testimony.Health.Count(static health => !health.Contains("Healthy", StringComparison.Ordinal)) > 5);
        child.Kill();
        var testimony = await child.EndedAsync();

        fault.HasOccurred.Should().BeTrue();
        await database.VerifyAsync($"after {error} in {family} from call {first} on, for good", testimony);
    }

    private static IEnumerable<int> Few(string family, string error) => (family, error) switch
    {
        ("fsync", _) => CiRun.IsOn ? [1, 9] : [9],
        ("write", "EIO") when CiRun.IsOn => [40],
        ("write", "ENOSPC") => [50],
        _ => [],
    };

    // A long run requests the first n faults of each call, but a child makes only as many calls as it needs, for example few ftruncate calls. Faults of a usual
    // run are always reached.
    private static bool IsReached(string family, int first) => Amount.Of("CONVLOG_FAULTS", 0) == 0 || (family is "write" or "fsync" && first <= 9);

    // Calls are counted for each thread, and only those on files of the database.
    private static ChildProcess Start(string path, InjectedFault fault, int records = 250, string assignment = "")
        => ChildProcess.Start(path, $"--seed {Amount.Seed} --records {records} {assignment}", fault.Under);
}
