using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Engine;

public sealed class EngineHealthTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Health_and_one_line_of_the_log_name_the_engine_and_whether_known_faults_affect_it()
    {
        var logger = new RecordingLogger();
        await using var store = new SqliteConversationStore(_folder.File("conversations.db"), new SqliteStoreOptions { Logger = logger });
        var running = EngineVersion.Running;

        var engine = (await store.CheckHealthAsync()).Parts.Should().ContainSingle(static part => part.Name == "engine").Subject;

        engine.Status.Should().Be(StoreHealthStatus.Healthy);
        engine.Message.Should().StartWith($"SQLite {running.Name}.");
        engine.Message.Contains("WAL-reset", StringComparison.Ordinal).Should().Be(running.HasLogResetFault);
        engine.Figures["version"].Should().Be(running.Number);
        engine.Figures["guarded"].Should().Be(running.HasLogResetFault ? 1 : 0);
        logger.Lines.Should().ContainSingle(line => line.StartsWith("Information:", StringComparison.Ordinal)
            && line.Contains($"SQLite {running.Name}.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3_035_005, true, StoreHealthStatus.Healthy, "guard prevents it", true)]
    [InlineData(3_035_005, false, StoreHealthStatus.Unhealthy, "use 3.51.3 or later", true)]
    [InlineData(3_050_004, true, StoreHealthStatus.Healthy, "guard prevents it", false)]
    [InlineData(3_054_001, true, StoreHealthStatus.Healthy, "no fault that is known to affect the store", false)]
    [InlineData(3_054_001, false, StoreHealthStatus.Degraded, "bytes of deleted rows may stay", false)]
    public void What_is_said_of_an_engine_is_true_of_its_version(int number, bool hasVfs, StoreHealthStatus status, string said, bool hasAggregateFault)
    {
        var part = EngineHealth.Part(new EngineVersion(number, "3.x"), hasVfs);

        part.Status.Should().Be(status);
        part.Message.Should().Contain(said);
        part.Message.Contains("CVE-2025-6965", StringComparison.Ordinal).Should().Be(hasAggregateFault);
    }
}
