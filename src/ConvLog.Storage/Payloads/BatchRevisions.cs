using System.Runtime.InteropServices;
using ConvLog.Records;

namespace ConvLog.Storage.Payloads;

/// <summary>
/// The revisions of openings, turns and function events in one batch. What begins and ends in it is written once, as it ended.
/// </summary>
internal static class BatchRevisions
{
    /// <summary>
    /// The records without those that a later one of the batch replaces, which takes their place, so that all else comes in the same order. Revisions of
    /// different openings are left alone, and so are equal ones: the store compares them; and copies of turns with what others told of them. So are
    /// those before and after an opening of the conversation, which may be refused, or record less from then on. An opening is replaced only by one
    /// that closes it and changes nothing else.
    /// </summary>
    /// <param name="records">The batch. It is not changed.</param>
    /// <returns>The same list if there is nothing to replace.</returns>
    public static IReadOnlyList<StoreRecord> Latest(IReadOnlyList<StoreRecord> records)
    {
        Dictionary<(Type Kind, string ConversationId, string Id), int>? firsts = null;
        Dictionary<string, int>? openings = null;
        StoreRecord?[]? latest = null;
        int replaced = 0;
        for (int i = 0; i < records.Count; i++)
        {
            if (records[i] is ConversationRecord opening)
            {
                openings ??= new Dictionary<string, int>(StringComparer.Ordinal);
                if (openings.TryGetValue(opening.ConversationId, out int opened) && Closes(opening, latest?[opened] ?? records[opened]))
                {
                    latest ??= [.. records];
                    (latest[opened], latest[i]) = (opening, null);
                    replaced++;
                }
                else
                {
                    openings[opening.ConversationId] = i;
                }

                continue;
            }

            if (KeyOf(records[i]) is not { } key)
            {
                continue;
            }

            ref int first = ref CollectionsMarshal.GetValueRefOrAddDefault(firsts ??= [], key, out bool isKnown);
            if (!isKnown || (openings is not null && openings.GetValueOrDefault(key.ConversationId, -1) > first))
            {
                first = i;
                continue;
            }

            if (!Replaces(records[i], latest?[first] ?? records[first]))
            {
                continue;
            }

            latest ??= [.. records];
            (latest[first], latest[i]) = (records[i], null);
            replaced++;
        }

        return latest is null ? records : Without(latest, replaced);
    }

    private static (Type Kind, string ConversationId, string Id)? KeyOf(StoreRecord record) => record switch
    {
        TurnRecord turn => (typeof(TurnRecord), turn.ConversationId, turn.Id),
        FunctionEventRecord call => (typeof(FunctionEventRecord), call.ConversationId, call.Id),
        _ => null,
    };

    private static bool Closes(ConversationRecord later, StoreRecord earlier)
        => earlier is ConversationRecord before && later.Revision > before.Revision
            && later with { Revision = before.Revision, ClosedAt = before.ClosedAt } == before;

    private static bool Replaces(StoreRecord later, StoreRecord earlier) => (later, earlier) switch
    {
        (TurnRecord turn, TurnRecord { Late: null } before) => turn.Revision > before.Revision && turn.WriterId == before.WriterId,
        (FunctionEventRecord call, FunctionEventRecord before) => call.Revision > before.Revision && call.WriterId == before.WriterId,
        _ => false,
    };

    private static StoreRecord[] Without(StoreRecord?[] latest, int replaced)
    {
        var kept = new StoreRecord[latest.Length - replaced];
        int count = 0;
        foreach (var record in latest)
        {
            if (record is not null)
            {
                kept[count++] = record;
            }
        }

        return kept;
    }
}
