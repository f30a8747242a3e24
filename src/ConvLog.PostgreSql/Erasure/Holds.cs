using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>Legal holds in the data.</summary>
internal static class Holds
{
    private const string Insert = "INSERT INTO #.hold (conversation_id, placed_by, placed, reason) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    private const string AnyHold = "SELECT 1 FROM #.hold WHERE conversation_id = $1";
    private const string DeleteHold = "DELETE FROM #.hold WHERE conversation_id = $1";
    private const string FindHold = "SELECT conversation_id, placed_by, placed, reason FROM #.hold ORDER BY conversation_id";

    public static async ValueTask<bool> IsHeldAsync(Session data, string conversationId, CancellationToken cancellationToken)
        => await data.NumberAsync(AnyHold, [conversationId], cancellationToken).ConfigureAwait(false) is not null;

    public static ValueTask<int> PlaceAsync(Session data, LedgerEvent placed, CancellationToken cancellationToken)
        => data.RunAsync(Insert, [placed.ConversationId, placed.PlacedBy, placed.At, placed.Reason], cancellationToken);

    public static ValueTask<int> ReleaseAsync(Session data, string conversationId, CancellationToken cancellationToken)
        => data.RunAsync(DeleteHold, [conversationId], cancellationToken);

    /// <summary>All holds, ordered by conversation ID (ordinal).</summary>
    public static ValueTask<List<LegalHold>> AllAsync(Session data, CancellationToken cancellationToken) => data.ListAsync(
        FindHold,
        [],
        static row => new LegalHold { ConversationId = row.Text(0), PlacedBy = row.Text(1), PlacedAt = row.Time(2), Reason = row.OptionalText(3) },
        cancellationToken);
}
