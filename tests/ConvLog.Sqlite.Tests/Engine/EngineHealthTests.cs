using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using Microsoft.Extensions.Logging;

namespace ConvLog.Sqlite.Tests.Engine;

public sealed class EngineHealthTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Health_and_one_line_of_the_log_name_the_engine()
    {
        var logger = new FakeLogger();
        await using var store = new SqliteConversationStore(_folder.File("conversations.db"), new SqliteStoreOptions { Logger = logger });
        var running = EngineVersion.Running;

        var engine = (await store.CheckHealthAsync()).Parts.Should().ContainSingle(static part => part.Name == "engine").Subject;

        engine.Status.Should().Be(StoreHealthStatus.Healthy);
        engine.Message.Should().Be($"SQLite {running.Name}.");
        engine.Figures.Should().Equal(new Dictionary<string, double>(StringComparer.Ordinal) { ["version"] = running.Number });
        logger.Lines.Should().ContainSingle(line => line.Level == LogLevel.Information
            && line.Message.Contains($"SQLite {running.Name}.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3_051_002, true, StoreHealthStatus.Unhealthy, "Use 3.51.3 or later")]
    [InlineData(3_051_002, false, StoreHealthStatus.Unhealthy, "Use 3.51.3 or later")]
    [InlineData(3_051_003, true, StoreHealthStatus.Healthy, "SQLite 3.x.")]
    [InlineData(3_051_003, false, StoreHealthStatus.Degraded, "bytes of deleted rows may stay")]
    public void Engine_health_matches_the_engine_version(int number, bool hasVfs, StoreHealthStatus status, string said)
    {
        var part = EngineHealth.Part(new EngineVersion(number, "3.x"), hasVfs);

        part.Status.Should().Be(status);
        part.Message.Should().Contain(said);
    }
}
