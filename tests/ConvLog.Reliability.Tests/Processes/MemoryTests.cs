using ConvLog.Sqlite.Engine;

namespace ConvLog.Reliability.Tests.Processes;

/// <summary>C13: a process with little memory whose store cannot be written to. It drops entries and continues.</summary>
public class MemoryTests
{
    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_process_with_little_memory_drops_entries_and_continues()
    {
        using var database = new WitnessedDatabase();
        await using var child = ChildProcess.Start(
            database.Path,
            $"--seed {Amount.Seed} --waits false --records 6000 --queue 2000 --busy 10",
            environment: ("DOTNET_GCHeapHardLimit", "0x3000000"));
        await child.UntilAsync(static testimony => testimony.IsOpened);
        using (var lockHolder = Session.Open(database.Path, TimeSpan.FromSeconds(30)))
        {
            lockHolder.Execute("BEGIN IMMEDIATE");
            await child.UntilAsync(static testimony => testimony is { GivenCount: >= 6_000, Dropped: > 0 });
        }

        await child.UntilAsync(static testimony => testimony.IsWritten);
        child.End();
        var testimony = await child.EndedAsync();

        child.ExitCode.Should().Be(0, child.Errors);
        testimony.Contradiction.Should().BeNull();
        var end = testimony.End!.Value;
        end.Pending.Should().Be(0);
        (end.Stored + end.Dropped).Should().Be(testimony.GivenCount);
        Integrity.Check(database.Path, "after a run with little memory");
    }
}
