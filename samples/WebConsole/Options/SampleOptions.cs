using ConvLog.Storage;

namespace WebConsole.Options;

/// <summary>What the command line asks for.</summary>
internal sealed record SampleOptions
{
    /// <summary>Where it listens if nothing else is asked for and the port is free.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Where to listen; empty for <see cref="DefaultUrl"/>, or the next free port.</summary>
    public IReadOnlyList<LoopbackUrl> Urls { get; init; } = [];

    /// <summary>The folder that holds all it keeps; null for <see cref="DataFolder.Default"/>.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>The PostgreSQL server that holds the conversations instead of a file in the folder; null for the file.</summary>
    public string? PostgresConnection { get; init; }

    /// <summary>Whether to copy the folder's conversations to the server, and end.</summary>
    public bool Copy { get; init; }

    /// <summary>Whether to verify the access log, and end.</summary>
    public bool VerifyAccessLog { get; init; }

    /// <summary>A head of the access log that was noted before; null for none.</summary>
    public AccessChainHead? Head { get; init; }

    public IReadOnlyList<string> ImportFiles { get; init; } = [];

    public bool SeedDemo { get; init; } = true;

    public bool ShowHelp { get; init; }
}
