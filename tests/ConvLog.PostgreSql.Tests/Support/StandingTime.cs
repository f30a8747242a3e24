namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>A clock that stands still, with timers of the system: what a store does in the background every few seconds is never due.</summary>
internal sealed class StandingTime : TimeProvider
{
    private readonly DateTimeOffset _now = System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => _now;
}
