namespace ConvLog.AspNetCore.Access;

/// <summary>The page that signing in returns to: a page of the console, never another site.</summary>
internal static class ReturnPath
{
    private const int MaxLength = 4_096;

    /// <param name="path">The path in the form.</param>
    /// <param name="home">The path of the console's first page.</param>
    /// <param name="pages">The common prefix of the console's paths, without a slash at its end.</param>
    public static string Of(string? path, string home, string pages)
        => path is { Length: > 0 and <= MaxLength } && path.StartsWith(pages, StringComparison.Ordinal) && IsLocal(path, pages.Length) ? path : home;

    // Only a slash or a query may follow the base; "//host", "/\host" and variants with tabs are never local.
    private static bool IsLocal(string path, int end)
        => path[0] == '/'
        && (path.Length == end || path[end] is '/' or '?')
        && !path.StartsWith("//", StringComparison.Ordinal)
        && !path.Contains('\\', StringComparison.Ordinal)
        && !path.Any(char.IsControl)
        && path.All(char.IsAscii)
        && !StepsUp(path);

    // Browsers decode "%2e" to a dot, and resolve "/convlog/../x" to "/x".
    private static bool StepsUp(string path)
        => path.Split('?', 2)[0].Replace("%2e", ".", StringComparison.OrdinalIgnoreCase).Split('/').Any(static step => step is "." or "..");
}
