using ConvLog.Privacy;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>The reserved words in the filter of assignments. No conversation can be assigned to a colleague with such a name.</summary>
internal static class AssigneeKeywords
{
    /// <summary>The reader.</summary>
    public const string Me = "me";

    /// <summary>No one.</summary>
    public const string None = "none";

    /// <summary>Anyone.</summary>
    public const string Any = "any";

    public static IReadOnlyList<string> All { get; } = [Me, None, Any];

    /// <summary>Whether a name is a reserved word, which no colleague can have as a name.</summary>
    public static bool IsReserved(string name) => All.Contains(name, StringComparer.Ordinal);

    /// <summary>Adds a filter of conversations that are assigned to a colleague.</summary>
    public static ConversationQuery Find(ConversationQuery query, string name, Reader reader)
        => string.Equals(name, Me, StringComparison.Ordinal) ? query with { AssignedToReader = reader } : query with { AssignedTo = name };

    /// <summary>The name of a colleague: the reader's for <see cref="Me"/>.</summary>
    public static string NameOf(string name, Reader reader) => string.Equals(name, Me, StringComparison.Ordinal) ? reader.Name : name;
}
