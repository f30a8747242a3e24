namespace ConvLog.Benchmarks.Ingest;

/// <summary>The SQLite file of a series of rounds: a new one for each round, or one copy of a grown file for all of them.</summary>
/// <param name="folder">The folder of the file.</param>
/// <param name="grown">The file to copy; null for empty files.</param>
internal sealed class MeasuredFile(BenchmarkFolder folder, GrownFile? grown)
{
    private string? _path;

    /// <summary>The size of the file of the current round, including its WAL and keys.</summary>
    public long Bytes => GrownFile.BytesOf(_path!);

    /// <summary>The path for the next round.</summary>
    public string Next() => _path = grown is null ? folder.NewPath() : _path ?? grown.CopyTo(folder.NewPath());
}
