namespace ConvLog.Benchmarks.Ingest;

/// <summary>
/// A folder for the files of one run, gone after it. On the disk that is measured: the temporary folder, unless CONVLOG_BENCHMARK_FOLDER names another.
/// </summary>
internal sealed class BenchmarkFolder : IDisposable
{
    private readonly string _path = Path.Combine(
        Environment.GetEnvironmentVariable("CONVLOG_BENCHMARK_FOLDER") ?? Path.GetTempPath(), $"convlog-benchmark-{Guid.NewGuid():N}");

    private int _files;

    public BenchmarkFolder() => Directory.CreateDirectory(_path);

    public string NewPath() => Path.Combine(_path, $"{_files++}.db");

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
