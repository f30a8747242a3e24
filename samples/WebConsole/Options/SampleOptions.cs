namespace WebConsole.Options;

/// <summary>What the command line asks for.</summary>
internal sealed record SampleOptions
{
    /// <summary>Where it listens unless told otherwise.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    public IReadOnlyList<LoopbackUrl> Urls { get; init; } = [LoopbackUrl.Parse(DefaultUrl)];

    /// <summary>The folder that holds all it keeps; null for <see cref="DataFolder.Default"/>.</summary>
    public string? DataDirectory { get; init; }

    public IReadOnlyList<string> ImportFiles { get; init; } = [];

    public bool SeedDemo { get; init; } = true;

    public bool ShowHelp { get; init; }
}
