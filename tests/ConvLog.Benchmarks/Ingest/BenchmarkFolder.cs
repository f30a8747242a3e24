namespace ConvLog.Benchmarks.Ingest;

/// <summary>
/// A folder for the files of one run, deleted afterwards, on the disk to measure: the temporary folder by default, or CONVLOG_BENCHMARK_FOLDER.
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
