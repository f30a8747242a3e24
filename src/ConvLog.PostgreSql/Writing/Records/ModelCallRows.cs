using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>The columns of "model_call" and their values.</summary>
internal static class ModelCallRows
{
    private static readonly string[] s_columns =
    [
        "conversation bigint", "day bigint", "id bigint", "turn_id bytea", "model bytea", "provider bytea", "started bigint", "ended boolean",
            "duration bigint", "first_token bigint", "outcome bigint", "input_tokens bigint", "output_tokens bigint", "cached_tokens bigint", "cost bytea",
            "currency bytea", "total_tokens bigint",
    ];

    public static RowChanges New() => new("model_call#", s_columns);

    /// <summary>The values of a call's row, in the order of the columns.</summary>
    public static object?[] Values(long conversation, int day, string? turnId, ModelCallRow call) =>
    [
        conversation, day, call.Id, turnId, call.Model, call.Provider, call.Started, call.HasEnded, call.Duration, call.FirstToken, call.Outcome,
            call.Usage?.InputTokens, call.Usage?.OutputTokens, call.Usage?.CachedInputTokens, call.Cost, call.Currency,
            call.Usage?.ReportedTotal,
    ];
}
