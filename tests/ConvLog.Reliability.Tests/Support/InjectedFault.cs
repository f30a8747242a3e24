namespace ConvLog.Reliability.Tests.Support;

/// <summary>
/// A fault that strace injects into the system calls of a child on the files of a database. SQLite versions write with different calls, so a fault applies to
/// every call of its family. A test with a fault also asserts that it occurred.
/// </summary>
internal sealed class InjectedFault : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="path">The database.</param>
    /// <param name="family">The calls: <c>write</c>, <c>fsync</c>, <c>ftruncate</c>, <c>read</c> or <c>open</c>.</param>
    /// <param name="fault">The effect, such as <c>error=EIO</c> or <c>signal=SIGKILL</c>.</param>
    /// <param name="when">The numbers of the affected calls, counted for each thread and each call of the family, such as <c>3..8</c>.</param>
    public InjectedFault(string path, string family, string fault, string when)
    {
        string calls = family switch
        {
            "write" => "write,pwrite64,writev,pwritev,pwritev2",
            "fsync" => "fsync,fdatasync",
            "ftruncate" => "ftruncate,fallocate",
            "read" => "read,pread64,readv,preadv,preadv2",
            "open" => "open,openat",
            _ => throw new ArgumentException($"Say here which calls {family} is.", nameof(family)),
        };
        // Without a filter the child stops at every system call, few of which are affected. A signal does not work with a filter.
        string filter = fault.StartsWith("error=", StringComparison.Ordinal) ? "--seccomp-bpf" : "";
        Under = $"strace -f {filter} -qq -Z -o {Trace} -P {path} -P {path}-wal -P {path}-journal -e trace={calls} -e inject={calls}:{fault}:when={when}";
    }

    /// <summary>The program that runs the child.</summary>
    public string Under { get; }

    /// <summary>Whether a call failed because of the fault. For a signal, check the exit code of the child.</summary>
    public bool HasOccurred => File.ReadLines(Trace).Any(static line => line.Contains("(INJECTED)", StringComparison.Ordinal));

    private string Trace => _folder.File("trace");

    public void Dispose() => _folder.Dispose();
}
