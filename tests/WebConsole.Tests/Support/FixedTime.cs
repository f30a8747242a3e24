namespace WebConsole.Tests.Support;

/// <summary>A stopped clock.</summary>
internal sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 20, 12, 0, 0, TimeSpan.Zero);

    public FixedTime()
        : this(Noon)
    {
    }

    public override DateTimeOffset GetUtcNow() => now;
}
