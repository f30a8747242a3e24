using System.Globalization;

namespace ConvLog.Reliability.Tests.Retention;

/// <summary>The statistics of a campaign of kills.</summary>
internal sealed class DecisionTally
{
    private int _kills;
    private int _late;
    private int _decided;

    /// <summary>The time that a child takes for its work.</summary>
    public TimeSpan UsualWork { get; private set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>The number of children killed during their work. Children that had already finished are not counted.</summary>
    public int Kills => _kills;

    public void Killed(Testimony child)
    {
        _kills += child.IsAllDecided ? 0 : 1;
        _late += child.IsAllDecided ? 1 : 0;
        _decided += child.Decided.Count;
    }

    /// <summary>Records how long a child took for the remaining work.</summary>
    public void Finished(TimeSpan work) => UsualWork = (0.8 * UsualWork) + (0.2 * work);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
            $"{_kills} kills in the work, {_late} more after it; {_decided} decisions were told as done before a kill; usual work "
            + $"{UsualWork.TotalMilliseconds:0} ms");
}
