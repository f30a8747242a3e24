namespace ConvLog.Reliability.Tests.Support;

/// <summary>A folder for one test, deleted with its content.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string Memory = "/dev/shm";
    private const long EnoughMemory = 1L << 30;

    /// <summary>Creates a folder on the disk.</summary>
    public TemporaryFolder()
        : this(Directory.CreateTempSubdirectory("convlog-").FullName)
    {
    }

    private TemporaryFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Creates a folder in memory if there is enough: for faults injected above the file system, where a real disk would only be slower.</summary>
    public static TemporaryFolder InMemory()
        => Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace >= EnoughMemory
            ? new TemporaryFolder(Directory.CreateDirectory(System.IO.Path.Combine(Memory, $"convlog-{Guid.NewGuid():N}")).FullName)
            : new TemporaryFolder();

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
