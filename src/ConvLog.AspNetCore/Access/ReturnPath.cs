namespace ConvLog.AspNetCore.Access;

/// <summary>The page of the console to return to after signing in, never another site.</summary>
internal static class ReturnPath
{
    private const int MaxLength = 4_096;

    /// <param name="path">The path in the form.</param>
    /// <param name="home">The console's first page, as a path.</param>
    /// <param name="pages">The prefix of all paths of the console, without a trailing slash.</param>
    public static string Of(string? path, string home, string pages)
        => path is { Length: > 0 and <= MaxLength } && path.StartsWith(pages, StringComparison.Ordinal) && IsLocal(path, pages.Length) ? path : home;

    // After the base only a slash or a query is allowed, and "//host", "/\host" or tabs in between never.
    private static bool IsLocal(string path, int end)
        => path[0] == '/'
        && (path.Length == end || path[end] is '/' or '?')
        && !path.StartsWith("//", StringComparison.Ordinal)
        && !path.Contains('\\', StringComparison.Ordinal)
        && !path.Any(char.IsControl)
        && path.All(char.IsAscii)
        && !StepsUp(path);

    // Browsers treat "%2e" as a dot, and "/convlog/../x" as "/x".
    private static bool StepsUp(string path)
        => path.Split('?', 2)[0].Replace("%2e", ".", StringComparison.OrdinalIgnoreCase).Split('/').Any(static step => step is "." or "..");
}
