using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Lists;

/// <summary>
/// The condition that an entry has the requested level and is in a matching call. It uses only the row of the entry, so it can also check an entry that was
/// found by a field.
/// </summary>
internal static class EntryFilter
{
    private static readonly string s_level = ListFilter.Parameter(nameof(ConversationQuery.Level));

    /// <summary>A condition of a row of "entry" that everyone may see.</summary>
    public static string IsAsked(bool withPii)
        => $"({s_level} IS NULL OR entry.kind = {s_level}) AND ({CallFilter.IsUnset} OR {InCall(withPii)})";

    /// <summary>
    /// A condition of a row of "conversation" (c): one of its entries was logged in such a call. It reads the entries of the openings, so it is checked last;
    /// personal entries, which have numbers of their own, are read only if they count.
    /// </summary>
    public static string InConversation(bool withPii)
    {
        string apart = withPii ? FormattableString.Invariant($"(SELECT 0 AS least UNION ALL SELECT {EntryNumber.FirstPersonal})") : "(SELECT 0 AS least)";
        string kind = withPii ? "entry.kind % 4" : "+entry.kind"; // A bare column would make SQLite build an automatic index of all entries for the statement.
        return FormattableString.Invariant(
            $"""
            EXISTS (SELECT 1 FROM writer CROSS JOIN {apart} AS apart CROSS JOIN entry WHERE writer.conversation = c.no
            AND entry.no >= apart.least + (writer.no << {EntryNumber.SequenceBits}) AND entry.no < apart.least + (writer.no + 1 << {EntryNumber.SequenceBits})
            AND {kind} = {s_level} AND {InCall(withPii)})
            """);
    }

    // The scope of an entry, and the call in which it was logged.
    private static string InCall(bool withPii) => $"""
        EXISTS (SELECT 1 FROM scope CROSS JOIN call WHERE scope.no = entry.scope AND call.conversation = scope.conversation AND call.id = scope.call_id
        AND {CallFilter.IsAsked(withPii)})
        """;
}
