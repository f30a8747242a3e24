using ConvLog.Privacy;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Writing;

/// <summary>Determines the title of a conversation: the first user input, else the agent's response in the first turn.</summary>
/// <param name="session">The connection, in the transaction.</param>
/// <param name="privacy">Which texts are personal.</param>
/// <param name="payloads">The personal parts.</param>
internal sealed class TitleReading(Session session, PrivacyOptions privacy, PersonalWriting payloads)
{
    private const string TitleTurn = """
        SELECT turn.no, turn.user_input, turn.agent_response, turn.flags, pii.payload, pii.checksum, turn.in_block
        FROM turn LEFT JOIN pii ON pii.kind = 4 AND pii.ref = turn.no
        WHERE turn.conversation = ?1 AND (turn.flags & 4) = ?2 ORDER BY turn.no LIMIT 1
        """;

    /// <summary>The title of a conversation; null if it is unchanged, because no turn up to its own has changed.</summary>
    public ConversationTitle? Read(ConversationChange change)
    {
        if (change.First is { } written)
        {
            return Of(written);
        }

        if (IsAfter(change.Known.TitleTurn, change))
        {
            return null;
        }

        var row = session[TitleTurn].Bind(1, change.Known.Number).Bind(2, TurnPayload.HasInput);
        bool hasInput = row.Step();
        if (!hasInput && !row.Bind(2, 0L).Step())
        {
            return ConversationTitle.None;
        }

        try
        {
            change.Known.TitleTurn = hasInput ? row.Int64(0) : null;
            if (IsAfter(change.Known.TitleTurn, change))
            {
                return null;
            }

            var title = ConversationTitle.Of(row.Int64(3), row.Text(hasInput ? 1 : 2));
            if (!title.IsInPii)
            {
                return title;
            }

            byte[]? personal = payloads.PartsOf(change).Open(row, 4, PiiKind.Turn, row.Int64(0), isThere: row.Int64(6) != 0);
            var turn = TurnPayload.Read(TurnPayload.Empty, 0, personal);
            return title with { Full = personal is null ? null : (hasInput ? turn.UserInput : turn.AgentResponse).Text };
        }
        finally
        {
            row.Reset();
        }
    }

    // Whether only turns after the title's turn changed.
    private static bool IsAfter(long? title, ConversationChange change) => !change.Openings && title < change.FirstTurn;

    private ConversationTitle Of(FirstRecords written)
    {
        if (written.TitleTurn(turn => TurnPayload.FlagsOf(turn, privacy)) is not { } turn)
        {
            return ConversationTitle.None;
        }

        long flags = TurnPayload.FlagsOf(turn, privacy);
        var text = (flags & TurnPayload.HasInput) != 0 ? turn.UserInput : turn.AgentResponse;
        var title = ConversationTitle.Of(flags, TurnPayload.Shown(text, privacy));
        return title with { Full = title.IsInPii ? text.Text : null };
    }
}
