using System.Buffers;

namespace ConvLog.AspNetCore.Http;

/// <summary>Validates the base path of the pages. It has no slash at its end; the root is an empty string.</summary>
internal static class ConsoleBasePath
{
    private static readonly SearchValues<char> s_allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/");

    public static string Checked(string? path)
    {
        string trimmed = path?.TrimEnd('/') ?? "";
        bool isPath = path is ['/', ..] && !path.AsSpan().ContainsAnyExcept(s_allowed) && !trimmed.Contains("//", StringComparison.Ordinal)
            && !trimmed.Split('/').Any(static segment => segment is "." or "..");
        return isPath
            ? trimmed
            : throw new ArgumentException(
                $"ConvLogConsoleOptions.BasePath must be a path such as \"/convlog\": letters, digits and - . _ ~ / after a leading slash; not \"{path}\".",
                nameof(path));
    }
}
