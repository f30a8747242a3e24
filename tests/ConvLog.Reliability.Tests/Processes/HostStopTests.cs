using System.Globalization;
using ConvLog.Privacy;

namespace ConvLog.Reliability.Tests.Processes;

/// <summary>A process that hosts workers, as in docs/hosts.md, and receives a stop request.</summary>
public class HostStopTests
{
    private static readonly Reader s_reader = new("tests", canReadPii: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_terminated_host_stores_acknowledged_entries_and_the_end_reasons_of_the_others(bool twice)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c.db");
        await using var host = HostProcess.Start(path);
        await host.UntilAsync("ready");
        host.Signal(PosixSignals.Terminate);
        if (twice)
        {
            await host.UntilAsync("stopping");
            host.Signal(PosixSignals.Terminate);
        }

        var lines = await host.EndedAsync();

        (host.ExitCode, host.Errors).Should().Be((7, ""), "that is the host's");
        await using var store = new SqliteConversationStore(path);
        var reading = new ConversationReader(store);
        (await OutcomesAsync(reading, "obedient")).Should().Be("Canceled HostStopped, Canceled HostStopped, 1 entry, 0 problems");
        (await OutcomesAsync(reading, "stubborn")).Should().Be("Canceled HostStopped, Canceled HostStopped, 1 entry, 0 problems");
        (await OutcomesAsync(reading, "patient")).Should().Be("Completed , Completed , 1 entry, 0 problems");
        string[] acknowledged = [.. lines.Where(static line => line.StartsWith("acknowledged ", StringComparison.Ordinal))
            .Select(static line => line.Split(' ')[1])];
        acknowledged.Should().HaveCountGreaterThanOrEqualTo(3);
        foreach (string id in acknowledged)
        {
            var turn = (await reading.GetAsync(s_reader, id))!.Turns.Should().ContainSingle().Subject;
            (turn.Outcome, turn.Entries.Count).Should().Be((TurnOutcome.Completed, 1));
        }

        long[] counts = [.. lines[^1].Split(' ').Skip(1).Select(static count => long.Parse(count, CultureInfo.InvariantCulture))];
        counts.Should().Equal(counts[0], counts[0], 0, 0);
        counts[0].Should().Be(acknowledged.Length + 3, "given are the entries of those who were stopped as well");
    }

    [Fact]
    public async Task A_host_killed_while_stopping_keeps_acknowledged_entries()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c.db");
        await using var host = HostProcess.Start(path);
        await host.UntilAsync("ready");
        host.Signal(PosixSignals.Terminate);
        await host.UntilAsync("stopping");
        host.Signal(PosixSignals.Kill); // As an orchestrator does after its grace period.
        var lines = await host.EndedAsync();

        await ShouldHoldAcknowledgedAsync(path, lines);
    }

    [MachineTheory(MachineNeeds.Attach)]
    [InlineData(true)]
    [InlineData(false)]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_host_on_a_read_only_or_slow_volume_stops_before_an_orchestrator_kills_it(bool isReadOnly)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c.db");
        await using var host = HostProcess.Start(path);
        await host.UntilAsync("ready");
        IReadOnlyList<string> lines;
        TimeSpan ending;
        await using (await (isReadOnly ? AttachedFault.ReadOnlyAsync(path, host.Id) : AttachedFault.SlowAsync(path, TimeSpan.FromSeconds(1), host.Id)))
        {
            long start = TimeProvider.System.GetTimestamp();
            host.Signal(PosixSignals.Terminate);
            await using var impatience = new Timer(_ => host.Signal(PosixSignals.Kill), null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
            lines = await host.EndedAsync();
            ending = TimeProvider.System.GetElapsedTime(start);
        }

        (host.ExitCode, host.Errors).Should().Be((7, ""), "it ended after {0} by itself", ending);
        await ShouldHoldAcknowledgedAsync(path, lines);
        long[] counts = [.. lines[^1].Split(' ').Skip(1).Select(static count => long.Parse(count, CultureInfo.InvariantCulture))];
        counts[1..].Sum().Should().Be(counts[0], "what is pending is counted, and nothing was dropped silently");
    }

    private static async Task ShouldHoldAcknowledgedAsync(string path, IEnumerable<string> lines)
    {
        await using var store = new SqliteConversationStore(path);
        var reading = new ConversationReader(store);
        string[] acknowledged = [.. lines.Where(static line => line.StartsWith("acknowledged ", StringComparison.Ordinal))
            .Select(static line => line.Split(' ')[1])];
        acknowledged.Should().NotBeEmpty();
        foreach (string id in acknowledged)
        {
            (await reading.GetAsync(s_reader, id))!.Turns.Should().ContainSingle().Which.Entries.Should().ContainSingle();
        }
    }

    private static async Task<string> OutcomesAsync(ConversationReader reading, string id)
    {
        var view = (await reading.GetAsync(s_reader, id))!;
        var turn = view.Turns.Single();
        var call = turn.FunctionEvents.Single();
        return $"{turn.Outcome} {turn.CancelReason}, {call.Outcome} {call.CancelReason}, {call.Entries.Count} entry, {view.Summary.Problems.Total} problems";
    }
}
