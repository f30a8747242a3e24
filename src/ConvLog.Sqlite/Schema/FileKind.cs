namespace ConvLog.Sqlite;

/// <summary>A kind of file that this store keeps: what tells it from others, and its schema.</summary>
internal sealed class FileKind
{
    private FileKind(string name, int applicationId, string folder)
    {
        (Name, ApplicationId) = (name, applicationId);
        Scripts = [.. typeof(FileKind).Assembly.GetManifestResourceNames().Where(resource => resource.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)];
    }

    /// <summary>Conversations.</summary>
    public static FileKind Data { get; } = new("database", DatabaseFile.ApplicationId, "Data.");

    /// <summary>Keys and the ledger of erasures.</summary>
    public static FileKind Keys { get; } = new("keys file", DatabaseFile.KeysApplicationId, "Keys.");

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>Stands in the file's header.</summary>
    public int ApplicationId { get; }

    /// <summary>The numbered scripts, in order.</summary>
    public IReadOnlyList<string> Scripts { get; }

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(FileKind).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
