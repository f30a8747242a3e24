using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Schema;

/// <summary>
/// Fills the columns of migration 5 that stand in what is known of a conversation: JSON, which may be damaged. <c>earlier-0005.sql</c> fills the others.
/// </summary>
internal static class EarlierFilters
{
    private const string ToFill = """
        position('"variant":'::bytea IN known) > 0 OR position('"language":'::bytea IN known) > 0
        OR position('"direction":'::bytea IN known) > 0 OR position('"handoff":'::bytea IN known) > 0
        """;

    private static readonly string[] s_columns = ["variant bytea", "language bytea", "direction bigint", "handoff bytea", "handoff_reason bytea"];

    /// <summary>Fills them, in the transaction of the migration.</summary>
    public static ValueTask FillAsync(Session session, CancellationToken cancellationToken) => EarlierConversations.FillAsync(
        session,
        ToFill,
        s_columns,
        static known => [known.VariantId, known.Language, known.Direction, known.Handoff?.Destination, known.Handoff?.Reason],
        cancellationToken);
}
