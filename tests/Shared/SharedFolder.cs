namespace ConvLog.Tests.Shared;

/// <summary>The folder <c>shared</c> next to the checkout, with real data and recordings, on machines that have it.</summary>
internal static class SharedFolder
{
    /// <summary>Whether the folder exists.</summary>
    public static bool Exists { get; } = Find() is not null;

    /// <summary>The path of a file or folder in it.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist. Use this only in tests marked <see cref="SharedDataFactAttribute"/>.</exception>
    public static string PathOf(params string[] parts)
        => Path.Combine([Find() ?? throw new DirectoryNotFoundException("There is no folder ../shared/data; mark the test with SharedDataFact."), .. parts]);

    // Searches upwards from the test binaries and the current directory.
    private static string? Find() => new[] { AppContext.BaseDirectory, Environment.CurrentDirectory }
        .SelectMany(Upwards)
        .Select(static folder => Path.Combine(folder, "shared"))
        .FirstOrDefault(static folder => Directory.Exists(Path.Combine(folder, "data")));

    private static IEnumerable<string> Upwards(string path)
    {
        for (var folder = new DirectoryInfo(path); folder is not null; folder = folder.Parent)
        {
            yield return folder.FullName;
        }
    }
}
