namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>Third-party clients and tools that CI installs: the packages of Clients/package.json, and Kiota.</summary>
internal static class ClientTools
{
    private static readonly string? s_folder
        = Environment.GetEnvironmentVariable("CONVLOG_CLIENTS") is { Length: > 0 } folder && Directory.Exists(folder) ? folder : null;

    /// <summary>The reason why a test cannot run, or null.</summary>
    public static string? Missing { get; } = s_folder is null
        ? "CONVLOG_CLIENTS does not name the folder with the clients of Clients/package.json and with Kiota, which .ci/run installs." : null;

    /// <summary>The path of the Kiota program.</summary>
    public static string Kiota => Path.Combine(s_folder!, "kiota", "kiota");

    /// <summary>Creates a folder with the scripts of Clients, which can resolve their packages there.</summary>
    public static string NewFolder()
    {
        string folder = Directory.CreateTempSubdirectory("convlog-clients-").FullName;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Clients")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), Path.Combine(s_folder!, "node_modules"));
        return folder;
    }
}
