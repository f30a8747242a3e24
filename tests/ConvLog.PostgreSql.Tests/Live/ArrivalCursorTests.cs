using ConvLog.PostgreSql.Live;

namespace ConvLog.PostgreSql.Tests.Live;

/// <summary>A cursor comes from a client: one that the server would refuse is invalid.</summary>
public sealed class ArrivalCursorTests
{
    [Theory]
    [InlineData("638000000000000000.10:10:")]
    [InlineData("638000000000000000.10:20:10,12,19")]
    [InlineData("638000000000000000.10:20:10,12.15:30:15.17.3")]
    public void A_cursor_survives_a_round_trip(string text) => ArrivalCursor.Parse(text)!.Value.ToString().Should().Be(text);

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.")]
    [InlineData("1.10:10")]
    [InlineData("1.0:10:")]
    [InlineData("1.20:10:")]
    [InlineData("1.10:20:9")]
    [InlineData("1.10:20:20")]
    [InlineData("1.10:20:12,11")]
    [InlineData("1.10:20:12,12")]
    [InlineData("1.10:20:12,")]
    [InlineData("1.10:20:'; DROP TABLE")]
    [InlineData("1.10:99999999999999999999:")]
    [InlineData("x.10:20:")]
    [InlineData("-1.10:20:")]
    [InlineData("1.10:20:.10:20:")]
    [InlineData("1.10:20:.10:20:.1")]
    [InlineData("1.10:20:.10:20:.1.2.3")]
    public void An_invalid_cursor_is_rejected(string text) => ArrivalCursor.Parse(text).Should().BeNull();

    [Fact]
    public void A_replica_snapshot_starts_at_the_oldest_running_transaction()
        => ArrivalSnapshot.Of("10:20:10,15", isReplica: true).Should().Be(new ArrivalSnapshot(10, 10, "10:10:"));
}
