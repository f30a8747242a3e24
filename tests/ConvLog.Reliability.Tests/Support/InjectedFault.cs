namespace ConvLog.Reliability.Tests.Support;

/// <summary>
/// A fault that strace puts into a child's system calls on a database's files. Engines differ in the call by which they write, so a fault strikes in every call
/// of its family; a test that uses one also asserts that it struck.
/// </summary>
internal sealed class InjectedFault : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="path">The database.</param>
    /// <param name="family">What is called: <c>write</c>, <c>fsync</c>, <c>ftruncate</c>, <c>read</c> or <c>open</c>.</param>
    /// <param name="fault">What happens then, such as <c>error=EIO</c> or <c>signal=SIGKILL</c>.</param>
    /// <param name="when">In which calls, counted for each thread and each call of the family, such as <c>3..8</c>.</param>
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
        // Without a filter, the child stops at each of its calls, of which these are few. A signal does not come with one.
        string filter = fault.StartsWith("error=", StringComparison.Ordinal) ? "--seccomp-bpf" : "";
        Under = $"strace -f {filter} -qq -Z -o {Trace} -P {path} -P {path}-wal -P {path}-journal -e trace={calls} -e inject={calls}:{fault}:when={when}";
    }

    /// <summary>The program that runs the child.</summary>
    public string Under { get; }

    /// <summary>Whether a call failed by it. A signal is seen by how the child ended.</summary>
    public bool HasStruck => File.ReadLines(Trace).Any(static line => line.Contains("(INJECTED)", StringComparison.Ordinal));

    private string Trace => _folder.File("trace");

    public void Dispose() => _folder.Dispose();
}
