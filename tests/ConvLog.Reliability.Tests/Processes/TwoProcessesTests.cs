namespace ConvLog.Reliability.Tests.Processes;

/// <summary>C08, D06: two processes write into one file concurrently, starting with its creation.</summary>
public class TwoProcessesTests
{
    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Records_of_both_processes_are_stored_once()
    {
        using var database = new WitnessedDatabase();
        await using var one = ChildProcess.Start(database.Path, $"--seed {Amount.Seed} --conversations one- --records 400 --busy 20000");
        await using var other = ChildProcess.Start(database.Path, $"--seed {Amount.Seed + 100} --conversations other- --records 400 --busy 20000");
        await Task.WhenAll(one.UntilAsync(static testimony => testimony.IsWritten), other.UntilAsync(static testimony => testimony.IsWritten));
        one.End();
        other.End();
        Testimony[] both = await Task.WhenAll(one.EndedAsync(), other.EndedAsync());

        await database.VerifyAsync($"after two processes with CONVLOG_SEED={Amount.Seed}", both);
        database.Stored.Should().Be(both.Sum(static testimony => testimony.GivenCount));
    }

    [Fact]
    public async Task A_conversation_open_in_both_processes_has_the_entries_of_both()
    {
        using var database = new WitnessedDatabase();
        await using var one = ChildProcess.Start(database.Path, $"--seed {Amount.Seed} --records 200 --busy 20000");
        await using var other = ChildProcess.Start(database.Path, $"--seed {Amount.Seed + 100} --records 200 --busy 20000");
        await Task.WhenAll(one.UntilAsync(static testimony => testimony.IsWritten), other.UntilAsync(static testimony => testimony.IsWritten));
        one.End();
        other.End();

        await database.VerifyAsync($"after two processes with CONVLOG_SEED={Amount.Seed}", await Task.WhenAll(one.EndedAsync(), other.EndedAsync()));
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Killing_one_process_does_not_affect_the_other()
    {
        using var database = new WitnessedDatabase();
        await using var killed = ChildProcess.Start(database.Path, $"--seed {Amount.Seed} --conversations one- --busy 20000");
        await using var other = ChildProcess.Start(database.Path, $"--seed {Amount.Seed + 100} --conversations other- --records 300 --busy 20000");
        await killed.UntilAsync(static testimony => testimony.Acknowledged > 50);
        killed.Kill();
        await other.UntilAsync(static testimony => testimony.IsWritten);
        other.End();
        Testimony[] both = [await killed.EndedAsync(), await other.EndedAsync()];

        await database.VerifyAsync($"after two processes, one of them killed, with CONVLOG_SEED={Amount.Seed}", both);
        both[1].End.Should().Be(new FlushCounts(both[1].GivenCount, 0, 0));
    }
}
