using System.Runtime.InteropServices;
using ConvLog.Privacy;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage.Payloads.Json;
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
            return new("", null, IsInPii: false);
        }

        try
        {
            change.Known.TitleTurn = hasInput ? row.Int64(0) : null;
            if (IsAfter(change.Known.TitleTurn, change))
            {
                return null;
            }

            var (shown, isInPii) = ShownOf(row.Int64(3), hasInput, row.Text(hasInput ? 1 : 2));
            if (!isInPii)
            {
                return new(shown, null, IsInPii: false);
            }

            byte[]? personal = payloads.PartsOf(change).Open(row, 4, PiiKind.Turn, row.Int64(0), isThere: row.Int64(6) != 0);
            var turn = TurnPayload.Read(TurnPayload.Empty, 0, personal);
            string? full = personal is null ? null : (hasInput ? turn.UserInput : turn.AgentResponse).Text;
            return new(shown, full, IsInPii: true);
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
            return new("", null, IsInPii: false);
        }

        long flags = TurnPayload.FlagsOf(turn, privacy);
        bool hasInput = (flags & TurnPayload.HasInput) != 0;
        var text = hasInput ? turn.UserInput : turn.AgentResponse;
        var (shown, isInPii) = ShownOf(flags, hasInput, TurnPayload.Shown(text, privacy));
        return new(shown, isInPii ? text.Text : null, isInPii);
    }

    private static (string? Shown, bool IsInPii) ShownOf(long flags, bool hasInput, string shown)
    {
        bool isHidden = (flags & TurnPayload.IsHidden) != 0;
        if (isHidden && (flags & (hasInput ? TurnPayload.HasInput : TurnPayload.HasHiddenResponse)) == 0)
        {
            return ("", false); // Without a text, a hidden title is empty.
        }

        bool isInPii = (flags & (hasInput ? TurnPayload.InputIsPersonal : TurnPayload.ResponseIsPersonal)) != 0;
        return (isInPii && isHidden ? null : shown, isInPii);
    }
}

/// <param name="Shown">As everyone may see it; null if it is hidden.</param>
/// <param name="Full">Its full form, if that is personal and still exists.</param>
/// <param name="IsInPii">Whether its full form is personal.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ConversationTitle(string? Shown, string? Full, bool IsInPii);
