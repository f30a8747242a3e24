using System.Globalization;

namespace ConvLog.Reliability.Tests.Kills;

/// <summary>C01, D07: a child is killed in a write or sync call, starting with the first one that creates the file.</summary>
public class NthCallKillTests
{
    // The exit code of a shell: 128 plus the signal.
    private const int Killed = 137;

    /// <summary>The call and its number: a few in each run, the first n of each with <c>CONVLOG_FAULTS=n</c>.</summary>
    public static TheoryData<string, int> Calls()
    {
        var calls = new TheoryData<string, int>();
        int count = Amount.Of("CONVLOG_FAULTS", 0);
        foreach (string call in (string[])["write", "fsync"])
        {
            foreach (int number in count > 0
                ? Enumerable.Range(1, count)
                : Enumerable.Range(0, Amount.Of(usual: 1, inCi: 2, inLongCampaign: 2)).Select(_ => Random.Shared.Next(1, call is "write" ? 30 : 8)))
            {
                calls.Add(call, number);
            }
        }

        return calls;
    }

    [MachineTheory(MachineNeeds.Strace)]
    [MemberData(nameof(Calls), DisableDiscoveryEnumeration = true)]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_kill_in_any_system_call_loses_no_acknowledged_entries(string call, int number)
    {
        using var database = new WitnessedDatabase();
        using var fault = new InjectedFault(database.Path, call, "signal=SIGKILL", string.Create(CultureInfo.InvariantCulture, $"{number}"));
        await using var child = ChildProcess.Start(database.Path, $"--seed {Amount.Seed}", fault.Under);
        var testimony = await child.EndedAsync();

        child.ExitCode.Should().Be(Killed, "the kill struck");
        await database.VerifyAsync($"after a kill in {call} {number}", testimony);

        // The next process continues after the kill.
        await using var next = ChildProcess.Start(database.Path, $"--seed {Amount.Seed + 1} --records 60");
        await next.UntilAsync(static testimony => testimony.IsWritten);
        next.End();
        await database.VerifyAsync($"after a kill in {call} {number} and another child", await next.EndedAsync());
    }
}
