namespace ConvLog.AspNetCore.Access;

/// <summary>Where signing in leads back to: a page of the console, never another site.</summary>
internal static class ReturnPath
{
    private const int MaxLength = 4_096;

    /// <param name="path">What the form says.</param>
    /// <param name="home">The console's first page, as a path.</param>
    /// <param name="pages">What every path of the console begins with, without a slash at its end.</param>
    public static string Of(string? path, string home, string pages)
        => path is { Length: > 0 and <= MaxLength } && path.StartsWith(pages, StringComparison.Ordinal) && IsLocal(path, pages.Length) ? path : home;

    // After the base only a slash or a query, and "//host", "/\host" and tabs between them never.
    private static bool IsLocal(string path, int end)
        => path[0] == '/'
        && (path.Length == end || path[end] is '/' or '?')
        && !path.StartsWith("//", StringComparison.Ordinal)
        && !path.Contains('\\', StringComparison.Ordinal)
        && !path.Any(char.IsControl)
        && path.All(char.IsAscii)
        && !StepsUp(path);

    // Browsers take "%2e" for a dot, and "/convlog/../x" for "/x".
    private static bool StepsUp(string path)
        => path.Split('?', 2)[0].Replace("%2e", ".", StringComparison.OrdinalIgnoreCase).Split('/').Any(static step => step is "." or "..");
}
