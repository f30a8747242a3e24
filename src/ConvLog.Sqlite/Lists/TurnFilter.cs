using ConvLog.Storage;

namespace ConvLog.Sqlite.Lists;

/// <summary>The condition that a turn (a row of "turn") is one that is asked for: by its time, its model and its latency.</summary>
internal static class TurnFilter
{
    private static readonly string s_from = ListFilter.Parameter(nameof(ConversationQuery.TurnFrom));
    private static readonly string s_to = ListFilter.Parameter(nameof(ConversationQuery.TurnTo));
    private static readonly string s_model = ListFilter.Parameter(nameof(ConversationQuery.Model));
    private static readonly string s_least = ListFilter.Parameter(nameof(ConversationQuery.MinLatency));
    private static readonly string s_most = ListFilter.Parameter(nameof(ConversationQuery.MaxLatency));

    /// <summary>The whole condition.</summary>
    public static string IsAsked { get; } = $"""
        ({s_from} IS NULL OR turn.started >= {s_from}) AND ({s_to} IS NULL OR turn.started < {s_to})
        AND ({s_model} IS NULL OR turn.model = {s_model})
        AND ({s_least} IS NULL OR turn.latency >= {s_least}) AND ({s_most} IS NULL OR turn.latency <= {s_most})
        """;
}
