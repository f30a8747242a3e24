namespace ConvLog.AspNetCore.Http;

/// <summary>Validates paths of the host that pages link to; they must not lead to another site.</summary>
internal static class HostPath
{
    /// <param name="option">The name of the option.</param>
    /// <param name="path">The path; null for none.</param>
    /// <exception cref="ArgumentException">It is not a path of this app.</exception>
    public static string? Checked(string option, string? path)
    {
        bool isPath = path is null or "/" || (path is ['/', not ('/' or '\\'), ..] && Uri.IsWellFormedUriString(path, UriKind.Relative));
        return isPath ? path : throw new ArgumentException(
            $"ConvLogConsoleOptions.{option} must be a path of this app, such as \"/Account/Logout\", without the host and the path base; not \"{path}\".",
            nameof(path));
    }
}
