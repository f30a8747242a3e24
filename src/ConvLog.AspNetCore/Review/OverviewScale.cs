using ConvLog.Records;

namespace ConvLog.AspNetCore.Review;

/// <summary>
/// The positions of turns in the overview: by time if each of them is then wide enough to click, otherwise in equal slots, at most 100, with several turns per
/// slot if there are more.
/// </summary>
internal sealed class OverviewScale
{
    private const int MaxSlots = 100;
    private const int MaxTurnsByTime = 60;
    private const double LeastWidth = 0.012;
    private const double Gap = 0.005;

    private static readonly int[] s_steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400];

    private readonly IReadOnlyList<TurnView> _turns;
    private readonly DateTimeOffset _start;
    private readonly TimeSpan _length;

    public OverviewScale(IReadOnlyList<TurnView> turns)
    {
        _turns = turns;
        _start = turns[0].StartedAt;
        _length = (turns.Max(End) - _start) * 1.02; // A margin after the end of the last turn.
        IsByTime = turns.Count <= MaxTurnsByTime && _length > TimeSpan.Zero && Enumerable.Range(0, turns.Count).All(i => WidthByTime(i) >= LeastWidth);
        PerSlot = (int)Math.Ceiling(turns.Count / (double)MaxSlots);
        SlotCount = (int)Math.Ceiling(turns.Count / (double)PerSlot);
    }

    /// <summary>Whether distances are proportional to time; otherwise all turns have the same width.</summary>
    public bool IsByTime { get; }

    /// <summary>The number of turns per slot.</summary>
    public int PerSlot { get; }

    public int SlotCount { get; }

    /// <summary>The position of a slot.</summary>
    public (double From, double Width) Slot(int slot) => IsByTime
        ? (Share(_turns[slot].StartedAt), WidthByTime(slot) - Gap)
        : (slot / (double)SlotCount, (1.0 / SlotCount) - Math.Min(Gap, 0.2 / SlotCount));

    /// <summary>The position of a time in a turn.</summary>
    public double At(int turn, TimeAxis axis, DateTimeOffset time)
    {
        if (IsByTime)
        {
            return Share(time);
        }

        double turnWidth = 1.0 / SlotCount / PerSlot;
        return Math.Min((turn + (axis.Share(time) * 0.9)) * turnWidth, 1);
    }

    /// <summary>Marks of the time since the first turn; none if distances are not proportional to time.</summary>
    public IEnumerable<(double At, TimeSpan Time)> Ticks()
    {
        if (!IsByTime)
        {
            yield break;
        }

        int step = s_steps.FirstOrDefault(step => _length.TotalSeconds / step <= 8, (int)Math.Ceiling(_length.TotalSeconds / 8));
        for (var time = TimeSpan.Zero; time < _length * 0.97; time += TimeSpan.FromSeconds(step))
        {
            yield return (time / _length, time);
        }
    }

    private double WidthByTime(int turn) => (turn + 1 < _turns.Count ? Share(_turns[turn + 1].StartedAt) : 1) - Share(_turns[turn].StartedAt);

    private double Share(DateTimeOffset time) => Math.Clamp((time - _start) / _length, 0, 1);

    private static DateTimeOffset End(TurnView turn)
    {
        var answered = turn.EndedAt ?? (turn.StartedAt + (turn.Latency ?? TimeSpan.Zero));
        return turn.FunctionEvents.Select(static call => call.StartedAt + (call.Duration ?? TimeSpan.Zero)).Append(answered).Max();
    }
}
