namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>A stopped clock with system timers: periodic background work of a store is never due.</summary>
internal sealed class StoppedClock : TimeProvider
{
    private readonly DateTimeOffset _now = System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => _now;
}
