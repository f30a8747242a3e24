using ConvLog.Privacy;

namespace ConvLog.AspNetCore.Access;

/// <summary>A text for whose conversations a reader reads: readers have the same where they read the same.</summary>
internal static class ScopeKey
{
    // Kinds of stored views are made of it: it may not change.
    public static string Of(Reader reader) => $"{Listed(reader.Scope.AgentIds)}\n{Listed(reader.Scope.AccountIds)}";

    // Escaped, so that no ID holds a comma; no list is not an empty one.
    private static string Listed(IReadOnlyList<string>? ids)
        => ids is null ? "*" : string.Join(',', ids.Order(StringComparer.Ordinal).Select(Uri.EscapeDataString));
}
