using Xunit.Abstractions;

namespace ConvLog.Reliability.Tests.Processes;

/// <summary>
/// Two processes write into one file as fast as they can, so that checkpoints of each meet commits of the other that restart the WAL: where SQLite's WAL-reset bug strikes. With
/// the engine that <c>.ci/build-sqlite race</c> makes, whose checkpoints pause at that place, a store without the guard loses entries within seconds.
/// </summary>
public class LogResetRaceTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Checkpoints_of_one_process_beside_restarts_of_another_lose_nothing()
    {
        var length = TimeSpan.FromSeconds(Amount.Of("CONVLOG_RACE_SECONDS", 2));
        using var folder = new TemporaryFolder();
        string path = folder.File("convlog.db");
        Testimony[] both;
        await using (var one = ChildProcess.Start(path, "--floods true --conversations one- --busy 20000"))
        await using (var other = ChildProcess.Start(path, "--floods true --conversations other- --busy 20000"))
        {
            await Task.WhenAll(one.UntilAsync(static testimony => testimony.IsOpened), other.UntilAsync(static testimony => testimony.IsOpened));
            await Task.Delay(length, TimeProvider.System);
            one.End();
            other.End();
            both = await Task.WhenAll(one.EndedAsync(), other.EndedAsync());
            (one.Errors + other.Errors).Should().BeEmpty();
        }

        using var file = Session.Open(path, TimeSpan.FromSeconds(30));
        file.Text("PRAGMA integrity_check").Should().Be("ok");
        long stored = file.Number("SELECT count(*) FROM entry")!.Value;
        long acknowledged = both.Sum(static testimony => testimony.Acknowledged);
        output.WriteLine($"{acknowledged} entries acknowledged, {stored} stored, SQLite {file.Text("SELECT sqlite_version()")}");
        acknowledged.Should().BePositive();
        stored.Should().BeGreaterThanOrEqualTo(acknowledged);
    }
}
