namespace WebConsole.Options;

/// <summary>What <c>--help</c> prints: 20 lines. samples/WebConsole/README.md has the rest.</summary>
internal static class Usage
{
    public const string Text = $"""
        The ConvLog console and API over conversations to look around in. Everything stays on this machine.

          dotnet run --project samples/WebConsole -- [options]
          dotnet run --project samples/WebConsole -- copy --data DIR --postgres "CONNECTION"
          dotnet run --project samples/WebConsole -- verify-access-log [--data DIR | --postgres "CONNECTION"] [--head HEAD]

        --urls ADDRESS     where to listen, on loopback; several are separated by ';', port 0 takes a free one.
                           Default: {SampleOptions.DefaultUrl}, or the next free port.
        --data DIR         the folder for conversations.db and its keys. Default: one under the user's data folder.
        --postgres TEXT    keeps conversations on a PostgreSQL server, 14 or later; TEXT is a connection string.
        --import FILE...   replays files of Schema-Guided Dialogue before it listens; faults are reported.
        --no-demo          leaves out the sample's own conversations, which fill an empty store.
        --help             prints this.

        copy               copies the folder's conversations to the server, compares checksums, and ends.
        verify-access-log  verifies the hash chain of the access log, prints its head, and ends.

        Retention is off unless WORKFLOW_LOG_CLEANUP_ENABLED=true. Exit codes: 0 ended as asked, 1 could not
        start, copy or verify, 2 did not understand the command line. More: samples/WebConsole/README.md
        """;
}
