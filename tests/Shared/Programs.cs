namespace ConvLog.Tests.Shared;

/// <summary>Programs that tests start.</summary>
internal static class Programs
{
    /// <summary>The folders of the search path.</summary>
    public static string[] SearchPath() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A server's program; null where it is not installed. Debian keeps those outside of a user's search path.</summary>
    public static string? FindServer(string name) => SearchPath().Append("/usr/sbin").Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
