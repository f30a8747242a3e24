using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Engine;

/// <summary>ConvLog.Reliability.Tests open a store with a real engine that is too old.</summary>
public sealed class EngineVersionTests
{
    [Theory]
    [InlineData(3_035_005, "3.35.5")]
    [InlineData(3_040_001, "3.40.1")]
    [InlineData(3_050_004, "3.50.4")]
    [InlineData(3_051_002, "3.51.2")]
    public void An_engine_that_can_lose_data_is_refused_with_its_version_and_the_remedy(int number, string name)
        => new EngineVersion(number, name).Invoking(static engine => engine.EnsureSupported()).Should().Throw<ConversationStoreException>()
            .Where(e => e.Fault == StoreFault.Unusable && e.Message.StartsWith($"SQLite {name} ") && e.Message.Contains("3.51.3 or later"));

    [Theory]
    [InlineData(3_051_003)]
    [InlineData(3_053_004)]
    [InlineData(4_000_000)]
    public void A_later_engine_is_accepted(int number) => new EngineVersion(number, "").Invoking(static engine => engine.EnsureSupported()).Should().NotThrow();

    [Fact]
    public void The_bundled_engine_is_accepted()
    {
        EngineVersion.Running.EnsureSupported();

        EngineVersion.Running.Name.Should().Be("3.53.4", "the documents name it");
    }
}
