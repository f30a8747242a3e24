namespace ConvLog.Sqlite.Tests.Support;

/// <summary>
/// A folder for one test, deleted with its content. It is in memory if there is enough: these tests never cut the power, so waiting for a disk would show
/// nothing. ConvLog.Reliability.Tests write to disks.
/// </summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string Memory = "/dev/shm";
    private const long EnoughMemory = 4L << 30;

    private static readonly bool s_isInMemory = OperatingSystem.IsLinux() && Directory.Exists(Memory)
        && new DriveInfo(Memory).AvailableFreeSpace >= EnoughMemory;

    public string Path { get; } = OperatingSystem.IsLinux() && s_isInMemory
        ? Directory.CreateDirectory(System.IO.Path.Combine(Memory, $"convlog-{Guid.NewGuid():N}"),
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName
        : Directory.CreateTempSubdirectory("convlog-").FullName;

    /// <summary>The path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
