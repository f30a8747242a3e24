namespace ConvLog.Console.Tests.Support;

/// <summary>The installed browser, and axe-core where CI has installed it.</summary>
internal static class Chromium
{
    // The headless shell draws no windows and needs little more than half of the time.
    private static readonly string[] s_names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    public static readonly string[] Arguments =
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync"];

    /// <summary>The path of the browser, or null.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("PATH")?.Split(System.IO.Path.PathSeparator)
        .SelectMany(static folder => s_names.Select(name => System.IO.Path.Combine(folder, name)))
        .Append("/usr/bin/chromium")
        .FirstOrDefault(File.Exists);

    /// <summary>
    /// The path of axe.min.js from the environment variable CONVLOG_AXE, or null if it does not exist. It has another licence and is not part of the
    /// repository.
    /// </summary>
    public static string? Axe { get; } = Environment.GetEnvironmentVariable("CONVLOG_AXE") is { Length: > 0 } path && File.Exists(path) ? path : null;

    /// <summary>The reason why a test cannot run, or null.</summary>
    public static string? Missing(bool needsAxe) => Path is null
        ? "There is no Chromium on this machine: apt-get install chromium-headless-shell, or chromium."
        : needsAxe && Axe is null ? "CONVLOG_AXE does not name axe.min.js: npm pack axe-core@4.14.1, as .ci/run does." : null;
}
