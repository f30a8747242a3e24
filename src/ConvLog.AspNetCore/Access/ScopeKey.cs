using ConvLog.Privacy;

namespace ConvLog.AspNetCore.Access;

/// <summary>A text that identifies a reader's scope: readers with the same scope have the same text.</summary>
internal static class ScopeKey
{
    // Stored views use it in their kinds, so its format must not change.
    public static string Of(Reader reader) => $"{Listed(reader.Scope.AgentIds)}\n{Listed(reader.Scope.AccountIds)}";

    // Escaped, so that no ID contains a comma. A missing list differs from an empty one.
    private static string Listed(IReadOnlyList<string>? ids)
        => ids is null ? "*" : string.Join(',', ids.Order(StringComparer.Ordinal).Select(Uri.EscapeDataString));
}
