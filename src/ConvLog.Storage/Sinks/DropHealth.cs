namespace ConvLog.Storage.Sinks;

/// <summary>Reports the records dropped by a store sink as the health part <c>drops</c>.</summary>
internal static class DropHealth
{
    public static HealthPart Of(SinkState state)
    {
        var figures = Enum.GetValues<SinkDropReason>().ToDictionary(SinkMeter.NameOf, static _ => 0.0, StringComparer.Ordinal);
        foreach (var (reason, count) in state.Queue.Drops)
        {
            figures[SinkMeter.NameOf(reason)] = count;
        }

        bool isRecent = QueueHealth.IsRecent(state.SinceDrop);
        return Part(isRecent, isRecent ? "Records were dropped in the last 5 minutes: the figures say why." : "Nothing was dropped in the last 5 minutes.",
            figures) with
        {
            LastFailure = state.Now - state.SinceDrop,
            Visible = Part(isRecent, isRecent ? "Records were dropped in the last 5 minutes." : "Nothing was dropped in the last 5 minutes.", []),
        };
    }

    private static HealthPart Part(bool isRecent, string message, Dictionary<string, double> figures)
        => new("drops", isRecent ? StoreHealthStatus.Degraded : StoreHealthStatus.Healthy, message, figures);
}
