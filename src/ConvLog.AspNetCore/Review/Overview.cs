using ConvLog.Records;

namespace ConvLog.AspNetCore.Review;

/// <summary>The overview of a conversation: its turns, their function events and entries.</summary>
internal sealed record Overview(IReadOnlyList<OverviewSlot> Slots, IReadOnlyList<OverviewBar> Bars, IReadOnlyList<OverviewMark> Marks,
    IReadOnlyList<(double At, TimeSpan Time)> Ticks)
{
    private const double LeastBar = 0.002;

    /// <summary>The positions at which data was dropped or truncated.</summary>
    public IReadOnlyList<double> Cuts { get; init; } = [];

    public static Overview Of(ConversationView view)
    {
        if (view.Turns.Count == 0)
        {
            return new Overview([], [], [], []);
        }

        var scale = new OverviewScale(view.Turns);
        var axes = view.Turns.Select(TimeAxis.Of).ToList();
        return new Overview(
            [.. Enumerable.Range(0, scale.SlotCount).Select(slot => Slot(view.Turns, scale, slot))],
            [.. view.Turns.SelectMany((turn, i) => turn.FunctionEvents.Select(call => Bar(call, i, axes[i], scale))).Distinct()],
            [.. view.Turns.SelectMany((turn, i) => Entries(turn).Select(entry => Mark(entry, i, axes[i], scale))).Distinct()
                .OrderBy(static mark => mark.Level)],
            [.. scale.Ticks()])
        {
            Cuts = [.. view.Turns.SelectMany((turn, i) => turn.FunctionEvents.Where(static call => !call.Losses.IsEmpty)
                .Select(call => Rounded(scale.At(i, axes[i], call.StartedAt + (call.Duration ?? TimeSpan.Zero))))).Distinct()],
        };
    }

    private static OverviewSlot Slot(IReadOnlyList<TurnView> turns, OverviewScale scale, int slot)
    {
        int perSlot = scale.IsByTime ? 1 : scale.PerSlot;
        var inside = turns.Skip(slot * perSlot).Take(perSlot).ToList();
        var (from, width) = scale.Slot(slot);
        double? answer = scale.IsByTime && inside[0].Latency is { } latency
            ? scale.At(slot, TimeAxis.Of(inside[0]), inside[0].StartedAt + latency) - from : null;
        return new OverviewSlot(inside[0].Ordinal, inside[^1].Ordinal, from, width, answer, inside.Any(static turn => Problems.Of(turn).Any()));
    }

    private static OverviewBar Bar(FunctionEventView call, int turn, TimeAxis axis, OverviewScale scale)
    {
        double from = scale.At(turn, axis, call.StartedAt);
        double to = scale.At(turn, axis, TimeAxis.DrawnDuration(call) is { } duration ? call.StartedAt + duration : axis.Start + axis.Length);
        return new OverviewBar(Rounded(from), Rounded(Math.Max(to - from, LeastBar)), call.Outcome);
    }

    private static OverviewMark Mark(EntryView entry, int turn, TimeAxis axis, OverviewScale scale)
        => new(Rounded(scale.At(turn, axis, entry.Timestamp)), entry.Level);

    private static IEnumerable<EntryView> Entries(TurnView turn) => turn.FunctionEvents.SelectMany(static call => call.Entries).Concat(turn.Entries);

    // Marks on the same pixel are drawn once.
    private static double Rounded(double share) => Math.Round(share, 3);
}

/// <summary>A function event in the overview.</summary>
internal readonly record struct OverviewBar(double From, double Width, FunctionOutcome? Outcome);

/// <summary>An entry in the overview.</summary>
internal readonly record struct OverviewMark(double At, EntryLevel Level);
