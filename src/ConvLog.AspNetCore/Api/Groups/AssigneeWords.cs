using ConvLog.Privacy;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>The words that stand for colleagues in the filter of assignments. No conversation can be assigned to a colleague of such a name.</summary>
internal static class AssigneeWords
{
    /// <summary>The reader.</summary>
    public const string Me = "me";

    /// <summary>Nobody.</summary>
    public const string None = "none";

    /// <summary>Anybody.</summary>
    public const string Any = "any";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Me, None, Any];

    /// <summary>Whether a name is a word of the filter, by which nobody can be named.</summary>
    public static bool IsReserved(string name) => All.Contains(name, StringComparer.Ordinal);

    /// <summary>Finds what is assigned to a colleague.</summary>
    public static ConversationQuery Find(ConversationQuery query, string name, Reader reader)
        => string.Equals(name, Me, StringComparison.Ordinal) ? query with { AssignedToReader = reader } : query with { AssignedTo = name };

    /// <summary>The name that is meant: that of the reader for <see cref="Me"/>.</summary>
    public static string NameOf(string name, Reader reader) => string.Equals(name, Me, StringComparison.Ordinal) ? reader.Name : name;
}
