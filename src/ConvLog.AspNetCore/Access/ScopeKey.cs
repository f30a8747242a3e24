using ConvLog.Privacy;

namespace ConvLog.AspNetCore.Access;

/// <summary>Identifies the scope of conversations that a reader can read: readers with the same scope have the same key.</summary>
internal static class ScopeKey
{
    // The kinds of stored views contain it, so it must not change.
    public static string Of(Reader reader) => $"{Listed(reader.Scope.AgentIds)}\n{Listed(reader.Scope.AccountIds)}";

    // Escaped, so that no ID contains a comma; a missing list differs from an empty one.
    private static string Listed(IReadOnlyList<string>? ids)
        => ids is null ? "*" : string.Join(',', ids.Order(StringComparer.Ordinal).Select(Uri.EscapeDataString));
}
