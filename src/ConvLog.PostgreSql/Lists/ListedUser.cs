using System.Runtime.InteropServices;
using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Contract;

namespace ConvLog.PostgreSql.Lists;

/// <summary>An end user in a list, before the ID is read.</summary>
/// <param name="Number">The user's number.</param>
/// <param name="Pseudonym">The user's pseudonym.</param>
/// <param name="Conversations">The number of conversations that count.</param>
/// <param name="First">When the first of them began, in ticks.</param>
/// <param name="Last">When the latest of them began, in ticks.</param>
/// <param name="VisibleProblems">How many of them have visible problems.</param>
/// <param name="AllProblems">How many of them have any problems.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ListedUser(long Number, string Pseudonym, long Conversations, long First, long Last, long VisibleProblems, long AllProblems)
{
    public static ListedUser Read(Row row) => new(row.Int64(0), row.Text(6), row.Int64(1), row.Int64(2), row.Int64(3), row.Int64(4), row.Int64(5));

    /// <summary>The order of a list: the latest conversation first, then by pseudonym.</summary>
    public static int InOrder(ListedUser a, ListedUser b)
    {
        int order = b.Last.CompareTo(a.Last);
        return order != 0 ? order : Utf8Order.Instance.Compare(a.Pseudonym, b.Pseudonym);
    }

    /// <summary>Whether the user comes after a position in the list.</summary>
    public bool IsAfter(UserPosition place)
        => Last < place.LastStartedAt || (Last == place.LastStartedAt && Utf8Order.Instance.Compare(Pseudonym, place.Pseudonym) > 0);

    public StoredUser ToUser(string? id) => new()
    {
        Pseudonym = Pseudonym,
        UserId = id,
        Conversations = Conversations,
        VisibleProblemConversations = VisibleProblems,
        AllProblemConversations = AllProblems,
        FirstStartedAt = Row.TimeOf(First),
        LastStartedAt = Row.TimeOf(Last),
    };
}
