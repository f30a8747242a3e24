using System.Runtime.InteropServices;
using ConvLog.Records;

namespace ConvLog.Storage.Payloads.Rows;

/// <summary>
/// Combines the revisions of openings, turns and function events in one batch. A record that begins and ends in the batch is written once, in its final state.
/// </summary>
internal static class BatchRevisions
{
    /// <summary>
    /// The batch without the records that a later record in it replaces; the later record moves to the earlier one's position, so that the order of the others
    /// is unchanged. Not replaced are revisions of different openings and equal revisions, which the store compares, copies of turns with late changes, and
    /// revisions separated by an opening of the conversation, because the opening may be refused or reduce the recording level. An opening is replaced only by
    /// one that closes it and changes no other property.
    /// </summary>
    /// <param name="records">The batch. It is not changed.</param>
    /// <returns>The filtered batch; the same list if no record is replaced.</returns>
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
