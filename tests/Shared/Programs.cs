namespace ConvLog.Tests.Shared;

/// <summary>Finds programs that tests start.</summary>
internal static class Programs
{
    /// <summary>The folders of the search path.</summary>
    public static string[] SearchPath() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The path of a server program, or null if it is not installed. Debian installs servers outside of a user's search path.</summary>
    public static string? FindServer(string name) => SearchPath().Append("/usr/sbin").Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
