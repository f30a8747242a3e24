using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Schema;

/// <summary>
/// Fills the columns of migration 5 for conversations that are stored: what is known of them is JSON, which may be damaged, and costs are decimal numbers. Part
/// of that migration.
/// </summary>
internal static class EarlierFilters
{
    private const string FillSlowestCalls = "UPDATE conversation SET slowest_call = (SELECT max(duration) FROM call WHERE call.conversation = conversation.no)";

    private const string ToFill =
        "known LIKE '%\"variant\":%' OR known LIKE '%\"language\":%' OR known LIKE '%\"direction\":%' OR known LIKE '%\"handoff\":%'";

    private const string PutKnown = "UPDATE conversation SET variant = ?2, language = ?3, direction = ?4, handoff = ?5, handoff_reason = ?6 WHERE no = ?1";
    private const string Costs = "SELECT conversation, cost, currency FROM turn WHERE cost IS NOT NULL ORDER BY conversation";
    private const string PutCost = "UPDATE conversation SET cost = ?2 WHERE no = ?1";

    /// <summary>Fills them, in the transaction of the migration.</summary>
    public static void Fill(Session session)
    {
        session.Execute(FillSlowestCalls);
        FillKnown(session);
        FillCosts(session);
    }

    private static void FillKnown(Session session)
    {
        using var put = session.Prepare(PutKnown);
        foreach (var (conversation, known) in EarlierConversations.Read(session, ToFill))
        {
            put.Bind(1, conversation).Bind(2, known.VariantId).Bind(3, known.Language).Bind(4, (long?)known.Direction)
                .Bind(5, known.Handoff?.Destination).Bind(6, known.Handoff?.Reason)
                .Run();
        }
    }

    private static void FillCosts(Session session)
    {
        using var rows = session.Prepare(Costs);
        using var put = session.Prepare(PutCost);
        var turns = new List<(decimal? Cost, string? Currency)>();
        long conversation = 0;
        while (rows.Step())
        {
            if (rows.Int64(0) != conversation)
            {
                PutSum(conversation);
                conversation = rows.Int64(0);
            }

            turns.Add((ConversationCost.Parse(rows.OptionalText(1)), rows.OptionalText(2)));
        }

        PutSum(conversation);

        void PutSum(long conversation)
        {
            if (ConversationCost.Of(turns) is { } cost)
            {
                put.Bind(1, conversation).Bind(2, cost).Run();
            }

            turns.Clear();
        }
    }
}
