using ConvLog.Sqlite.Engine;
using Xunit.Abstractions;

namespace ConvLog.Reliability.Tests.Processes;

/// <summary>
/// Two processes write into one file, with pauses, and a third one checkpoints all the time, so that checkpoints meet commits that restart the WAL: where
/// SQLite's WAL-reset bug strikes. With the engine that <c>.ci/build-sqlite race</c> makes, whose checkpoints pause at that place, a store without the guard
/// loses entries within seconds.
/// </summary>
public class LogResetRaceTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Checkpoints_beside_commits_of_other_processes_lose_nothing()
    {
        var length = TimeSpan.FromSeconds(Amount.Of("CONVLOG_RACE_SECONDS", 2));
        using var folder = new TemporaryFolder();
        string path = folder.File("convlog.db");
        long checkpoints;
        Testimony[] both;
        await using (var one = ChildProcess.Start(path, $"--floods true --seed {Amount.Seed} --conversations one- --busy 20000"))
        await using (var other = ChildProcess.Start(path, $"--floods true --seed {Amount.Seed + 1} --conversations other- --busy 20000"))
        {
            await Task.WhenAll(one.UntilAsync(static testimony => testimony.Acknowledged > 0),
                other.UntilAsync(static testimony => testimony.Acknowledged > 0));
            checkpoints = await Task.Run(() => CheckpointFor(path, length));
            one.End();
            other.End();
            both = await Task.WhenAll(one.EndedAsync(), other.EndedAsync());
            (one.Errors + other.Errors).Should().BeEmpty();
        }

        using var file = Session.Open(path, TimeSpan.FromSeconds(30));
        string? integrity = file.Text("PRAGMA integrity_check(1)");
        long stored = file.Number("SELECT count(*) FROM entry")!.Value;
        long acknowledged = both.Sum(static testimony => testimony.Acknowledged);
        output.WriteLine(
            $"{acknowledged} entries acknowledged, {stored} stored, {checkpoints} checkpoints, {integrity}, SQLite {file.Text("SELECT sqlite_version()")}");
        acknowledged.Should().BePositive();
        checkpoints.Should().BePositive();
        stored.Should().BeGreaterThanOrEqualTo(acknowledged);
        integrity.Should().Be("ok");
    }

    private static long CheckpointFor(string path, TimeSpan length)
    {
        using var session = Session.Open(path, TimeSpan.FromSeconds(20));
        long start = TimeProvider.System.GetTimestamp();
        long checkpoints = 0;
        while (TimeProvider.System.GetElapsedTime(start) < length)
        {
            session.Number("PRAGMA wal_checkpoint(PASSIVE)");
            checkpoints++;
        }

        return checkpoints;
    }
}
