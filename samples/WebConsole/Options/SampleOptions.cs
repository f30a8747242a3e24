using ConvLog.Storage;

namespace WebConsole.Options;

/// <summary>The options of the command line.</summary>
internal sealed record SampleOptions
{
    /// <summary>The default address, if its port is free.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>The addresses to listen on; empty for <see cref="DefaultUrl"/>, or the next free port.</summary>
    public IReadOnlyList<LoopbackUrl> Urls { get; init; } = [];

    /// <summary>The folder for all data; null for <see cref="DataFolder.Default"/>.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>The PostgreSQL server to store the conversations on; null for a file in the folder.</summary>
    public string? PostgresConnection { get; init; }

    /// <summary>Whether to copy the folder's conversations to the server, and exit.</summary>
    public bool Copy { get; init; }

    /// <summary>Whether to verify the access log, and exit.</summary>
    public bool VerifyAccessLog { get; init; }

    /// <summary>A head of the access log noted earlier; null for none.</summary>
    public AccessChainHead? Head { get; init; }

    public IReadOnlyList<string> ImportFiles { get; init; } = [];

    public bool SeedDemo { get; init; } = true;

    public bool ShowHelp { get; init; }
}
