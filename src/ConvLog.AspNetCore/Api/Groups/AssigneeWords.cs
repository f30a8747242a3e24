using ConvLog.Privacy;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>The reserved words in the filter of assignments. No conversation can be assigned to a colleague with such a name.</summary>
internal static class AssigneeWords
{
    /// <summary>The reader.</summary>
    public const string Me = "me";

    /// <summary>No assignee.</summary>
    public const string None = "none";

    /// <summary>Any assignee.</summary>
    public const string Any = "any";

    /// <summary>All reserved words.</summary>
    public static IReadOnlyList<string> All { get; } = [Me, None, Any];

    /// <summary>Whether a name is a reserved word of the filter.</summary>
    public static bool IsReserved(string name) => All.Contains(name, StringComparer.Ordinal);

    /// <summary>Adds the filter for the conversations assigned to a colleague.</summary>
    public static ConversationQuery Find(ConversationQuery query, string name, Reader reader)
        => string.Equals(name, Me, StringComparison.Ordinal) ? query with { AssignedToReader = reader } : query with { AssignedTo = name };

    /// <summary>The name of the colleague: that of the reader for <see cref="Me"/>.</summary>
    public static string NameOf(string name, Reader reader) => string.Equals(name, Me, StringComparison.Ordinal) ? reader.Name : name;
}
