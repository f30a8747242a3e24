using ConvLog.Sqlite.Engine;

namespace ConvLog.Reliability.Tests.Processes;

/// <summary>C11, C12: a terminated process reports what it leaves behind, and a suspended process resumes normally.</summary>
public class SignalTests
{
    [Fact]
    public async Task A_terminated_process_stores_pending_entries()
    {
        using var database = new WitnessedDatabase();
        await using var child = ChildProcess.Start(database.Path, $"--seed {Amount.Seed} --waits false --records 2000");
        await child.UntilAsync(static testimony => testimony.GivenCount > 500);
        child.Signal(PosixSignals.Terminate);
        var testimony = await child.EndedAsync();

        child.ExitCode.Should().Be(0, child.Errors);
        testimony.End.Should().Be(new FlushCounts(testimony.GivenCount, 0, 0));
        await database.VerifyAsync("after SIGTERM", testimony);
    }

    [Fact]
    public async Task A_process_terminated_while_it_cannot_write_ends_at_its_deadline_and_reports_the_rest()
    {
        using var database = new WitnessedDatabase();
        await using var child = ChildProcess.Start(database.Path, $"--seed {Amount.Seed} --waits false --records 300 --busy 50 --deadline 500");
        await child.UntilAsync(static testimony => testimony.IsOpened);
        TimeSpan ending;
        using (var lockHolder = Session.Open(database.Path, TimeSpan.FromSeconds(30)))
        {
            lockHolder.Execute("BEGIN IMMEDIATE");
            await child.UntilAsync(static testimony => testimony.GivenCount >= 300);
            long start = TimeProvider.System.GetTimestamp();
            child.Signal(PosixSignals.Terminate);
            await child.EndedAsync();
            ending = TimeProvider.System.GetElapsedTime(start);
        }

        child.ExitCode.Should().Be(0, child.Errors);
        ending.Should().BeLessThan(TimeSpan.FromSeconds(15), "half a second is its deadline, and the machine may be busy");
        var end = child.Testimony.End!.Value;
        (end.Dropped + end.Pending).Should().BePositive();
        (end.Stored + end.Dropped + end.Pending).Should().Be(child.Testimony.GivenCount);
        using var stored = new StoredPrefix(database.Path);
        stored.LengthOf(child.Testimony.Given()).Should().BeGreaterThanOrEqualTo((int)end.Stored);
    }

    [Fact]
    public async Task A_suspended_process_continues_and_others_can_read_during_the_suspension()
    {
        using var database = new WitnessedDatabase();
        await using var child = ChildProcess.Start(database.Path, $"--seed {Amount.Seed} --records 400");
        await child.UntilAsync(static testimony => testimony.Acknowledged > 100);
        child.Signal(PosixSignals.Stop);
        await child.UntilStoppedAsync();
        await using (var reader = new SqliteConversationStore(database.Path, new SqliteStoreOptions { IndexText = false }))
        {
            (await reader.ListAsync(new ConversationQuery(), withPii: true)).Conversations.Should().NotBeEmpty();
        }

        child.Signal(PosixSignals.Continue);
        await child.UntilAsync(static testimony => testimony.IsWritten);
        child.End();
        var testimony = await child.EndedAsync();

        child.ExitCode.Should().Be(0, child.Errors);
        await database.VerifyAsync("after SIGSTOP and SIGCONT", testimony);
        database.Stored.Should().Be(testimony.GivenCount);
    }
}
