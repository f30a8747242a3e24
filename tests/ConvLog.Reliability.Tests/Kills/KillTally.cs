using System.Globalization;

namespace ConvLog.Reliability.Tests.Kills;

/// <summary>The statistics of a campaign of kills.</summary>
internal sealed class KillTally
{
    private int _kills;
    private int _beforeOpened;
    private int _unacknowledged;
    private long _acknowledged;
    private long _stored;
    private TimeSpan _slowest;

    /// <summary>The time that a child takes until its store is open.</summary>
    public TimeSpan UsualStart { get; private set; } = TimeSpan.FromMilliseconds(120);

    public void Heard(Testimony child, long start)
    {
        if (child is { IsOpened: true, GivenCount: 0 })
        {
            UsualStart = (0.8 * UsualStart) + (0.2 * TimeProvider.System.GetElapsedTime(start));
        }
    }

    public void Add(Testimony child, WitnessedDatabase database)
    {
        _kills++;
        _beforeOpened += child.IsOpened ? 0 : 1;
        _acknowledged += child.Acknowledged;
        _stored += database.Stored;
        _unacknowledged += database.Stored > child.Acknowledged ? 1 : 0;
        _slowest = database.Opening > _slowest ? database.Opening : _slowest;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_kills} kills, {_beforeOpened} before the store was open; {_acknowledged} records acknowledged, {_stored} stored, after {_unacknowledged} kills "
            + $"more than acknowledged; slowest opening {_slowest.TotalMilliseconds:0} ms");
}
